// `demarche serve --workers N`: several processes that answer as one.
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { loadInto } from '../support/app.ts';
import { altered } from '../support/damage.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { childrenOf, isAlive } from '../support/processes.ts';

const BIN = fileURLToPath(new URL('../../bin/demarche.js', import.meta.url));
const codeCache = join(tmpdir(), `demarche-workers-${process.pid}`);
const folder = temporaryDirectory();
const published = join(folder.path, 'harbour.db');
beforeAll(() => loadInto({ path: published }));
afterAll(() => {
  rmSync(codeCache, { recursive: true, force: true });
  folder.remove();
});

interface Run {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Of the database file. */
  readonly path: string;
  /** What it has printed. */
  readonly text: { out: string; err: string };
  readonly ended: Promise<number | null>;
}

/** How long a machine with much else to do may take. */
const SOON = { timeout: 30_000 };

let served = 0;

/** Starts a server of two workers. */
function begin(env: Record<string, string> = {}): Run {
  served += 1;
  const path = join(folder.path, `${served}.db`);
  copyFileSync(published, path);
  const child = spawn(process.execPath, [BIN, 'serve', '--workers', '2'], {
    env: {
      PATH: process.env.PATH ?? '',
      NODE_COMPILE_CACHE: codeCache,
      DATABASE_PATH: path,
      PORT: '0',
      DRAIN_SECONDS: '0',
      ...env,
    },
  });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (text.out += chunk));
  child.stderr.on('data', (chunk) => (text.err += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, pid: child.pid as number, path, text, ended };
}

const BANNER = /^Demarche is at (http:\/\/127\.0\.0\.1:\d+): /m;

