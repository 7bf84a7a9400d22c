// Events and quotes are asked by who published them, in which language and when; a report of an outlet that has no
// article is no different.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { type AnyDocument, CODED } from '../support/load.ts';

let served: TestApp;
let client: Client;
beforeAll(async () => {
  served = await makeApp({ dir: CODED, texts: null });
  client = clientOf(served.app);
});
afterAll(() => served.close());

const json = async (path: string): Promise<AnyDocument> => {
  const response = await client.get(path);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
};
const idsOf = async (path: string) =>
  (await json(path)).data.map(({ id }: { id: string }) => id.replace('quarrel-', '')).toSorted();

describe('finds', () => {
  test.each([
    // Of outlets and of articles alike: 012 is reported by an article of the Post, 401 by one of Fyrbladet.
    ['/v1/events?publisher=The Harbour Post', '001 004 005 007 011 012 402'],
    ['/v1/events?publisher=Fyrbladet', '005 012 401'],
    ['/v1/events?publisher=Fyrbladet&publisher=The Harbour Post&type=PROTEST', '005'],
    ['/v1/events?publisher=fyrbladet', ''],
    ['/v1/events?articleLanguage=nb', '012 401'],
    ['/v1/events?articleLanguage=en', '012'],
    // Outlets have no date, so what they alone report is in none.
    ['/v1/events?publishedFrom=2031', '012 401'],
    ['/v1/events?publishedFrom=2031-05-21&publishedTo=2031-05-21', '012 401'],
    ['/v1/events?publishedFrom=2031-05-22', '012 401'],
    ['/v1/events?publishedFrom=2031-06', ''],
    ['/v1/events?publishedTo=2031-05-01', '012 401'],
    ['/v1/events?publishedTo=2031-04', ''],
    ['/v1/events?publishedFrom=0000&publishedTo=9999', '012 401'],
    ['/v1/quotes?publisher=The Harbour Post', 'skipper-on-the-catch skipper-on-the-strait'],
    ['/v1/quotes?articleLanguage=nb', 'norway-on-the-talks'],
    ['/v1/quotes?publishedTo=2031-05-20', 'norway-on-the-talks'],
    ['/v1/quotes?cue=said', 'skipper-on-the-catch skipper-on-the-strait'],
    ['/v1/quotes?cue=According To', 'norway-on-the-talks'],
    ['/v1/quotes?speakerAsPrinted=He', 'skipper-on-the-catch'],
  ])('%s', async (path, ids) => {
    expect(await idsOf(path)).toEqual(ids.split(' ').filter((id) => id !== ''));
  });
});

describe('counts', () => {
  const valuesOf = async (path: string) => {
    const { facets } = await json(path);
    return facets.map(({ values, missing }: AnyDocument) => [
      values.map(({ value, label, count }: AnyDocument) => `${value} (${label}) ${count}`),
      missing,
    ]);
  };

  test('events by publisher and by the language of their articles', async () => {
    expect(await valuesOf('/v1/events/facets?facet=publisher,articleLanguage')).toEqual([
      [
        ['Coast Radio (Coast Radio) 9', 'The Harbour Post (The Harbour Post) 7', 'Fyrbladet (Fyrbladet) 3'],
        0,
      ],
      [['nb (Norwegian Bokmål) 2', 'en (English) 1'], 12],
    ]);
  });

  test('quotes by publisher, by cue in whatever case, and by the speaker as printed', async () => {
    expect(await valuesOf('/v1/quotes/facets?facet=publisher,cue,speakerAsPrinted')).toEqual([
      [['He (He) 1', 'Norge (Norge) 1', 'a skipper from Port Isolde (a skipper from Port Isolde) 1'], 0],
      [['The Harbour Post (The Harbour Post) 2', 'Fyrbladet (Fyrbladet) 1'], 0],
      [['said (said) 2', 'according to (according to) 1'], 0],
    ]);
  });

  test('each publisher with a link to what it counts', async () => {
    const { facets } = await json('/v1/events/facets?facet=publisher');
    for (const { link, count } of facets[0].values) expect((await json(link)).total).toBe(count);
  });
});

describe('says', () => {
  test('how a request by publisher and dates was understood', async () => {
    const { meta } = await json(
      '/v1/events?publisher=Coast Radio&articleLanguage=nb&publishedFrom=2031-05&publishedTo=2031-06',
    );
    expect(meta.query).toBe(
      'Events reported by Coast Radio, from an article in nb, in an article published from 2031-05-01 to 2031-06-30, newest first.',
    );
  });

  test('that a range which ends before it begins has nothing, and how it would have', async () => {
    const { data, meta } = await json('/v1/events?publishedFrom=2031-06&publishedTo=2031-05');
    expect(data).toEqual([]);
    expect(meta.warnings).toEqual([
      {
        parameter: 'publishedFrom',
        message: '"2031-06" lies after "2031-05", so nothing can match.',
        suggestion: 'publishedFrom=2031-05&publishedTo=2031-06',
      },
    ]);
  });

  test('what a report of an outlet is: it has no passage', async () => {
    const { data } = await json('/v1/events/quarrel-012/reports');
    expect(data.map(({ span, outlet }: AnyDocument) => [span?.articleId ?? null, outlet])).toEqual([
      ['post-on-talks', null],
      ['fyr-om-samtalene', null],
      [null, 'Coast Radio'],
    ]);
  });
});

describe('writes out', () => {
  test('outlets, and when it was recorded, as columns', async () => {
    const columns = 'id,outlets,articleIds,recorded';
    const { body } = await client.get(
      `/v1/exports/events?format=csv&id=quarrel-012,quarrel-001&columns=${columns}`,
    );
    const [, ...rows] = body
      .trim()
      .split('\r\n')
      .map((row) => row.split(',').slice(0, 4));
    expect(rows).toEqual([
      ['quarrel-012', 'Coast Radio', 'fyr-om-samtalene|post-on-talks', '2031-05-22T07:00:00Z'],
      ['quarrel-001', 'The Harbour Post|Coast Radio', '', '2031-01-15T08:30:00Z'],
    ]);
  });

  test.each(['', '/bibtex', '/ris', '/csl'])('an event without any article as a citation%s', async (file) => {
    const response = await client.get(`/v1/citations/event/quarrel-001${file}`);
    expect(response.statusCode, response.body).toBe(200);
    expect(response.body).toMatch(/{?Gannet}? {?Rock}?/);
  });

  test('an event without any article as linked data, with its outlets and its time', async () => {
    const { body } = await client.get('/v1/linked/event/quarrel-001');
    for (const text of ['Coast Radio', '2031-01-15T08:30:00Z']) expect(body).toContain(text);
  });
});

test('a quote of somebody who is not resolved is found by the name printed, and its statement has no speaker', async () => {
  expect(await idsOf('/v1/quotes?q=skipper&in=speaker')).toEqual(['skipper-on-the-strait']);
  expect(await idsOf('/v1/quotes?q=he&in=speaker')).toEqual(['skipper-on-the-catch']);
  const quote = await json('/v1/quotes/skipper-on-the-catch');
  expect(quote).toMatchObject({
    speakerIds: [],
    attribution: 'pronoun',
    statementIds: ['skipper-on-the-catch'],
  });
  expect(await json('/v1/statements/skipper-on-the-catch')).toMatchObject({ speakerIds: [] });
  const { csl } = await json('/v1/citations/quote/skipper-on-the-catch');
  expect(csl).not.toHaveProperty('author');
  expect(csl.note).toContain('Speaker as printed: He.');
});
