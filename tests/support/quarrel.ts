// The quarrel over the Halcyon islands, served for the tests of one file.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { copyFolder, temporaryDirectory } from './folders.ts';
import { type Harbour, serveHarbour } from './harbour.ts';

const CODED = fileURLToPath(new URL('../fixtures/coded', import.meta.url));

/** Its first twelve events: what is added to the fixture for other tests would change every count. */
export function firstTwelve(events: string): string {
  return `${events.split(/^- id: quarrel-(?!0(?:0|1[0-2]))/m)[0]}\n# No more.\n`;
}

/** Serves its first twelve events. */
export function serveQuarrel(): Harbour {
  const folder = temporaryDirectory();
  afterAll(folder.remove);
  const dir = copyFolder(CODED, { 'events.yaml': firstTwelve }, join(folder.path, 'coded'));
  return serveHarbour({ dir, texts: null, serve: 'none' });
}