/** The address, when all workers listen. */
async function listening({ text }: Run): Promise<string> {
  await vi.waitFor(() => expect(text.out).toMatch(BANNER), { timeout: 55_000, interval: 50 });
  return BANNER.exec(text.out)?.[1] ?? '';
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Client = (path: string) => Promise<Answer>;

/** A client with a connection of its own, which stays with one worker. New connections go round. */
function clientOf(url: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return (path) =>
    new Promise((resolve, reject) => {
      get(url + path, { agent }, (response) => {
        let body = '';
        response.on('data', (chunk) => (body += chunk));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
      }).on('error', reject);
    });
}

const revisionOf = async (client: Client) => (await client('/livez')).headers['dataset-version'];

// Windows has no signals; what runs is read as Linux tells it.
describe.skipIf(process.platform !== 'linux')('several workers', () => {
  let shared: Run;
  let url: string;

  beforeAll(async () => {
    shared = begin({ RATE_LIMIT: '1000', DRAIN_SECONDS: '3' });
    url = await listening(shared);
  });
  afterAll(() => void shared.child.kill('SIGKILL'));

  test('answer the same at one address, print it once, and count together in /metrics', async () => {
    expect(shared.text.out).toBe(
      `Demarche is at ${url}: the documentation at ${url}/docs, the paths at ${url}/v1\n`,
    );
    const clients = [clientOf(url), clientOf(url)];
    const answers = await Promise.all(clients.map((client) => client('/v1/events?sort=-date&limit=5')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.body).toBe(answers[1]?.body);
    expect(answers[0]?.headers.etag).toBe(answers[1]?.headers.etag);
    // Each counts for itself, so it was not one worker that answered both.
    expect(answers.map(({ headers }) => headers['ratelimit-remaining'])).toEqual(['999', '999']);
    for (const client of clients) {
      const { body } = await client('/metrics');
      expect(body).toContain(
        'demarche_http_request_duration_seconds_count{route="/v1/events",method="GET",status="200"} 2\n',
      );
      expect(body).toMatch(/^demarche_revision_info\{revision="[0-9a-f]{16}"\} 1$/m);
    }
  });

  test('go on to a new revision together, with cursors of the one before', async () => {
    const clients = [clientOf(url), clientOf(url)] as const;
    const first = await revisionOf(clients[0]);
    const page = JSON.parse((await clients[0]('/v1/events?limit=2')).body);
    await loadInto({ path: shared.path, serve: 'none' });
    await expect.poll(() => revisionOf(clients[0]), SOON).not.toBe(first);
    const second = await revisionOf(clients[0]);
    await expect.poll(() => revisionOf(clients[1]), SOON).toBe(second);
    const next = `/v1/events?limit=2&cursor=${page.page.nextCursor}`;
    const [one, other] = await Promise.all(clients.map((client) => client(next)));
    expect(one).toMatchObject({ status: 200, body: other?.body });
    expect(one?.headers['dataset-version']).toBe(first);
    // Whoever finds and checks revisions says it, once for all.
    expect(shared.text.out.match(/a new revision is served/g)).toHaveLength(1);
  });

  test('are replaced where one ends, and the log says which', async () => {
    const [victim = 0, other] = childrenOf(shared.pid);
    process.kill(victim, 'SIGKILL');
    await expect.poll(() => childrenOf(shared.pid).includes(victim), SOON).toBe(false);
    await expect.poll(() => childrenOf(shared.pid).length, SOON).toBe(2);
    expect(childrenOf(shared.pid)).toContain(other);
    expect(shared.text.out).toMatch(/"worker":[12],"how":"SIGKILL","msg":"a worker ended: another begins"/);
    await expect
      .poll(async () => (await clientOf(url)('/v1/events')).headers['ratelimit-remaining'], SOON)
      .toBe('999');
  });

  test('go on with the one they have where a new file is damaged', async () => {
    const clients = [clientOf(url), clientOf(url)];
    const second = await revisionOf(clients[0] as Client);
    writeFileSync(`${shared.path}.copy`, altered(readFileSync(published)));
    renameSync(`${shared.path}.copy`, shared.path);
    await expect.poll(() => shared.text.out, SOON).toContain('the new database file is refused');
    for (const client of clients) {
      expect(await revisionOf(client)).toBe(second);
      expect((await client('/readyz')).status).toBe(200);
    }
    expect(shared.text.out.match(/is refused/g)).toHaveLength(1);
  });

  test('begin while a bad file stands there only when there is a good one again', async () => {
    const [victim = 0] = childrenOf(shared.pid);
    process.kill(victim, 'SIGKILL');
    await expect.poll(() => shared.text.out, SOON).toContain('and waits');
    const statuses = await Promise.all([1, 2, 3].map(() => clientOf(url)('/v1/events')));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200]);
    await loadInto({ path: shared.path });
    // A worker that has answered nobody yet.
    const left = async () => (await clientOf(url)('/v1/events')).headers['ratelimit-remaining'];
    await expect.poll(left, SOON).toBe('999');
    expect(shared.text.out.match(/and waits/g)).toHaveLength(1);
  });

  test('all answer after a signal until their proxy has noticed, and leave nothing behind', async () => {
    const workers = childrenOf(shared.pid);
    const clients = [clientOf(url), clientOf(url)];
    for (const client of clients) expect((await client('/readyz')).status).toBe(200);
    shared.child.kill('SIGTERM');
    await Promise.all(
      clients.map(async (client) => {
        await expect.poll(async () => (await client('/readyz')).status, { ...SOON, interval: 20 }).toBe(503);
        expect((await client('/v1/events')).status).toBe(200);
      }),
    );
    expect(await shared.ended).toBe(0);
    expect(workers.filter(isAlive)).toEqual([]);
    expect(shared.text.err).toBe('');
  });

  test('are gone at once with a second signal, for which a hang-up does not count', async () => {
    const run = begin({ DRAIN_SECONDS: '30' });
    onTestFinished(() => void run.child.kill('SIGKILL'));
    const client = clientOf(await listening(run));
    const workers = childrenOf(run.pid);
    run.child.kill('SIGHUP');
    await expect.poll(async () => (await client('/readyz')).status, { ...SOON, interval: 20 }).toBe(503);
    run.child.kill('SIGHUP');
    expect((await client('/v1/events')).status).toBe(200);
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
    await expect.poll(() => workers.filter(isAlive), SOON).toEqual([]);
  });

  test('are gone with a first process that was killed', async () => {
    const run = begin();
    onTestFinished(() => void run.child.kill('SIGKILL'));
    await listening(run);
    const workers = childrenOf(run.pid);
    expect(workers).toHaveLength(2);
    run.child.kill('SIGKILL');
    await expect.poll(() => workers.filter(isAlive), SOON).toEqual([]);
  });

  test('end with a message where they are lost again and again', async () => {
    const run = begin();
    const reaper = setInterval(() => {
      for (const pid of childrenOf(run.pid))
        try {
          process.kill(pid, 'SIGKILL');
        } catch {} // it ended since it was listed
    }, 20);
    onTestFinished(() => clearInterval(reaper));
    onTestFinished(() => void run.child.kill('SIGKILL'));
    expect(await run.ended).toBe(1);
    expect(run.text.err).toBe(
      'Workers ended 11 times within a minute, the last by SIGKILL: the server stops.\n',
    );
  });

  test('begin where the port is free and the file is sound, else one message says what is wrong', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
    });
    onTestFinished(() => void taken.close());
    const [busy, missing] = [
      begin({ PORT: String(port) }),
      begin({ DATABASE_PATH: join(folder.path, 'none.db') }),
    ];
    expect(await busy.ended).toBe(1);
    expect(busy.text.err).toBe(`Port ${port} is taken. Set PORT to another, or to 0 for any that is free.\n`);
    expect(await missing.ended).toBe(1);
    expect(missing.text.err).toBe(`there is no database at ${join(folder.path, 'none.db')}\n`);
    for (const { text } of [busy, missing]) expect(text.out).toBe('');
  });
});
