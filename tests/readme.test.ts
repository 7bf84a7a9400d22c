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
const calls = [...readme.matchAll(CALL)].map(([, , path = '', answer = '']) => ({ path, answer }));

const idle = async () => {};
const IDLE = {
  load: idle,
  validate: idle,
  coverage: idle,
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
  test('shows at least five calls with their answers', () => {
    expect(calls.length).toBeGreaterThanOrEqual(5);
    expect(readme.match(/```sh\ncurl/g)).toHaveLength(calls.length);
  });

  test.each(calls)('$path answers what is printed', async ({ path, answer }) => {
    const response = await request(demarche.app.server).get(path);
    expect(JSON.parse(response.text)).toMatchObject(JSON.parse(answer));
  });

  test('names scripts and commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, script = ''] of readme.matchAll(/npm (?:run )?(start|test|seed|check)\b/g))
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
    'docs/dates.md',
    'docs/your-data.md',
    'docs/exports.md',
  ];
  test.each(pages)('of %s lead somewhere', (page) => {
    const folder = page.includes('/') ? `${page.slice(0, page.lastIndexOf('/'))}/` : '';
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(`${root}${folder}${link}`))).toEqual([]);
  });
});

describe('CONTRIBUTING', () => {
  const diffs = [...read('CONTRIBUTING.md').matchAll(/```diff\n([\s\S]+?)```/g)]
    .flatMap(([, text = '']) => text.split(/^--- .*\n/m).filter((part) => part !== ''))
    .map((diff) => ({
      file: /^\+\+\+ b\/(.+)$/m.exec(diff)?.[1] ?? '',
      context: diff
        .split('\n')
        .filter((line) => /^[ -]/.test(line))
        .map((line) => line.slice(1))
        .join('\n'),
    }));

  test.each(diffs.filter(({ context }) => context !== ''))(
    'the diff of $file fits it',
    ({ file, context }) => {
      expect(read(file)).toContain(context);
    },
  );

  test('new records go into the seed', () => {
    const added = diffs.filter(({ context }) => context === '').map(({ file }) => file);
    expect(added.every((file) => file.startsWith('seed/'))).toBe(true);
  });
});
