// docs/reliability.md names a test for each attack: it exists, by file and title.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${ROOT}/docs/reliability.md`, 'utf8');

/** Every row of a table, without its head. */
const lines = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (tried|answer|---) /.test(line));
/** Four columns: an answer, its bound, what tells of it, and the files of its tests, without titles. */
const isBound = (line: string) => line.split('|').length === 6;
const bounds = lines.filter(isBound);
const rows = lines
  .filter((line) => !isBound(line))
  .map((line) => {
    const [, file = '', title = ''] =
      /^\| [^|]+ \| [^|]+ \| `(tests\/[^`]+\.test\.ts)`: ([^|]+) \|$/.exec(line) ?? [];
    return { line, file, title };
  });

/** The title as it stands in code, alone in its quotes; "…" is whatever a table of cases puts there. */
function titlePattern(title: string): RegExp {
  const words = title.split('…').map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  return new RegExp(`(['"\`])${words.join('[^\\n]*?')}\\1`);
}

test('docs/reliability.md has a table for each area', () => {
  const areas = page.split(/^## /m).slice(1);
  expect(areas.length).toBeGreaterThan(4);
  expect(areas.filter((area) => !/^\| (?!tried|---)/m.test(area))).toEqual([]);
});

test.each(rows)('docs/reliability.md names a test that exists: $line', ({ file, title }) => {
  expect(title).not.toBe('');
  expect(existsSync(`${ROOT}/${file}`), file).toBe(true);
  expect(readFileSync(`${ROOT}/${file}`, 'utf8')).toMatch(titlePattern(title));
});

test.each(bounds)('docs/reliability.md names files of tests that exist: %s', (line) => {
  for (const [, file = ''] of line.matchAll(/`(tests\/[^`]+)`/g))
    expect(existsSync(`${ROOT}/${file}`), file).toBe(true);
});
