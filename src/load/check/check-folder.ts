// One check of a folder of records, in staging of its own that goes away again.
import type { Engine } from '../../store/port/engine.ts';
import type { Staging } from '../../store/port/staging.ts';
import type { OnProgress } from '../progress.ts';
import { openPassages, type Passages } from '../read/passages.ts';
import { openTexts } from '../read/texts.ts';
import { type Checked, checkDataset } from './check-dataset.ts';

export interface CheckFolderOptions {
  readonly dir: string;
  /** A folder with the articles' documents; null to check without. */
  readonly texts: string | null;
  readonly engine: Pick<Engine, 'openStaging'>;
  readonly onProgress: OnProgress;
  /** Stops the check at the next batch of records. */
  readonly signal?: AbortSignal | null;
}

/** What is staged while a check is being used. */
export interface Folder {
  readonly checked: Checked;
  readonly staging: Staging;
  readonly passages: Passages;
}

/** Checks the dataset in `dir` as a load does, and gives what `use` makes of it while it is staged. */
export async function checkFolder<T>(
  { dir, texts, engine, onProgress, signal = null }: CheckFolderOptions,
  use: (folder: Folder) => T,
): Promise<T> {
  const staging = await engine.openStaging(null);
  try {
    const passages = openPassages(staging, texts === null ? null : openTexts(texts), 'none');
    const checked = await checkDataset({
      dir,
      staging,
      passages,
      tolerated: null,
      onProgress,
      onPoint: () => {},
      signal,
    });
    return use({ checked, staging, passages });
  } finally {
    staging.close();
  }
}
