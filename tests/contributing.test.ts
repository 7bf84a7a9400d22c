// CONTRIBUTING.md is true: each of its diffs is applied to a copy of the tree, whose types are then checked and whose
// document is written.
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { applyHunks, hunksByHeading } from './support/documented-diffs.ts';
import { temporaryDirectory } from './support/folders.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COPIED = ['src', 'seed', 'bin', 'migrations', 'drizzle.config.ts', 'package.json', 'tsconfig.json'];
const hunks = hunksByHeading(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8'));

const copy = temporaryDirectory();
afterAll(() => copy.remove());
beforeAll(() => {
  for (const name of COPIED) cpSync(join(ROOT, name), join(copy.path, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy.path, 'node_modules'));
});

function run(program: string, ...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...args], { cwd: copy.path });
  if (status !== 0) throw new Error(`${program} ends with ${status}:\n${stdout}${stderr}`);
  return String(stdout);
}

const DIFFS = [...hunks].filter(([, list]) => list.length > 0).map(([heading]) => heading);

test('CONTRIBUTING.md shows how to add each of these', () => {
  expect(DIFFS).toEqual([
    'Add a filter',
    'Add a field',
    'Add a column to an export',
    'Add a list',
    'Add a count',
    'Add a resource',
    'Add an article',
  ]);
});

test.each(DIFFS)('the diff that CONTRIBUTING.md shows fits the tree: %s', (heading) => {
  applyHunks(copy.path, hunks.get(heading) ?? []);
});

test('the tree with every diff of CONTRIBUTING.md has sound types', () => {
  run('node_modules/typescript/bin/tsc', '--noEmit', '--project', 'tsconfig.json');
});

test('the document of the tree with every diff of CONTRIBUTING.md has what they add', () => {
  run('bin/demarche.js', 'openapi', '--out', 'openapi.yaml');
  const { paths, components } = parse(readFileSync(join(copy.path, 'openapi.yaml'), 'utf8'), {
    maxAliasCount: -1,
  });
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/v1/events/{eventId}/statements',
      '/v1/statements/timeline',
      '/v1/exports/statements/timeline',
      '/v1/topics',
      '/v1/topics/{topicId}',
      '/v1/exports/topics',
    ]),
  );
  expect(components.parameters).toHaveProperty('EventConfidenceParameter');
  expect(components.schemas.Article.properties).toHaveProperty('section');
  expect(JSON.stringify(components)).toContain('publishedBasis');
});
