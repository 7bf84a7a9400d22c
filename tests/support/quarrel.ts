// The quarrel over the Halcyon islands, served for the tests of one file.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { copyFolder, temporaryDirectory } from './folders.ts';
import { type Harbour, serveHarbour } from './harbour.ts';

const CODED = fileURLToPath(new URL('../fixtures/coded', import.meta.url));

/** Serves its first twelve events: what is added to the fixture for other tests would change every sum. */
export function serveQuarrel(): Harbour {
  const folder = temporaryDirectory();
  afterAll(folder.remove);
  const firstTwelve = (text: string) => `${text.split(/^- id: quarrel-(?!0(?:0|1[0-2]))/m)[0]}\n# No more.\n`;
  const dir = copyFolder(CODED, { 'events.yaml': firstTwelve }, join(folder.path, 'coded'));
  return serveHarbour({ dir, texts: null, serve: 'none' });
}
