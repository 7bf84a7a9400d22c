// docs/performance.md names commands that exist, has the places that the benches write into, and a line for each question.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { questions } from '../../bench/questions.ts';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/performance.md', root), 'utf8');
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  scripts: Record<string, string>;
};

const between = (name: string) => new RegExp(`<!-- bench ${name} -->([^]*?)<!-- end -->`).exec(page)?.[1];

test('docs/performance.md names scripts and files that exist', () => {
  const named = [...page.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  const files = [...page.matchAll(/`(bench\/[\w./-]+)`/g)].map(([, file = '']) => file);
  expect(files.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
});

test.each(['figures', 'ten millions', 'peers'])('docs/performance.md has a place for %s', (name) => {
  expect(between(name)).toBeDefined();
});

test('docs/performance.md has a figure for each question of the bench', () => {
  const rows = [...(between('figures') ?? '').matchAll(/^\| ([^|]+) \| [\d,]+ \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(questions(1000).map(({ name }) => name));
});
