// docs/architecture.md speaks of files that are there.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${ROOT}/docs/architecture.md`, 'utf8');

/** Paths in code marks, from the root or from `src`; one with a star stands for its folder. */
const paths = [...page.matchAll(/`((?:[\w-]+\/)+(?:[\w-]+\.ts|\*\.ts)?)`/g)].map(([, path = '']) =>
  path.replace('*.ts', ''),
);

test('docs/architecture.md names only files and folders that exist', () => {
  const known = (path: string) => ['', 'src/'].some((from) => existsSync(`${ROOT}/${from}${path}`));
  expect(paths.length).toBeGreaterThan(40);
  expect([...new Set(paths)].filter((path) => !known(path))).toEqual([]);
});
