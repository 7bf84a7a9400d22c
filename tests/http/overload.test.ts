// Many who ask for much, on real sockets: each is answered or told to come back, and none holds up the others.
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ClientGone } from '../../src/http/server/gone-clients.ts';
import { openStream, StalledReader } from '../../src/http/server/stream.ts';
import { nextTurn } from '../../src/http/server/turns.ts';
import type { Store } from '../../src/store/port/store.ts';
import { type MakeApp, makeApp, type TestApp } from '../support/app.ts';
import { withList } from '../support/exports.ts';

const open: TestApp[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
});

async function listen(options: MakeApp): Promise<{ served: TestApp; url: string; port: number }> {
  const served = await makeApp({ cacheBytes: 0, ...options });
  open.push(served);
  await served.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = served.app.server.address() as AddressInfo;
  return { served, url: `http://127.0.0.1:${port}`, port };
}

/** The answer, of which nothing is read yet. */
function unread(url: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, resolve).on('error', reject);
  });
}

describe('exports at once', () => {
  /** A list that never ends, of long records. */
  const endless = withList(async () => ({
    documents: [JSON.stringify({ id: 'long', filler: 'x'.repeat(1_000_000) })],
    end: [1],
  }));

  test.each(['identity', 'gzip', 'br'])(
    'have a bound: one more is told to come back, and finds room when one has ended (%s)',
    async (coding) => {
      const { url } = await listen({ wrap: endless, exportsAtOnce: 2 });
      const ask = () => unread(`${url}/v1/exports/events?format=ndjson`, { 'accept-encoding': coding });
      const [first, second] = await Promise.all([ask(), ask()]);
      const refused = await fetch(`${url}/v1/exports/events?format=ndjson`);
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toBe('1');
      expect(await refused.json()).toMatchObject({ code: 'overloaded' });
      expect((await fetch(`${url}/v1/exports/events`, { method: 'HEAD' })).status).toBe(200);
      expect((await fetch(`${url}/v1/events?limit=1`)).status).toBe(200);
      first.destroy();
      const next = await vi.waitFor(async () => {
        const response = await ask();
        expect(response.statusCode).toBe(200);
        return response;
      });
      for (const each of [second, next]) each.destroy();
    },
  );

  test('that fail before they begin make room', async () => {
    const failing = withList(async () => {
      throw new Error('the disk is gone');
    });
    const { url } = await listen({ wrap: failing, exportsAtOnce: 1 });
    for (let time = 0; time < 3; time++) expect((await fetch(`${url}/v1/exports/events`)).status).toBe(500);
  });

  test('take turns: one goes on in each turn of the event loop, in order', async () => {
    const done: number[] = [];
    for (let n = 0; n < 5; n++) void nextTurn().then(() => done.push(n));
    for (let turn = 1; turn <= 5; turn++) {
      await new Promise(setImmediate);
      expect(done.length).toBeLessThanOrEqual(turn);
    }
    await vi.waitFor(() => expect(done).toEqual([0, 1, 2, 3, 4]));
  });
});

describe('a reader of an export', () => {
  async function* chunks(pause: number) {
    for (const chunk of ['one', 'two', 'three']) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      yield chunk;
    }
  }

  test('that takes nothing is broken off after a while, and keeps no revision open', async () => {
    const release = vi.fn();
    const stream = await openStream({ lease: () => release }, chunks(0), 10);
    const error = new Promise((resolve) => stream.once('error', resolve));
    stream.read();
    expect(await error).toBeInstanceOf(StalledReader);
    expect(release).toHaveBeenCalledOnce();
  });

  test('that waits for the server is not', async () => {
    const stream = await openStream({ lease: () => () => {} }, chunks(50), 40);
    let text = '';
    for await (const chunk of stream) text += chunk;
    expect(text).toBe('onetwothree');
  });
});

test.each(['/v1/search?q=harbour', '/v1/events?q=harbour&sort=relevance'])(
  'work is given up whose client has gone: %s',
  async (path) => {
    let stillAsked: (() => void) | undefined;
    let ended: unknown;
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const holding = (store: Store): Store => ({
      ...store,
      ranked: async (query, check) => {
        stillAsked = check;
        await held;
        try {
          check?.();
        } catch (error) {
          ended = error;
          throw error;
        }
        return store.ranked(query, check);
      },
    });
    const { url } = await listen({
      wrap: (revisions) => ({ ...revisions, current: () => holding(revisions.current()) }),
    });
    const client = get(`${url}${path}`).on('error', () => {});
    await vi.waitFor(() => expect(stillAsked).not.toThrow());
    client.destroy();
    await vi.waitFor(() => expect(stillAsked).toThrow('the client has gone'));
    release();
    await vi.waitFor(() => expect(ended).toBeInstanceOf(ClientGone));
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  },
);

describe('a request that the server was too late to read', () => {
  /** Connects, sends what it is given, tells that it is sent, and posts what comes back. */
  const CLIENT = `
    const { parentPort, workerData } = require('node:worker_threads');
    const { connect } = require('node:net');
    let answer = '';
    const socket = connect(workerData.port, '127.0.0.1', () =>
      socket.write(workerData.text, () => {
        Atomics.store(workerData.sent, 0, 1);
        Atomics.notify(workerData.sent, 0);
      }));
    socket.on('data', (data) => { answer += data; });
    socket.on('close', () => parentPort.postMessage(answer));
  `;

  /** Longer than Node waits from one look at its connections to the next. */
  const STALL = 1200;

  async function askWhileLate(text: string): Promise<string> {
    const { served, port } = await listen({});
    // What Node holds against a connection, which the stall exceeds.
    served.app.server.headersTimeout = 100;
    const sent = new Int32Array(new SharedArrayBuffer(4));
    served.app.server.once('connection', () => {
      Atomics.wait(sent, 0, 0);
      Atomics.wait(sent, 0, 1, STALL);
    });
    const client = new Worker(CLIENT, { eval: true, workerData: { port, text, sent } });
    return new Promise((resolve, reject) => client.once('message', resolve).once('error', reject));
  }

  test('is answered where it is whole', async () => {
    const answer = await askWhileLate('GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('is told that it took too long where it is not', async () => {
    const answer = await askWhileLate('GET /livez HTTP/1.1\r\nHost: x\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"request-timeout"');
  });
});
