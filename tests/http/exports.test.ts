// An export is its list, from end to end.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RESOURCES } from '../../src/resources/index.ts';
import type { AnyResource } from '../../src/resources/resource.ts';
import { makeApp, SEED, type TestApp } from '../support/app.ts';
import { clientOf } from '../support/contract.ts';
import { headerOf, inChunksOf, rowsIn, withList } from '../support/exports.ts';
import { serveHarbour } from '../support/harbour.ts';
import { CODED, valuesIn } from '../support/load.ts';

const harbour = serveHarbour({ wrap: inChunksOf(2) });
/** Columns that some tables have in other datasets only. */
const ELSEWHERE = [
  ...['identifiers', 'extra', 'latitude', 'longitude', 'disagreementIds'],
  ...['placePrecisionAsGiven', 'placeAdmin', 'placeAdminCodes', 'placeIdentifiers'],
];
const shipped = serveOther(SEED);
const coded = serveOther(CODED);
const resources = Object.values(RESOURCES);
const text = async (url: string) => (await harbour.client.get(url)).body;
const linesOf = (body: string) => body.split('\n').slice(0, -1);

/** Another dataset, without texts. */
function serveOther(dir: string) {
  let served: TestApp | null = null;
  beforeAll(async () => {
    served = await makeApp({ dir, texts: null });
  });
  afterAll(() => served?.close());
  return { body: async (url: string) => (await served?.app.inject(url))?.body ?? '' };
}

/** All pages of a list, as JSON of each record. */
async function allPages(url: string): Promise<string[]> {
  const found: string[] = [];
  let next: string | null = url;
  while (next !== null) {
    const response = await harbour.client.get(next);
    expect(response.statusCode, `${next} ${response.body}`).toBe(200);
    found.push(...response.json().data.map((record: object) => JSON.stringify(record)));
    expect(found.length, 'the pages go on for ever').toBeLessThan(1000);
    next = /^<([^>]+)>/.exec(String(response.headers.link ?? ''))?.[1] ?? null;
  }
  return found;
}

describe.each(resources)('the export of $name', (resource) => {
  /** Filters with values that records have. */
  let filters: readonly string[];
  beforeAll(() => {
    const terms = valuesIn(
      harbour.served.path,
      'select field || char(9) || value from terms where resource = ?',
      resource.name,
    );
    filters = terms
      .map((term) => String(term).split('\t'))
      .filter(([field = '']) => resource.filters[field] !== undefined)
      .map(([field = '', value = '']) => `${field}=${encodeURIComponent(value)}`);
  });

  test('is all pages of the list in their order, on random filters and sorts, in both formats', async () => {
    const chosen = fc.tuple(
      fc.subarray([...filters, 'q=the wall'], { maxLength: 2 }),
      fc.constantFrom(...Object.keys(resource.sorts).filter((sort) => sort !== 'relevance')),
      fc.constantFrom('', ...datesOf(resource)),
      fc.integer({ min: 1, max: 7 }),
    );
    await fc.assert(
      fc.asyncProperty(chosen, async ([some, sort, dates, limit]) => {
        const measure = sort.endsWith('quantity') ? 'measure=dockers' : '';
        const query = [...some, dates, `sort=${sort}`, measure].filter((part) => part !== '').join('&');
        const listed = await allPages(`/v1/${resource.name}?${query}&limit=${limit}`);
        const exported = `/v1/exports/${resource.name}?${query}`;
        expect(linesOf(await text(`${exported}&format=ndjson`))).toEqual(listed);
        const rows = rowsIn(await text(exported));
        expect(rows.map(({ id }) => id)).toEqual(listed.map((record) => JSON.parse(record).id));
      }),
      { numRuns: 25 },
    );
  });

  test('has every column of its table, and each holds something in one of three datasets', async () => {
    const own = await text(`/v1/exports/${resource.name}`);
    const others = await Promise.all(
      [shipped, coded].map(({ body }) => body(`/v1/exports/${resource.name}`)),
    );
    const rows = [own, ...others].flatMap((table) => rowsIn(table));
    expect(headerOf(own)).toEqual(Object.keys(resource.csv));
    const empty = Object.keys(resource.csv).filter((name) => rows.every((row) => row[name] === ''));
    expect(empty.filter((name) => !ELSEWHERE.includes(name))).toEqual([]);
  });

  test('says in each row how far it can be trusted, and of which revision it is', async () => {
    const { revision } = harbour.served.revisions.current();
    const listed = (await allPages(`/v1/${resource.name}?sort=${Object.keys(resource.sorts)[0]}`)).map(
      (record) => JSON.parse(record),
    );
    const contested = (await allPages(`/v1/${resource.name}?contested=true`)).map(
      (json) => JSON.parse(json).id,
    );
    const rows = rowsIn(await text(`/v1/exports/${resource.name}`));
    expect(rows.map((row) => row.revision)).toEqual(listed.map(() => revision));
    expect(rows.filter((row) => row.disagreementIds !== '').map(({ id }) => id)).toEqual(contested);
    // A disagreement is not sound because none is about it.
    const isContested = rows.filter((row) => row.contested === 'true').map(({ id }) => id);
    expect(isContested).toEqual(resource.type === 'disagreement' ? [] : contested);
    for (const kind of new Set(rows.flatMap(({ cautions = '' }) => cautions.split('|')).filter(Boolean)))
      expect(
        rows.filter(({ cautions = '' }) => cautions.split('|').includes(kind)).map(({ id }) => id),
      ).toEqual((await allPages(`/v1/${resource.name}?caution=${kind}`)).map((json) => JSON.parse(json).id));
  });
});

