import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { makeFolder } from '../support/folders.ts';
import { HARBOUR, HARBOUR_TEXTS, harbourWith, loaded } from '../support/load.ts';
import { writeLoadSet } from '../support/load-set.ts';

const BIN = fileURLToPath(new URL('../../bin/demarche.js', import.meta.url));

/** Where Node keeps compiled code, so that each process starts faster than the one before. */
const codeCache = join(tmpdir(), `demarche-code-${process.pid}`);
afterAll(() => rmSync(codeCache, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): ChildProcess {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: options.cwd ?? makeFolder(),
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: codeCache, ...options.env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function ended(child: ChildProcess): Promise<Run> {
  const text = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => (text.out += chunk));
  child.stderr?.on('data', (chunk) => (text.err += chunk));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...text };
}

const run = (...args: string[]) => ended(start(args));

test.each([
  { args: [], says: 'Usage: demarche' },
  { args: ['load'], says: "missing required argument 'dir'" },
  { args: ['lod', 'x'], says: 'Did you mean load?' },
  { args: ['load', 'x', '--serve', 'all'], says: 'Allowed choices are none, passages, full' },
  { args: ['load', 'x', '--max-errors', 'many'], says: 'whole number' },
  { args: ['validate', 'x', '--text', 'y'], says: 'Did you mean --texts?' },
  { args: ['serve', '--workers', '0'], says: 'a whole number from 1 to 64' },
  { args: ['serve', '--workers', '65'], says: 'a whole number from 1 to 64' },
  { args: ['start', '--workers', '1.5'], says: 'a whole number from 1 to 64' },
  { args: ['export'], says: "required option '--out <dir>' not specified" },
  { args: ['coverage', 'x'], says: "required option '--texts <dir>' not specified" },
])('demarche used wrongly exits with 2 and says how to use it: $args', async ({ args, says }) => {
  const { code, out, err } = await run(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
});

test('demarche helps with exit code 0', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  const names = 'load validate coverage annotate export schema openapi serve start';
  for (const name of names.split(' ')) expect(out).toContain(name);
});

test('demarche load publishes a dataset, with the result on standard output and progress in plain lines beside it', async () => {
  const path = join(makeFolder(), 'new', 'harbour.db');
  const { code, out, err } = await run('load', HARBOUR, '--texts', HARBOUR_TEXTS, '--database', path);
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringMatching(
      /4 articles, 11 actors.*\n46 spans proved against 4 of 4 documents\.\nContent [0-9a-f]{64}/,
    ),
  });
  expect(err).toMatch(/^checking$/m);
  expect(err).not.toContain('\u001b');
  expect((await engine.readLiveDataset(path))?.textsLoaded).toBe(4);
});

test('demarche load writes data/demarche.db where no database is named', async () => {
  const cwd = makeFolder();
  expect((await ended(start(['load', HARBOUR], { cwd }))).code).toBe(0);
  expect(existsSync(join(cwd, 'data', 'demarche.db'))).toBe(true);
});

test('demarche load prints one JSON object for machines', async () => {
  const path = join(makeFolder(), 'harbour.db');
  const good = await run('load', HARBOUR, '--database', path, '--json');
  expect(JSON.parse(good.out)).toMatchObject({ ok: true, counts: { events: 13 }, spansVerified: 0 });
  const dir = harbourWith({ 'events.yaml': (text) => text.replace('status: denied', 'status: deneid') });
  const bad = await run('load', dir, '--database', path, '--json');
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.out)).toMatchObject({
    ok: false,
    faultCount: 1,
    faults: [{ file: 'events.yaml', recordId: 'dredger-enters', path: 'status' }],
  });
});

test('demarche load names every fault with file, line and cure, and says that the live data is unchanged', async () => {
  const path = join(makeFolder(), 'harbour.db');
  const dir = harbourWith({ 'events.yaml': (text) => text.replace('status: denied', 'status: deneid') });
  const { code, out } = await run('load', dir, '--database', path);
  expect(code).toBe(1);
  expect(out).toMatch(/^events\.yaml:80:\d+ {2}event dredger-enters {2}.*did you mean denied\?/);
  expect(out).toContain('1 fault. The live data is unchanged.');
  expect(existsSync(path)).toBe(false);
});

