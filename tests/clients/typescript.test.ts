// The hand-written part of @demarche/client, against the real server. The types it is given here are the records'
// own; the published package gives it those that are generated from openapi.yaml.
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type ApiTypes, Client, type ClientOptions } from '../../clients/typescript/src/client.ts';
import type { AnyList } from '../../clients/typescript/src/listing.ts';
import { DemarcheProblem, StaleCursor } from '../../clients/typescript/src/problem.ts';
import type { Quote } from '../../src/model/quote.ts';
import { loadInto, makeApp, type TestApp } from '../support/app.ts';

interface QuoteList extends AnyList {
  readonly data: readonly Quote[];
  readonly meta: { readonly query: string };
}
interface Api extends ApiTypes {
  readonly quotes: { readonly query: object; readonly list: QuoteList; readonly record: Quote };
}

let demarche: TestApp;
let address: string;
beforeAll(async () => {
  demarche = await makeApp();
  await demarche.app.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(demarche.app.server.address() as AddressInfo).port}`;
});
afterAll(() => demarche.close());

const clientOf = (options: Partial<ClientOptions> = {}) => new Client<Api>({ address, ...options });

/** The platform's fetch, with the addresses that were asked for. */
function recorded() {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    asked.push(new Request(input, init).url.slice(address.length));
    return globalThis.fetch(input, init);
  };
  return { asked, fetch };
}

async function idsOf(listing: AsyncIterable<{ readonly id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of listing) ids.push(id);
  return ids;
}

test('a list is gone through page by page, each record once and in order', async () => {
  const { asked, fetch } = recorded();
  const ids = await idsOf(clientOf({ fetch }).quotes({ limit: 3 }));
  expect(ids).toEqual(await idsOf(clientOf().quotes({ limit: 200 })));
  expect(asked).toHaveLength(Math.ceil(ids.length / 3));
});

test('a list fetches no page before it is needed', async () => {
  const { asked, fetch } = recorded();
  for await (const { id } of clientOf({ fetch }).quotes({ limit: 1 })) if (id !== '') break;
  expect(asked).toEqual(['/v1/quotes?limit=1']);
});

test('a list is asked for with filters, several values as repeated parameters', async () => {
  const { asked, fetch } = recorded();
  const query = { kind: ['direct', 'mixed'], from: undefined, limit: 2 };
  const { data, meta } = await clientOf({ fetch }).quotes(query).page();
  expect(asked).toEqual(['/v1/quotes?kind=direct&kind=mixed&limit=2']);
  expect(meta.query).toContain('direct or mixed');
  expect(data.map(({ kind }) => kind)).not.toContain('indirect');
});

test('a list of what belongs to a record is read by its path', async () => {
  const whole = await idsOf(clientOf().quotes({ event: 'halvia-warns-of-closure' }));
  expect(whole.length).toBeGreaterThan(1);
  const nested = clientOf().list('/v1/events/halvia-warns-of-closure/quotes', { limit: 1 });
  expect(await idsOf(nested)).toEqual(whole);
});

test('a problem is thrown with its code and what to send instead', async () => {
  const problem = await clientOf()
    .quotes({ kind: 'dircet' })
    .page()
    .catch((error) => error);
  expect(problem).toBeInstanceOf(DemarcheProblem);
  expect(problem).toMatchObject({
    status: 400,
    code: 'invalid-parameter',
    instance: '/v1/quotes',
    errors: [{ parameter: 'kind', suggestion: 'direct' }],
  });
});

test('a problem of a record that does not exist is not tried again', async () => {
  const { asked, fetch } = recorded();
  await expect(clientOf({ fetch }).quote('nobody said/this')).rejects.toMatchObject({
    status: 404,
    code: 'no-such-record',
  });
  expect(asked).toEqual(['/v1/quotes/nobody%20said%2Fthis']);
});

test('a problem is made of an answer that is no problem document', async () => {
  const fetch = async () => new Response('<h1>Bad gateway</h1>', { status: 502 });
  await expect(clientOf({ fetch }).quote('any')).rejects.toMatchObject({
    status: 502,
    code: 'no-problem-document',
    errors: [],
  });
});

/** A server of its own, whose dataset is loaded anew while its first page is out. */
async function reloading(read: (client: Client<Api>, reload: () => Promise<void>) => Promise<void>) {
  const gone = new Set<string>();
  const own = await makeApp({
    wrap: (revisions) => ({
      ...revisions,
      at: (revision) => (gone.has(revision) ? null : revisions.at(revision)),
    }),
  });
  try {
    await own.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = own.app.server.address() as AddressInfo;
    await read(new Client<Api>({ address: `http://127.0.0.1:${port}` }), async () => {
      gone.add(own.revisions.current().revision);
      await loadInto({ path: own.path, serve: 'none' });
      await own.revisions.poll();
    });
  } finally {
    await own.close();
  }
}

