// What is known of the bytes of an open file. Published files are never written, so a file whose size or time of
// modification is another than at its opening is not read from again, whatever its bytes are by now: SQLite may hold
// pages of it that were read in between.
import { fstatSync, type Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { Integrity } from '../../port/store.ts';
import { StoreError } from '../../port/store-error.ts';
import { isIntact } from '../seal.ts';

export interface FileIntegrity {
  /** Asks the system, which takes half a microsecond (measured). */
  state(): Integrity;
  /**
   * Whether the bytes are those that were sealed; null where the file is closed before that is known. Reads the whole
   * file, in slices.
   * @throws StoreError where the file changes meanwhile
   */
  check(): Promise<boolean | null>;
  /** Takes the word of another process for the bytes that were opened. */
  judge(isSound: boolean): void;
  /** Reading has found what no load writes. */
  markDamaged(): void;
  /** After each reading: throws StoreError where what was read may be something else than the load wrote. */
  confirm(): void;
  /** Ends a check that is under way. */
  close(): Promise<void>;
}

/**
 * @param opened what the system said of the file before anything was read from it
 * @param sealOffset where the digest stands
 */
export function watchFile(
  file: FileHandle,
  opened: Pick<Stats, 'size' | 'mtimeMs'>,
  sealOffset: number,
): FileIntegrity {
  const closing = new AbortController();
  let checking: Promise<boolean | null> = Promise.resolve(null);
  let found: Integrity = 'unchecked';
  let isChanged = false;

  const hasChanged = () => {
    isChanged ||= !isAsOpened(file, opened);
    return isChanged;
  };
  const state = () => (found === 'intact' && hasChanged() ? 'unchecked' : found);

  async function check(): Promise<boolean | null> {
    const isSound = await isIntact(file, sealOffset, closing.signal).catch((error: unknown) => {
      if (closing.signal.aborted) return null;
      throw error;
    });
    if (isSound === null) return null;
    if (isSound && hasChanged()) throw changed();
    judge(isSound);
    return found === 'intact';
  }

  function judge(isSound: boolean): void {
    if (found !== 'damaged') found = isSound ? 'intact' : 'damaged';
  }

  return {
    state,
    check: () => {
      checking = check();
      return checking;
    },
    judge,
    markDamaged: () => {
      found = 'damaged';
    },
    confirm: () => {
      if (found === 'damaged') throw new StoreError('damaged', 'the database file is damaged');
      if (hasChanged()) throw changed();
    },
    close: async () => {
      closing.abort();
      await checking.catch(() => null);
    },
  };
}

function changed(): StoreError {
  return new StoreError('unchecked', 'the database file was written to while it was open');
}

/** A file that the system no longer knows, as after a server of files has lost it, counts as changed. */
function isAsOpened({ fd }: FileHandle, opened: Pick<Stats, 'size' | 'mtimeMs'>): boolean {
  try {
    const { size, mtimeMs } = fstatSync(fd);
    return size === opened.size && mtimeMs === opened.mtimeMs;
  } catch {
    return false;
  }
}