test('demarche load names the articles whose documents are not in the folder of texts', async () => {
  const path = join(makeFolder(), 'harbour.db');
  const { code, out } = await run('load', HARBOUR, '--texts', HARBOUR, '--database', path);
  expect(code).toBe(1);
  expect(out).toMatch(/articles\.yaml:7:\d+ {2}article halvia-warns {2}no document .* has this SHA-256/);
});

test('demarche load exits with 75 while another load runs, and names it', async () => {
  const path = join(makeFolder(), 'harbour.db');
  const target = await engine.openTarget({ location: path, onPoint: () => {} });
  const { code, err } = await run('load', HARBOUR, '--database', path);
  await target.discard();
  expect(code).toBe(75);
  expect(err).toContain(`locked by pid ${process.pid}`);
});

test('demarche load stops on Ctrl-C with 130 and leaves nothing behind', async () => {
  const folder = makeFolder();
  const path = join(folder, 'large.db');
  const dir = join(folder, 'set');
  writeLoadSet({ dir, size: 20_000, version: '1' });
  const child = start(['load', dir, '--database', path]);
  child.stderr?.on('data', (chunk) => /reading/.test(String(chunk)) && child.kill('SIGINT'));
  const { code, err } = await ended(child);
  expect(err).toContain('Stopped. The live data is unchanged.');
  expect(code).toBe(130);
  expect(readdirSync(folder).sort()).toEqual(['large.db.lock', 'set']);
});

test.each([
  [['load', 'nowhere'], 'There is no '],
  [['load', HARBOUR, '--texts', 'nowhere'], 'There is no '],
  [['load', BIN], 'is not a folder'],
  [['annotate', 'nowhere', '--texts', HARBOUR_TEXTS], 'There is no '],
  [['serve'], 'there is no database'],
])('demarche says in a line what is missing: %o', async (args, says) => {
  const { code, err } = await run(...args);
  expect(code).toBe(1);
  expect(err).toContain(says);
  expect(err).not.toContain('    at ');
});

test('demarche validate exits with 0 for a sound dataset and touches no database', async () => {
  const cwd = makeFolder();
  const { code, out } = await ended(start(['validate', HARBOUR, '--texts', HARBOUR_TEXTS], { cwd }));
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringMatching(/is sound: 4 articles.*46 spans proved/),
  });
  expect(readdirSync(cwd)).toEqual([]);
});

test('demarche validate exits with 1 and prints JSON where there are faults', async () => {
  const dir = harbourWith({ 'statements.yaml': (text) => text.replace('[oriane-velt]', '[o-velt]') });
  const { code, out } = await run('validate', dir, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    faultCount: 1,
    faults: [{ recordId: 'velt-doorstep' }],
  });
});

/** Makes a process take its standard error for a terminal. */
const TERMINAL = { NODE_OPTIONS: '--import=data:text/javascript,process.stderr.isTTY=true' };

test('demarche validate at a terminal ends where there is no such folder, and says so', async () => {
  const { code, err } = await ended(start(['validate', 'nowhere'], { env: TERMINAL }));
  expect(code).toBe(1);
  expect(err).toContain('There is no ');
});

test('demarche validate at a terminal stops on Ctrl-C with 130 and leaves nothing behind', async () => {
  const [dir, TMPDIR] = [join(makeFolder(), 'set'), makeFolder()];
  writeLoadSet({ dir, size: 20_000, version: '1' });
  const child = start(['validate', dir], { env: { ...TERMINAL, TMPDIR, TEMP: TMPDIR } });
  const interrupt = (chunk: unknown) => /reading/.test(String(chunk)) && child.kill('SIGINT');
  child.stderr?.on('data', (chunk) => child.killed || interrupt(chunk));
  expect((await ended(child)).code).toBe(130);
  expect(readdirSync(TMPDIR)).toEqual([]);
});

test('demarche coverage exits with 1 and shows what is left, without a word of the articles where none is wanted', async () => {
  const { code, out } = await run('coverage', HARBOUR, '--texts', HARBOUR_TEXTS);
  expect(code).toBe(1);
  expect(out).toMatch(/^merrow-answers +2\/2 +4\/6 +6\/10$/m);
  expect(out).toMatch(/^ {2}reporting word {2}line 5, 100–108 {2}.*\[answered\] Halvia on Sunday/m);
  expect(out).toContain('0 marks and 6 reporting words are not accounted for');
  const places = await run('coverage', HARBOUR, '--texts', HARBOUR_TEXTS, '--no-words');
  expect(places.out).toMatch(/^ {2}reporting word {2}line 5, 100–108$/m);
});

