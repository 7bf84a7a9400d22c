// The list of changes over three versions of the invented dataset, as a client meets it that keeps a copy.
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { loadInto, makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { SECOND, THIRD } from '../support/harbour-versions.ts';
import { HARBOUR, harbourWith } from '../support/load.ts';

const PATH = '/v1/dataset/changes';

let served: TestApp;
let client: Client;
let first: string;

/** Serves the first version. */
async function serveFirst(): Promise<void> {
  served = await makeApp();
  client = clientOf(served.app);
  first = served.revisions.current().revision;
}

/** Loads a folder over what is served, and gives its revision. */
async function publish(dir: string, serve: 'full' | 'none' = 'full'): Promise<string> {
  const { revision } = await loadInto({ path: served.path, dir, serve });
  await served.revisions.poll();
  return revision;
}

const json = async (url: string) => (await client.get(url)).json();
const inShort = ({ data }: { data: Record<string, unknown>[] }) =>
  data.map(({ type, id, change }) => `${change} ${type} ${id}`);

const BY_THE_SECOND = [
  'added actor pilot',
  'changed event ardrey-rejects-warning',
  'removed event oslo-talks',
  'retired event wall-opens',
];
const BY_THE_THIRD = ['added event oslo-talks', 'retired event wall-opens'];

describe('while versions are published', () => {
  beforeEach(async () => {
    await serveFirst();
    onTestFinished(() => served.close());
  });

  test('the changes of a dataset begin with its first load', async () => {
    expect(await json(`${PATH}?total=true`)).toEqual({
      data: [],
      page: { limit: 50, nextCursor: null, total: 0 },
      meta: {
        revision: first,
        query: `Changes since revision ${first}, as they came.`,
        undated: 0,
        warnings: [],
        without: [],
        since: first,
      },
      included: {},
    });
  });

  test('the changes of a dataset say of each record what a load did, and why where somebody said so', async () => {
    const second = await publish(harbourWith(SECOND));
    const answer = await json(PATH);
    expect(inShort(answer)).toEqual(BY_THE_SECOND);
    const shared = { revision: second, previousRevision: first, version: '1.1.0', type: 'event' };
    expect(answer.data.slice(1)).toEqual([
      {
        ...shared,
        id: 'ardrey-rejects-warning',
        change: 'changed',
        fields: ['title'],
        successorId: null,
        reason: null,
      },
      { ...shared, id: 'oslo-talks', change: 'removed', fields: [], successorId: null, reason: null },
      {
        ...shared,
        id: 'wall-opens',
        change: 'retired',
        fields: [],
        successorId: 'wall-built',
        reason: 'Told twice.',
      },
    ]);
  });

  test('the changes of a dataset let a client that was away catch up from any revision that it had', async () => {
    const second = await publish(harbourWith(SECOND));
    const third = await publish(harbourWith(THIRD));
    expect(inShort(await json(PATH))).toEqual([...BY_THE_SECOND, ...BY_THE_THIRD]);
    expect(inShort(await json(`${PATH}?since=${first}`))).toEqual([...BY_THE_SECOND, ...BY_THE_THIRD]);
    expect(inShort(await json(`${PATH}?since=${second}`))).toEqual(BY_THE_THIRD);
    expect(inShort(await json(`${PATH}?since=${third}`))).toEqual([]);
    expect((await json(`${PATH}?since=${second}`)).meta).toMatchObject({ revision: third, since: second });
  });

  test('the changes of a dataset are the way from the copy of one revision to that of another, record by record', async () => {
    const before = await idsServed();
    await publish(harbourWith(SECOND));
    await publish(harbourWith(THIRD));
    for (const { type, id, change } of (await json(`${PATH}?since=${first}`)).data) {
      if (change === 'added') before.add(`${type} ${id}`);
      if (change === 'retired' || change === 'removed') before.delete(`${type} ${id}`);
    }
    expect([...before].sort()).toEqual([...(await idsServed())].sort());
  });

  test('the changes of a dataset lead back when a load brings an earlier revision back', async () => {
    const second = await publish(harbourWith(SECOND));
    expect(await publish(HARBOUR)).toBe(first);
    expect(inShort(await json(`${PATH}?since=${second}`))).toEqual([
      'removed actor pilot',
      'changed event ardrey-rejects-warning',
      'added event oslo-talks',
      'added event wall-opens',
    ]);
    expect(inShort(await json(`${PATH}?since=${first}`))).toEqual([]);
  });

  test('the changes of a dataset are of what authors wrote: other texts served are a revision without any', async () => {
    const withoutTexts = await publish(HARBOUR, 'none');
    expect(withoutTexts).not.toBe(first);
    expect(inShort(await json(`${PATH}?since=${first}`))).toEqual([]);
    expect(await publish(HARBOUR, 'none')).toBe(withoutTexts);
    await publish(harbourWith(SECOND));
    const [, changed] = (await json(`${PATH}?since=${first}`)).data;
    expect(changed).toMatchObject({ previousRevision: withoutTexts, fields: ['title'] });
  });
});

describe('after three versions', () => {
  let second: string;
  const folder = temporaryDirectory();
  beforeAll(async () => {
    await serveFirst();
    second = await publish(harbourWith(SECOND, join(folder.path, 'second')));
    await publish(harbourWith(THIRD, join(folder.path, 'third')));
  });
  afterAll(async () => {
    await served.close();
    folder.remove();
  });

  test.each([
    ['type=actor', ['added actor pilot']],
    ['change=retired&type=event', ['retired event wall-opens', 'retired event wall-opens']],
    ['change=added,removed', ['added actor pilot', 'removed event oslo-talks', 'added event oslo-talks']],
    ['type=quote', []],
    ['sort=-revision', [...BY_THE_SECOND, ...BY_THE_THIRD].reverse()],
  ])('the list of changes finds what is asked for, and counts it: %s', async (query, expected) => {
    const answer = await json(`${PATH}?${query}&total=true`);
    expect(inShort(answer)).toEqual(expected);
    expect(answer.page.total).toBe(expected.length);
  });

  test.each(['sort=revision', 'sort=-revision'])(
    'the list of changes is the same over pages as in one: %s',
    async (sort) => {
      const whole = await json(`${PATH}?${sort}`);
      const pages: string[] = [];
      for (let url: string | null = `${PATH}?limit=1&total=true&${sort}`; url !== null; ) {
        const response = await client.get(url);
        pages.push(...inShort(response.json()));
        expect(response.json().page.total).toBe(whole.data.length);
        url = /<(.+)>; rel="next"/.exec(String(response.headers.link ?? ''))?.[1] ?? null;
      }
      expect(pages).toEqual(inShort(whole));
    },
  );

  test('the list of changes refuses a revision that it does not know, and says where to go on from', async () => {
    const response = await client.get(`${PATH}?since=0123456789abcdef`);
    expect(response.statusCode).toBe(410);
    expect(response.json()).toMatchObject({
      code: 'revision-gone',
      errors: [{ parameter: 'since', suggestion: served.revisions.current().revision }],
    });
    const malformed = await client.get(`${PATH}?since=yesterday`);
    expect(malformed.json()).toMatchObject({ code: 'invalid-parameter', errors: [{ parameter: 'since' }] });
  });

  // The last, since it publishes once more.
  test('the list of changes goes on in the revision in which it was begun', async () => {
    const { page } = await json(`${PATH}?since=${second}&limit=1`);
    await publish(HARBOUR);
    const next = await json(`${PATH}?since=${second}&limit=1&cursor=${page.nextCursor}`);
    expect(inShort(next)).toEqual(['retired event wall-opens']);
    expect(next.page.nextCursor).toBeNull();
  });
});

/** `type id` of every record that is served. */
async function idsServed(): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const type of ['article', 'actor', 'event', 'quote', 'statement', 'disagreement'])
    for (const { id } of (await json(`/v1/${type}s?limit=200`)).data) ids.add(`${type} ${id}`);
  return ids;
}