function datesOf({ filters }: AnyResource): string[] {
  const [from, to] = 'from' in filters ? ['from', 'to'] : ['publishedFrom', 'publishedTo'];
  if (!(from in filters)) return [];
  return [`${from}=2031-03`, `${to}=2031-03-05&undated=true`, `${from}=2029&${to}=2031-03&dateMatch=certain`];
}

describe('a row', () => {
  const row = async (name: string, id: string, query = '') =>
    rowsIn(await text(`/v1/exports/${name}?id=${id}${query}`))[0];

  test('of an event keeps its codes, and has its dates, sides and names side by side', async () => {
    const event = (await harbour.client.get('/v1/events/halvia-warns-of-closure')).json();
    expect(await row('events', 'halvia-warns-of-closure')).toMatchObject({
      date: event.date.edtf,
      dateEarliest: event.date.earliest,
      dateLatest: event.date.latest,
      datePrecision: event.date.precision,
      status: event.status,
      type: event.type,
      codes: event.codes
        .map(({ scheme, code }: { scheme: string; code: string }) => `${scheme}:${code}`)
        .join('|'),
      quadClass: String(event.quadClass),
      sourceIds: 'oriane-velt|halvia-foreign-ministry',
      sourceNames: 'Oriane Velt|Foreign Ministry of Halvia',
      sourceOnBehalfOfIds: 'halvia-foreign-ministry|',
      articleIds: event.articleIds.join('|'),
      contested: String(event.disagreementIds.length > 0),
    });
  });

  test('of a quote leads to its passage', async () => {
    const quote = (await harbour.client.get('/v1/quotes/velt-threshold')).json();
    const article = (await harbour.client.get(`/v1/articles/${quote.articleId}`)).json();
    expect(await row('quotes', 'velt-threshold')).toMatchObject({
      articleId: quote.articleId,
      articleTitle: article.title,
      documentSha256: article.document.sha256,
      spanStart: String(quote.span.start),
      spanEnd: String(quote.span.end),
      spanSha256: quote.span.sha256,
      text: quote.text,
      spanStatus: 'verified',
      speakerNames: 'Oriane Velt',
    });
  });

  test('has the columns that are picked, in their order, and those that warn', async () => {
    const csv = await text('/v1/exports/events?columns=type,id&columns=contested');
    expect(headerOf(csv)).toEqual(['type', 'id', 'contested', 'status', 'cautions', 'revision']);
    expect(await text('/v1/exports/events?columns=id,type')).not.toBe(csv);
  });

  test('asks the store nothing about other records where no column needs them', async () => {
    let asked = 0;
    const counted = await makeApp({
      wrap: (revisions) => ({
        ...revisions,
        current: () => {
          const store = revisions.current();
          return {
            ...store,
            getMany: (resource, ids) => {
              asked += 1;
              return store.getMany(resource, ids);
            },
          };
        },
      }),
    });
    try {
      const client = clientOf(counted.app);
      await client.get('/v1/exports/events?columns=id,type');
      expect(asked).toBe(0);
      await client.get('/v1/exports/events?columns=id,sourceNames,targetNames,sourceCountries');
      expect(asked).toBe(1);
    } finally {
      await counted.close();
    }
  });
});