test('demarche coverage --article judges one article, and says where there is no such', async () => {
  const only = (id: string) => run('coverage', HARBOUR, '--texts', HARBOUR_TEXTS, '--article', id);
  const digest = await only('strait-digest');
  expect(digest.code).toBe(0);
  expect(digest.out).not.toContain('merrow-answers');
  expect(await only('digest')).toMatchObject({
    code: 1,
    err: expect.stringContaining('no article "digest"'),
  });
});

test('demarche validate passes over what is only doubtful, and with --strict does not', async () => {
  const later = { 'quotes.yaml': (text: string) => text.replace('edtf: "2031-03-16"', 'edtf: "2031-04-01"') };
  const dir = harbourWith(later);
  const plain = await run('validate', dir);
  expect(plain.code).toBe(0);
  expect(plain.out).toMatch(/quote ardrey-post {2}warning: said on 2031-04-01 .*\n1 warning\.\n.* is sound/);
  const strict = await run('validate', dir, '--strict');
  expect(strict.code).toBe(1);
  expect(strict.out).toMatch(/quote ardrey-post {2}said on 2031-04-01 .*\n1 fault\.\n$/);
  const json = JSON.parse((await run('validate', dir, '--json')).out);
  expect(json).toMatchObject({ ok: true, faultCount: 0, warningCount: 1, warnings: [{ path: 'said' }] });
  const path = join(makeFolder(), 'harbour.db');
  const loading = await run('load', dir, '--database', path);
  expect(loading.out).toContain('1 warning: demarche validate names them.');
});

test('demarche coverage exits with 0 where all is accounted for, and prints one JSON object for machines', async () => {
  const dir = harbourWith({
    'articles.yaml': (text) => text.replaceAll('language: en', 'language: nb'), // no reporting words
  });
  const { code, out } = await run('coverage', dir, '--texts', HARBOUR_TEXTS, '--json');
  expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, ok: true });
});

test('demarche annotate leaves a file as it was where the disk takes only a part of the new one', async () => {
  const dir = harbourWith({
    'quotes.yaml': (text) => text.replace(/start: \d+, end: \d+/, 'match: Whoever'),
  });
  const before = readFileSync(join(dir, 'quotes.yaml'), 'utf8');
  const child = spawn(
    'sh',
    [
      '-c',
      'ulimit -f 4 && exec "$@"',
      'sh',
      process.execPath,
      BIN,
      'annotate',
      dir,
      '--texts',
      HARBOUR_TEXTS,
    ],
    { env: { PATH: process.env.PATH ?? '' } },
  );
  const { code, err } = await ended(child);
  expect(code).toBe(1);
  expect(err).toContain('EFBIG');
  expect(err).not.toContain('    at ');
  expect(readFileSync(join(dir, 'quotes.yaml'), 'utf8')).toBe(before);
  expect(readdirSync(dir).filter((name) => name.endsWith('~'))).toEqual([]);
});

test('demarche schema and openapi write their files where they are told to', async () => {
  const cwd = makeFolder();
  expect((await ended(start(['schema', '--out', 'schemas'], { cwd }))).code).toBe(0);
  expect(JSON.parse(readFileSync(join(cwd, 'schemas', 'events.schema.json'), 'utf8'))).toHaveProperty(
    'items',
  );
  expect((await ended(start(['openapi', '--out', 'api.yaml'], { cwd }))).code).toBe(0);
  expect(readFileSync(join(cwd, 'api.yaml'), 'utf8')).toMatch(/^openapi: .?3\.1\.1/);
});

test('demarche start serves the database it is given and stops on SIGTERM', async () => {
  const path = join(makeFolder(), 'harbour.db');
  await loaded({ path });
  const env = { DATABASE_PATH: path, PORT: '0', DRAIN_SECONDS: '0' };
  const child = start(['start'], { env });
  const url = await new Promise<string>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      const address = /http:\/\/[\d.]+:\d+/.exec(String(chunk))?.[0];
      if (address !== undefined) resolve(address);
    });
  });
  const answer = await fetch(`${url}/v1/events/oslo-talks`);
  expect(await answer.json()).toMatchObject({ id: 'oslo-talks' });
  child.kill('SIGTERM');
  expect((await ended(child)).code).toBe(0);
});
