// The README's calls are run as printed, against the seed as `npm start` loads it and against the invented coded set.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../src/cli/program.ts';
import { makeApp, type TestApp } from './support/app.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');
const readme = read('README.md');

const CALL = /```sh\ncurl 'http:\/\/localhost:(3000|3001)(.+?)'\n```\n\n```json\n([\s\S]+?)\n```/g;
/** A table read by one line of Python; the revision changes with every load, and is masked. */
const TABLE =
  /```python\n[^\n]*'http:\/\/localhost:3000(\/v1\/exports\/[^']+)'[^\n]*\n```\n\n```csv\n([\s\S]+?)\n```/g;
const tables = [...readme.matchAll(TABLE)].map(([, path = '', answer = '']) => ({ path, answer }));
const masked = (csv: string) =>
  csv
    .trim()
    .replaceAll('\r', '')
    .replace(/[0-9a-f]{16}/g, 'REVISION');
const calls = [...readme.matchAll(CALL)].map(([, port = '', path = '', answer = '']) => ({
  port,
  path,
  answer,
}));

const idle = async () => {};
const IDLE = {
  load: idle,
  validate: idle,
  coverage: idle,
  export: idle,
  annotate: idle,
  schema: idle,
  openapi: idle,
  serve: idle,
  start: idle,
};

/** What README serves, by port. */
const FOLDERS = { 3000: 'seed', 3001: 'tests/fixtures/coded' } as const;
const served = new Map<string, TestApp>();
beforeAll(async () => {
  for (const [port, folder] of Object.entries(FOLDERS))
    served.set(port, await makeApp({ dir: `${root}${folder}`, texts: null }));
});
afterAll(async () => {
  for (const app of served.values()) await app.close();
});

async function get(port: string, path: string): Promise<string> {
  const app = served.get(port);
  if (app === undefined) throw new Error(`nothing is served on ${port}`);
  return (await request(app.app.server).get(path)).text;
}

/** The questions under a heading. */
function questionsOf(heading: string): string[] {
  const [, text = ''] = readme.match(new RegExp(`## ${heading}\\n([\\s\\S]+?)\\n## `)) ?? [];
  return [...(text.match(/^\*\*[^*]+\?\*\*/gm) ?? [])];
}

describe('README', () => {
  test('shows ten questions, each with its call and answer', () => {
    // And one on mistakes.
    expect(questionsOf('Ten questions')).toHaveLength(11);
    expect(calls.filter(({ port }) => port === '3000').length + tables.length).toBe(11);
    expect(readme.match(/```sh\ncurl/g)).toHaveLength(calls.length);
  });

  test('shows ten questions of a coded set, and how it is served', () => {
    expect(questionsOf('Ten questions of a coded set')).toHaveLength(10);
    expect(calls.filter(({ port }) => port === '3001')).toHaveLength(10);
    expect(readme).toContain(`npx demarche load ${FOLDERS[3001]} --database data/coded.db\n`);
    expect(readme).toContain('DATABASE_PATH=data/coded.db PORT=3001 npx demarche serve\n');
  });

  test.each(calls)('$path answers what is printed', async ({ port, path, answer }) => {
    expect(JSON.parse(await get(port, path))).toMatchObject(JSON.parse(answer));
  });

  test.each(tables)('$path is the table that is printed', async ({ path, answer }) => {
    expect(masked(await get('3000', path))).toBe(masked(answer));
  });

  test('names scripts and commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, script = ''] of readme.matchAll(/npm (?:run )?(start|test|seed|check|bench)\b/g))
      expect(Object.keys(scripts)).toContain(script);
    const commands = buildProgram(IDLE, '0').commands.map((command) => command.name());
    for (const [, command] of readme.matchAll(/npx demarche (\w+)/g)) expect(commands).toContain(command);
  });
});

describe('links between pages', () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    'docs/annotation.md',
    'docs/architecture.md',
    'docs/operations.md',
    'docs/clients.md',
    'docs/dates.md',
    'docs/search.md',
    'docs/counting.md',
    'docs/citing.md',
    'docs/places.md',
    'docs/exports.md',
    'docs/your-data.md',
    'docs/performance.md',
  ];
  test.each(pages)('of %s lead somewhere', (page) => {
    const folder = page.includes('/') ? `${page.slice(0, page.lastIndexOf('/'))}/` : '';
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(`${root}${folder}${link}`))).toEqual([]);
  });
});
