// The README's calls are run as printed, against the seed as `npm start` loads it.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../src/cli/program.ts';
import { makeApp, type TestApp } from './support/app.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');
const readme = read('README.md');

const CALL = /```sh\ncurl '(http:\/\/localhost:3000)(.+?)'\n```\n\n```json\n([\s\S]+?)\n```/g;
/** A table read by one line of Python; the revision changes with every load, and is masked. */
const TABLE =
  /```python\n[^\n]*'http:\/\/localhost:3000(\/v1\/exports\/[^']+)'[^\n]*\n```\n\n```csv\n([\s\S]+?)\n```/g;
const tables = [...readme.matchAll(TABLE)].map(([, path = '', answer = '']) => ({ path, answer }));
const masked = (csv: string) =>
  csv
    .trim()
    .replaceAll('\r', '')
    .replace(/[0-9a-f]{16}/g, 'REVISION');
const calls = [...readme.matchAll(CALL)].map(([, , path = '', answer = '']) => ({ path, answer }));

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

let demarche: TestApp;
beforeAll(async () => {
  demarche = await makeApp({ dir: `${root}seed`, texts: null });
});
afterAll(() => demarche.close());

describe('README', () => {
  test('shows ten questions, each with its call and answer', () => {
    const [, questions = ''] = /## Ten questions\n([\s\S]+?)\n## /.exec(readme) ?? [];
    // And one on mistakes.
    expect(questions.match(/^\*\*[^*]+\?\*\*/gm)).toHaveLength(11);
    expect(calls.length + tables.length).toBe(11);
    expect(readme.match(/```sh\ncurl/g)).toHaveLength(calls.length);
  });

  test.each(calls)('$path answers what is printed', async ({ path, answer }) => {
    const response = await request(demarche.app.server).get(path);
    expect(JSON.parse(response.text)).toMatchObject(JSON.parse(answer));
  });

  test.each(tables)('$path is the table that is printed', async ({ path, answer }) => {
    const response = await request(demarche.app.server).get(path);
    expect(masked(response.text)).toBe(masked(answer));
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
