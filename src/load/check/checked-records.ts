// Every record of a folder as it is checked, in the order of its files: by this thread, or by others while this one
// stages.
import { availableParallelism } from 'node:os';
import type { Fault } from '../../store/port/staging.ts';
import type { Conventions } from '../definitions/definition.ts';
import { type DataFile, findDataFiles } from '../read/find-files.ts';
import { isFault } from '../read/raw-record.ts';
import { readFile } from '../read/read-dataset.ts';
import { type NdjsonLine, readLines } from '../read/read-ndjson.ts';
import { startThread, type Thread } from '../thread.ts';
import { type CheckedItem, checkedItem, faultItem } from './checked-item.ts';
import { type PackedLines, packLines } from './packed-lines.ts';
import { type PackedRecords, unpackRecords } from './packed-records.ts';

export interface ItemOptions {
  readonly dir: string;
  readonly inThreads: boolean;
  /** As far as they are known: the dataset's own record and its codebooks come first. */
  readonly conventions: () => Conventions;
  /** Takes the names of derived fields that are passed over. */
  readonly ignored: Set<string>;
}

/** Lines sent to a thread at a time. */
const LINES = 200;
const LINE_BYTES = 512 * 1024;

export async function* checkedRecords(options: ItemOptions): AsyncGenerator<CheckedItem> {
  const { files, faults } = findDataFiles(options.dir);
  for (const fault of faults) yield faultItem(fault);
  let threads: readonly CheckThread[] = [];
  try {
    for (const file of files) {
      const isShared = options.inThreads && file.format === 'ndjson' && file.type !== 'dataset';
      if (isShared) {
        // What records are checked against is known by now, and is given to each thread once.
        if (threads.length === 0) threads = startThreads(options.conventions());
        yield* checkedByThreads(file, threads, options);
      } else
        for await (const read of readFile(file))
          yield checkedItem(read, options.conventions(), options.ignored);
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

type CheckThread = Thread<PackedLines, PackedRecords>;

/** Two keep two processors busy: this thread has little to do besides, and more would take memory for nothing. */
function startThreads(conventions: Conventions): CheckThread[] {
  const count = Math.min(2, availableParallelism());
  return Array.from({ length: count }, () => startThread('check-thread', import.meta.url, conventions));
}

/** The threads take turns, and are answered in their turn: so what they find stays in the order of the file. */
async function* checkedByThreads(
  { type, path, file, isGzip }: DataFile,
  threads: readonly CheckThread[],
  { ignored }: ItemOptions,
): AsyncGenerator<CheckedItem> {
  const asked: Promise<PackedRecords>[] = [];
  let turn = 0;
  for await (const lines of groupsOf(readLines(path, file, isGzip))) {
    if (isFault(lines)) {
      for (const answer of asked.splice(0)) yield* received(await answer, ignored);
      yield faultItem(lines);
      continue;
    }
    const thread = threads[turn % threads.length] as CheckThread;
    turn += 1;
    asked.push(thread.ask(packLines({ type, file, lines })));
    const first = asked.length > threads.length * 2 ? asked.shift() : undefined;
    if (first !== undefined) yield* received(await first, ignored);
  }
  for (const answer of asked) yield* received(await answer, ignored);
}

function* received(packed: PackedRecords, ignored: Set<string>): Iterable<CheckedItem> {
  for (const name of packed.ignored) ignored.add(name);
  yield* unpackRecords(packed);
}

async function* groupsOf(lines: AsyncIterable<NdjsonLine | Fault>): AsyncGenerator<NdjsonLine[] | Fault> {
  let group: NdjsonLine[] = [];
  let bytes = 0;
  for await (const line of lines) {
    if ('message' in line) {
      if (group.length > 0) yield group;
      group = [];
      bytes = 0;
      yield line;
      continue;
    }
    group.push(line);
    bytes += line.bytes.length;
    if (group.length < LINES && bytes < LINE_BYTES) continue;
    yield group;
    group = [];
    bytes = 0;
  }
  if (group.length > 0) yield group;
}