describe('the answer', () => {
  test.each([
    ['csv', 'text/csv; charset=utf-8; header=present'],
    ['ndjson', 'application/x-ndjson; charset=utf-8'],
  ])('as %s has its type, a file name and the revision', async (format, type) => {
    const { revision } = harbour.served.revisions.current();
    const { headers } = await harbour.client.get(`/v1/exports/quotes?format=${format}`);
    expect(headers).toMatchObject({
      'content-type': type,
      'content-disposition': `attachment; filename="demarche-quotes-${revision}.${format}"`,
      'dataset-version': revision,
    });
  });

  test('begins with a byte order mark where Excel is to read it', async () => {
    expect((await text('/v1/exports/events?bom=true')).startsWith('\uFEFFid,')).toBe(true);
    expect((await text('/v1/exports/events')).startsWith('id,')).toBe(true);
  });

  test.each([
    [';', ';'],
    ['tab', '\t'],
    [',', ','],
  ])('with delimiter=%s is the same table, with that between its cells', async (delimiter, character) => {
    const csv = await text(`/v1/exports/quotes?delimiter=${delimiter}`);
    expect(csv.startsWith(`id${character}articleId${character}`)).toBe(true);
    const read = parse(csv, { columns: true, delimiter: character, record_delimiter: '\r\n' });
    expect(read).toEqual(rowsIn(await text('/v1/exports/quotes')));
  });

  test('of nothing is a header, or no line', async () => {
    expect(rowsIn(await text('/v1/exports/events?id=nobody'))).toEqual([]);
    expect(await text('/v1/exports/events?id=nobody&format=ndjson')).toBe('');
  });

  test.each<[string, string, string | null]>([
    ['columns=sourceName', 'columns', 'sourceNames'],
    ['columns=id,typ', 'columns', 'type'],
    ['format=xlsx', 'format', null],
    ['format=ndjson&columns=id', 'columns', 'format=csv'],
    ['format=ndjson&raw=true', 'raw', 'format=csv'],
    ['format=ndjson&delimiter=;', 'delimiter', 'format=csv'],
    ['delimiter=|', 'delimiter', null],
    ['delimiter=TAB', 'delimiter', 'tab'],
    ['q=wall&sort=relevance', 'sort', null],
    ['limit=10', 'limit', null],
    ['cursor=x', 'cursor', null],
    ['total=true', 'total', null],
    ['include=actors', 'include', null],
    ['withinDays=3', 'withinDays', 'afterEvent'],
  ])('to %s is 400 and says what would be right', async (query, parameter, suggestion) => {
    const response = await harbour.client.get(`/v1/exports/events?${query}`);
    expect(response.statusCode).toBe(400);
    const [error] = response.json().errors;
    expect(error.parameter).toBe(parameter);
    if (suggestion !== null) expect(error.suggestion).toBe(suggestion);
  });

  test('to HEAD, and to whoever has it, asks the store nothing', async () => {
    let asked = 0;
    const counted = await makeApp({
      wrap: withList((query, store) => {
        asked += 1;
        return store.list(query);
      }),
    });
    try {
      const client = clientOf(counted.app);
      const head = await client.head('/v1/exports/events');
      expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', undefined]);
      for (const held of [String(head.headers.etag), '*']) {
        const again = await client.get('/v1/exports/events', { 'if-none-match': held });
        expect([again.statusCode, again.body]).toEqual([304, '']);
      }
      expect(asked).toBe(0);
      await client.get('/v1/exports/events');
      await client.get('/v1/exports/events');
      expect(asked, 'a file is not kept').toBe(2);
    } finally {
      await counted.close();
    }
  });
});
