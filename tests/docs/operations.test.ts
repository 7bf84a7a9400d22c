// docs/operations.md says every setting there is, with the default that it has.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';

const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const source = readFileSync(new URL('../../src/config.ts', import.meta.url), 'utf8');

/** Rows of the table of settings: the variable, and its default, empty for none. */
const settings = [...page.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\|/gm)].map(
  ([, name = '', fallback = '']) => [name, fallback] as const,
);

test('docs/operations.md lists every variable that the configuration reads, and no other', () => {
  const known = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name);
  expect(known.length).toBeGreaterThan(5);
  expect(settings.map(([name]) => name).sort()).toEqual(known.sort());
});

test.each(settings)('docs/operations.md gives the true default of %s', (name, fallback) => {
  expect(readConfig({ [name]: fallback })).toEqual(readConfig({}));
});