test('a cursor whose revision is gone ends the list, with the address to begin again from', async () => {
  await reloading(async (client, reload) => {
    const pages = client.quotes({ kind: ['direct', 'mixed'], limit: 1 }).pages();
    await pages.next();
    await reload();
    const stale = await pages.next().catch((error) => error);
    expect(stale).toBeInstanceOf(StaleCursor);
    expect(stale.code).toBe('stale-cursor');
    const again = await client.get<QuoteList>(stale.restart);
    expect(again.data[0]?.kind).not.toBe('indirect');
  });
});

test('a cursor whose revision is gone begins the list again where that is wished, and gives each record once', async () => {
  await reloading(async (client, reload) => {
    const ids: string[] = [];
    for await (const { id } of client.quotes({ limit: 2 }, { onStale: 'restart' })) {
      ids.push(id);
      if (ids.length === 3) await reload();
    }
    expect(ids).toEqual(await idsOf(client.quotes({ limit: 200 })));
  });
});

test('aborting ends the reading of further pages', async () => {
  const { asked, fetch } = recorded();
  const abort = new AbortController();
  const reading = async () => {
    for await (const { id } of clientOf({ fetch }).quotes({ limit: 1 }, { signal: abort.signal }))
      abort.abort(new Error(`enough after ${id}`));
  };
  await expect(reading()).rejects.toThrow('enough after');
  expect(asked.length).toBeLessThanOrEqual(2);
});

test('aborting ends a wait before a second try', async () => {
  const abort = new AbortController();
  let sent = 0;
  const fetch = async () => {
    sent++;
    setTimeout(() => abort.abort(new Error('no longer wanted')), 1);
    return new Response(null, { status: 503, headers: { 'Retry-After': '20' } });
  };
  await expect(clientOf({ fetch }).quote('any', { signal: abort.signal })).rejects.toThrow(
    'no longer wanted',
  );
  expect(sent).toBe(1);
});

/** Answers the statuses in turn, and 200 when there are none left. */
function answering(...answers: readonly (number | { readonly status: number; readonly after: string })[]) {
  const left = [...answers];
  let sent = 0;
  const fetch = async () => {
    sent++;
    const answer = left.shift() ?? 200;
    const { status, after } = typeof answer === 'number' ? { status: answer, after: null } : answer;
    if (status === 0) throw new TypeError('fetch failed');
    return Response.json(
      { id: 'found' },
      { status, headers: after === null ? {} : { 'Retry-After': after } },
    );
  };
  return { fetch, sent: () => sent };
}

/** Runs a call under a clock that is moved by hand, and says after how many seconds of it the call ended. */
async function clocked<Result>(call: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  try {
    const begun = Date.now();
    let ended: number | null = null;
    const result = call().finally(() => {
      ended = Date.now();
    });
    result.catch(() => {});
    for (let step = 0; step < 1000 && ended === null; step++) await vi.advanceTimersByTimeAsync(100);
    return { result: await result, seconds: ((ended ?? Number.NaN) - begun) / 1000 };
  } finally {
    vi.useRealTimers();
  }
}

const clock = Date.UTC(2024, 2, 1);
test.each([
  { name: '503', answers: [{ status: 503, after: '7' }], waited: 7 },
  {
    name: '429',
    answers: [
      { status: 429, after: '2' },
      { status: 429, after: '3' },
    ],
    waited: 5,
  },
  {
    name: 'a date',
    answers: [{ status: 503, after: new Date(clock + 4000).toUTCString() }],
    waited: 4,
  },
])('a second try waits as Retry-After asks: $name', async ({ answers, waited }) => {
  const { fetch, sent } = answering(...answers);
  vi.setSystemTime(clock);
  const { result, seconds } = await clocked(() => clientOf({ fetch }).quote('any'));
  expect(result).toEqual({ id: 'found' });
  expect(sent()).toBe(answers.length + 1);
  expect(seconds).toBeCloseTo(waited, 0);
});

test('a second try follows a broken connection', async () => {
  const { fetch, sent } = answering(0);
  expect((await clocked(() => clientOf({ fetch }).quote('any'))).result).toEqual({ id: 'found' });
  expect(sent()).toBe(2);
});

test('a second try is given up after the attempts allowed', async () => {
  const { fetch, sent } = answering(503, 503, 503, 503);
  await expect(clocked(() => clientOf({ fetch }).quote('any'))).rejects.toMatchObject({ status: 503 });
  expect(sent()).toBe(3);
});

test('a second try is not made where the server asks for a longer wait than allowed', async () => {
  const { fetch, sent } = answering({ status: 503, after: '3600' });
  await expect(clientOf({ fetch }).quote('any')).rejects.toMatchObject({ status: 503, retryAfter: 3600 });
  expect(sent()).toBe(1);
});

test('a second try is made only of requests that change nothing', async () => {
  const { fetch, sent } = answering(503);
  const { fetch: retrying } = clientOf({ fetch });
  await expect(retrying(`${address}/v1`, { method: 'POST' })).rejects.toMatchObject({ status: 503 });
  expect(sent()).toBe(1);
});
