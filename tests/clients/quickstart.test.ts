// What the pages tell SDK users to run is what `npm run clients` runs.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../clients/languages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');
const blocks = (page: string, language: string) =>
  [...read(page).matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]+?)^\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );

const SNIPPETS = [
  { key: 'typescript', language: 'ts', file: 'clients/typescript/quickstart.ts' },
  { key: 'python', language: 'python', file: 'clients/python/quickstart.py' },
  { key: 'go', language: 'go', file: 'clients/go/quickstart.go' },
];

test('the quick start has a snippet for each language whose snippet is run', () => {
  const run = LANGUAGES.filter(({ quickstart }) => quickstart !== null).map(({ key }) => key);
  expect(SNIPPETS.map(({ key }) => key).sort()).toEqual(run.sort());
});

test.each(SNIPPETS)('the quick start is the file that is run: $key', ({ language, file }) => {
  expect(blocks('README.md', language)).toContain(read(file));
});

test.each(SNIPPETS)('the quick start has the command that is run to generate a client: $key', ({ key }) => {
  const generate = LANGUAGES.find((language) => language.key === key)?.generate ?? '';
  const commands = blocks('README.md', 'sh').flatMap((text) => text.split('\n'));
  expect(commands).toContain(generate);
});

test('the quick start installs the versions that are pinned', () => {
  const installs = blocks('README.md', 'sh').join('\n');
  const { devDependencies } = JSON.parse(read('clients/typescript/package.json'));
  for (const [, name = '', version = ''] of installs.matchAll(/ (@?[\w/-]+)@(\d[\d.]+)/g))
    expect(`${name} ${devDependencies[name]}`).toBe(`${name} ${version}`);
  const [, python = ''] = /pip install (\S+)/.exec(installs) ?? [];
  expect(read('clients/python/requirements.txt').split('\n')).toContain(python);
  const [, go = ''] = /oapi-codegen@(v\S+)/.exec(installs) ?? [];
  expect(read('clients/go/go.mod')).toContain(`oapi-codegen/v2 ${go}`);
});

test.each(LANGUAGES)(
  'the page of clients shows the command that is run to generate each client: $key',
  ({ generate }) => {
    expect(blocks('docs/clients.md', 'sh').map((text) => text.trim())).toContain(generate);
  },
);
