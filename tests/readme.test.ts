// The README's calls are run as printed: those of port 3000 against the seed as `npm start` loads it, those of port 3001
// against the coded set that the README loads and serves there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../src/cli/program.ts';
import { makeApp, type TestApp } from './support/app.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');
const readme = read('README.md');

const CALL = /```sh\ncurl 'http:\/\/localhost:(3000|3001)(.+?)'\n```\n\n```json\n([\s\S]+?)\n```/g;
/** How the coded set is loaded and served: its folder, its database (twice) and its port. */
const SERVED =
  /```sh\nnpx demarche load (\S+) --database (\S+)\nDATABASE_PATH=(\S+) PORT=(\d+) npx demarche serve\n```/;
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
const section = (title: string) => new RegExp(`\\n## ${title}\\n([\\s\\S]+?)\\n## `).exec(readme)?.[1] ?? '';
const [, codedFolder = '', ...served] = SERVED.exec(section('Ten questions of a coded set')) ?? [];

/** Each question begins a paragraph, in bold. */
const QUESTION = /^\*\*[^*]+\?\*\*/gm;

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

/** What answers at each port. */
const servers: Record<string, TestApp> = {};
beforeAll(async () => {
  servers['3000'] = await makeApp({ dir: `${root}seed`, texts: null });
  servers['3001'] = await makeApp({ dir: `${root}${codedFolder}`, texts: null });
});
afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
});
const ask = (port: string, path: string) => {
  const server = servers[port];
  if (server === undefined) throw new Error(`Nothing is served at ${port}.`);
  return request(server.app.server).get(path);
};

describe('README', () => {
  test('shows ten questions, each with its call and answer', () => {
    // And one on mistakes.
    expect(section('Ten questions').match(QUESTION)).toHaveLength(11);
    expect(calls.filter(({ port }) => port === '3000').length + tables.length).toBe(11);
  });

  test('shows ten questions of a coded set, each with its call and answer', () => {
    expect(section('Ten questions of a coded set').match(QUESTION)).toHaveLength(10);
    expect(calls.filter(({ port }) => port === '3001')).toHaveLength(10);
  });

  test('shows no call that is not run, and each where its dataset is served', () => {
    expect(readme.match(/^.*\bcurl /gm)).toHaveLength(calls.length);
    expect(section('Ten questions')).not.toContain(':3001');
    expect(section('Ten questions of a coded set')).not.toContain(':3000');
  });

  test('serves the coded set from the database that it loads', () => {
    expect(existsSync(`${root}${codedFolder}/dataset.yaml`)).toBe(true);
    expect(served).toEqual(['data/coded.db', 'data/coded.db', '3001']);
  });

  test.each(calls)('port $port: $path answers what is printed', async ({ port, path, answer }) => {
    const response = await ask(port, path);
    expect(JSON.parse(response.text)).toMatchObject(JSON.parse(answer));
  });

  test.each(tables)('$path is the table that is printed', async ({ path, answer }) => {
    const response = await ask('3000', path);
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
  const inFolder = (folder: string) =>
    readdirSync(`${root}${folder}`)
      .filter((file) => file.endsWith('.md'))
      .map((file) => `${folder}/${file}`);
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...inFolder('docs'),
    ...inFolder('docs/decisions'),
  ];
  test.each(pages)('of %s lead somewhere', (page) => {
    const folder = page.includes('/') ? `${page.slice(0, page.lastIndexOf('/'))}/` : '';
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(`${root}${folder}${link}`))).toEqual([]);
  });

  test('go from the README to every page', () => {
    expect(inFolder('docs').filter((page) => !readme.includes(`(${page}`))).toEqual([]);
  });
});
