import { beforeAll, describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from '../../src/query/cursor.ts';
import { listParameters } from '../../src/query/parameters/list-parameters.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { loadInto, makeApp } from '../support/app.ts';
import { clientOf } from '../support/contract.ts';
import { HARBOUR_LISTS, serveHarbour } from '../support/harbour.ts';

const harbour = serveHarbour();

async function walk(url: string): Promise<string[]> {
  const ids: string[] = [];
  let next: string | undefined = url;
  while (next !== undefined) {
    const response = await harbour.client.get(next);
    expect(response.statusCode, response.body).toBe(200);
    const { data, page } = response.json();
    ids.push(...data.map(({ id }: { id: string }) => id));
    expect(ids.length, `${url} goes on for ever`).toBeLessThan(200);
    const link: string | undefined = response.headers.link as string | undefined;
    expect(link === undefined).toBe(page.nextCursor === null);
    next = link === undefined ? undefined : (/^<([^>]+)>; rel="next"$/.exec(link)?.[1] ?? '');
    if (next !== undefined)
      expect(new URL(next, 'http://x').searchParams.get('cursor')).toBe(page.nextCursor);
  }
  return ids;
}

const walks = HARBOUR_LISTS.flatMap(({ path, scope }) =>
  Object.entries(scope.sorts)
    .filter(([, { by }]) => by !== 'relevance') // which has one page
    .map(([sort, { by }]) => [path, by === 'quantity' ? `${sort}&measure=dockers` : sort] as const),
);

describe('pages', () => {
  test.each(walks)('of %s by %s hold every record once, in the order of the whole', async (path, sort) => {
    const whole = await harbour.client.get(`${path}?sort=${sort}&limit=200&total=true`);
    const ids = whole.json().data.map(({ id }: { id: string }) => id);
    expect(whole.json().page.total).toBe(ids.length);
    for (const limit of [1, 3]) expect(await walk(`${path}?sort=${sort}&limit=${limit}`)).toEqual(ids);
  });

  test('keep their filters, and may change in size', async () => {
    const first = (await harbour.client.get('/v1/events?status=occurred&limit=2')).json();
    const rest = (
      await harbour.client.get(
        `/v1/events?status=occurred&limit=50&total=true&cursor=${first.page.nextCursor}`,
      )
    ).json();
    expect(rest.page.total).toBe(first.data.length + rest.data.length);
    expect(rest.data.every(({ status }: { status: string }) => status === 'occurred')).toBe(true);
  });

  test('of reports and annotations go on by index', async () => {
    const reports = await harbour.client.get('/v1/events/halvia-warns-of-closure/reports?limit=1');
    const { cursor } = { cursor: reports.json().page.nextCursor };
    const second = (
      await harbour.client.get(`/v1/events/halvia-warns-of-closure/reports?limit=1&cursor=${cursor}`)
    ).json();
    expect(second.page).toEqual({ limit: 1, nextCursor: null, total: 2 });
    expect(second.data[0].span.articleId).toBe('merrow-answers');

    const pages = [];
    let next: string | null = '/v1/articles/halvia-warns/annotations?limit=2';
    while (next !== null) {
      const page: { items: object[]; next: string | null; startIndex: number; partOf: { total: number } } = (
        await harbour.client.get(next)
      ).json();
      expect(page.startIndex).toBe(pages.length);
      pages.push(...page.items);
      expect(pages.length, 'the annotations go on for ever').toBeLessThan(200);
      next = page.next;
      expect(page.partOf.total).toBeGreaterThanOrEqual(pages.length);
      if (next === null) expect(page.partOf.total).toBe(pages.length);
    }
    const whole = (await harbour.client.get('/v1/articles/halvia-warns/annotations?limit=200')).json();
    expect(pages).toEqual(whole.items);
  });
});

describe('a cursor', () => {
  test('of the longest title there may be is still one that can be sent', () => {
    const longest = encodeCursor({ revision: '0'.repeat(16), request: '0'.repeat(16) }, [
      '漢'.repeat(1000),
      'x'.repeat(64),
    ]);
    const { cursor: parameter } = listParameters(RESOURCES.articles);
    expect(parameter?.schema.safeParse(longest).success).toBe(true);
    expect(decodeCursor(longest)).not.toBeNull();
  });

  let cursor: string;
  const refused = async (url: string) => {
    const response = await harbour.client.get(url);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      code: 'invalid-cursor',
      errors: [
        { parameter: 'cursor', suggestion: url.replace(/[?&]cursor=[^&]*/, '').replace(/&?limit=50/, '') },
      ],
    });
  };
  beforeAll(async () => {
    cursor = (await harbour.client.get('/v1/events?limit=1')).json().page.nextCursor;
  });

  test.each(['/v1/quotes', '/v1/events/halvia-warns-of-closure/quotes'])(
    'of another path is refused by %s',
    (path) => refused(`${path}?cursor=${cursor}`),
  );
  test('of other filters is refused', () => refused(`/v1/events?type=PROTEST&cursor=${cursor}`));
  test('of another sort is refused', () => refused(`/v1/events?sort=date&cursor=${cursor}`));

  /** Whether two cursors differ in nothing but what stands in their texts from `start` up to `end`. */
  const differWithin = (other: string, [start, end]: readonly [number, number]) => {
    const [one, two] = [Buffer.from(cursor, 'base64url'), Buffer.from(other, 'base64url')];
    return one.every((byte, index) => byte === two[index] || (index >= start && index < end));
  };

  test('with any one character changed is refused, unless it names another position or revision', async () => {
    const text = Buffer.from(cursor, 'base64url').toString();
    const { revision } = JSON.parse(text) as { revision: string };
    const ofRevision = [text.indexOf(revision), text.indexOf(revision) + revision.length] as const;
    const ofPosition = [text.indexOf('"after":[') + '"after":['.length, text.lastIndexOf(']')] as const;
    for (let index = 0; index < cursor.length; index++) {
      const changed = `${cursor.slice(0, index)}${cursor[index] === 'A' ? 'B' : 'A'}${cursor.slice(index + 1)}`;
      const { statusCode } = await harbour.client.get(`/v1/events?cursor=${changed}`);
      const harmless = differWithin(changed, ofPosition)
        ? [200]
        : differWithin(changed, ofRevision)
          ? [410]
          : [];
      expect([400, ...harmless], `character ${index} of ${text}`).toContain(statusCode);
    }
  });

  test('with its end cut off is refused', async () => {
    for (let length = 1; length < cursor.length; length++)
      expect((await harbour.client.get(`/v1/events?cursor=${cursor.slice(0, length)}`)).statusCode).toBe(400);
    expect((await harbour.client.get(`/v1/events?cursor=${cursor}`)).statusCode).toBe(200);
  });

  const forge = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const inside = () => JSON.parse(Buffer.from(cursor, 'base64url').toString());

  test.each<[string, unknown]>([
    ['a value where a key belongs', ['zzz', 'id']],
    ['a negative key', [-1]],
    ['a broken number', [1.5]],
    ['SQL', ['1; drop table events', 'x']],
    ['nothing', []],
    ['a deep structure', [[[[[[1]]]]]]],
  ])('that holds %s is refused', (_what, after) =>
    refused(`/v1/events?cursor=${forge({ ...inside(), after })}`),
  );

  test('that holds more than ours do is refused', () =>
    refused(`/v1/events?cursor=${forge({ ...inside(), also: 1 })}`));
  test('that is no text of ours is refused', () => refused('/v1/events?cursor=AAAA'));

  test('goes on in the revision that it began in, and is stale when that is closed', async () => {
    const own = await makeApp({ keepMs: 60_000 });
    try {
      const ownClient = clientOf(own.app);
      const before = own.revisions.current().revision;
      const first = await ownClient.get('/v1/quotes?limit=2');
      await loadInto({ path: own.path, serve: 'none' });
      await own.revisions.poll();
      const after = own.revisions.current().revision;
      expect(after).not.toBe(before);

      const next = await ownClient.get(`/v1/quotes?limit=2&cursor=${first.json().page.nextCursor}`);
      expect(next.statusCode).toBe(200);
      expect(next.headers['dataset-version']).toBe(before);
      expect(next.json().meta.revision).toBe(before);
      expect((await ownClient.get('/v1/quotes?limit=2')).headers['dataset-version']).toBe(after);

      const stranger = first.json().page.nextCursor;
      const gone = Buffer.from(
        Buffer.from(stranger, 'base64url').toString().replace(before, 'ffffffffffffffff'),
      ).toString('base64url');
      const stale = await ownClient.get(`/v1/quotes?limit=2&cursor=${gone}`);
      expect(stale.statusCode).toBe(410);
      expect(stale.json().errors[0].suggestion).toBe('/v1/quotes?limit=2');
    } finally {
      await own.close();
    }
  });

  test('into a revision that has been closed meanwhile is stale, though it was answered before', async () => {
    let open = true;
    const own = await makeApp({
      wrap: (revisions) => ({ ...revisions, at: (revision) => (open ? revisions.at(revision) : null) }),
    });
    try {
      const ownClient = clientOf(own.app);
      const first = await ownClient.get('/v1/quotes?limit=2');
      await loadInto({ path: own.path, serve: 'none' });
      await own.revisions.poll();
      const next = `/v1/quotes?limit=2&cursor=${first.json().page.nextCursor}`;
      expect((await ownClient.get(next)).statusCode).toBe(200);
      open = false;
      expect((await ownClient.get(next)).statusCode).toBe(410);
    } finally {
      await own.close();
    }
  });
});
