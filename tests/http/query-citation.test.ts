// A query is cited by its address, what it found and the revision, and its address is read as strictly as any.
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { LIST_SCOPES } from '../../src/http/lists/all-lists.ts';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';

const PUBLIC = 'https://facts.example/base';
let served: TestApp;
let client: Client;

beforeAll(async () => {
  served = await makeApp({ publicUrl: PUBLIC });
  client = clientOf(served.app);
});
afterAll(() => served.close());

const ask = (url: string) => client.get(`/v1/citations/query?url=${encodeURIComponent(url)}`);

const IDS: Readonly<Record<string, string>> = {
  articleId: 'halvia-warns',
  actorId: 'halvia',
  eventId: 'halvia-warns-of-closure',
};

test.each(LIST_SCOPES.map(({ path }) => path))('%s counts what the list counts', async (path) => {
  const url = path.replace(/\{(\w+)\}/, (_, name: string) => IDS[name] ?? '');
  const { page, meta } = (await client.get(`${url}?total=true&limit=1`)).json();
  const cited = (await ask(url)).json();
  expect(cited).toMatchObject({ count: page.total, query: meta.query, revision: meta.revision });
});

test.each([
  '/v1/events?type=THREATEN&status=occurred',
  '/v1/quotes?speaker=halvia&from=2031&undated=true&sort=said',
  '/v1/quotes?q=wall',
  '/v1/quotes?q=wall&sort=relevance',
  '/v1/events?type=PROTEST',
])('%s is cited with its exact count', async (url) => {
  const listed = await client.get(`${url}&total=true`);
  const cited = (await ask(url)).json();
  expect(cited.count).toBe(listed.json().page.total);
  expect(cited.csl.genre).toBe(`Data set, ${cited.count} ${cited.count === 1 ? 'record' : 'records'}`);
  expect(cited.csl.version).toContain(cited.revision);
});

test('an export is cited as itself, and counted as the list it is of', async () => {
  const { permalink, count } = (await ask('/v1/exports/events?format=csv&type=THREATEN')).json();
  const { page } = (await client.get('/v1/events?type=THREATEN&total=true')).json();
  expect(count).toBe(page.total);
  expect(permalink.startsWith(`${PUBLIC}/v1/exports/events?`)).toBe(true);
  const rows = (await client.get(permalink.slice(PUBLIC.length))).body.trim().split(/\r?\n(?=[^,])/);
  expect(rows.length - 1).toBe(count);
});

test.each([
  ['/v1/events?limit=3&type=THREATEN,ACCUSE&total=true', '/v1/events?type=ACCUSE&type=THREATEN'],
  ['/v1/events?include=actors&sort=-date', '/v1/events'],
  [`${PUBLIC}/v1/actors/halvia/quotes?kind=direct`, '/v1/actors/halvia/quotes?kind=direct'],
  ['/v1/quotes?q=a%2Bb%26c', '/v1/quotes?q=a%2Bb%26c'],
  // From the address bar, with or without scheme and prefix, and from the machine itself.
  [`${PUBLIC}/v1/quotes?q=a%2Bb%26c&limit=2`, '/v1/quotes?q=a%2Bb%26c'],
  ['HTTPS://FACTS.example/base/v1/events', '/v1/events'],
  ['facts.example/base/v1/events?type=ACCUSE', '/v1/events?type=ACCUSE'],
  ['https://facts.example/v1/events', '/v1/events'],
  ['http://localhost:3000/v1/events?type=ACCUSE', '/v1/events?type=ACCUSE'],
  ['localhost:3000/v1/events', '/v1/events'],
  ['http://127.0.0.1:21500/v1/exports/events?delimiter=;', '/v1/exports/events?delimiter=%3B'],
  ['http://[::1]:3000/v1/events', '/v1/events'],
  ['/base/v1/events', '/v1/events'],
  ['/events?type=ACCUSE', '/v1/events?type=ACCUSE'],
  ['events', '/v1/events'],
  ['/exports/events', '/v1/exports/events'],
  [`${PUBLIC}/v1/quotes?q=Mérrow wall`, '/v1/quotes?q=M%C3%A9rrow+wall'],
])('%s is cited as %s', async (url, address) => {
  const { permalink, csl, count } = (await ask(url)).json();
  expect(permalink).toBe(`${PUBLIC}${address}`);
  expect(csl.note).toContain(`The query ${address} found ${count} record`);
  expect((await client.get(address)).statusCode).toBe(200);
});

test('a page is cited as the whole list that it is of', async () => {
  const first = await client.get('/v1/events?limit=2&status=occurred');
  const next = `${PUBLIC}/v1/events?limit=2&status=occurred&cursor=${first.json().page.nextCursor}`;
  for (const url of [next, '/v1/events?cursor=of-another-revision&status=occurred'])
    expect((await ask(url)).json().permalink).toBe(`${PUBLIC}/v1/events?status=occurred`);
});

test('a service that does not know its public address takes any for its own', async () => {
  const { app, close } = await makeApp();
  onTestFinished(close);
  const cited = await app.inject(
    `/v1/citations/query?url=${encodeURIComponent('https://facts.example/v1/events?type=ACCUSE')}`,
  );
  expect(cited.json()).toMatchObject({ permalink: '/v1/events?type=ACCUSE' });
});

test('the same query has the same key and answer, however it is written', async () => {
  const [one, other] = [
    await ask('/v1/events?type=ACCUSE,THREATEN'),
    await ask('/v1/events?type=THREATEN&type=ACCUSE'),
  ];
  expect(other.body).toBe(one.body);
});

test.each([
  ['https://elsewhere.example/v1/events', 'not one of this service', '/v1/events'],
  ['ftp://facts.example/base/v1/events', 'not one of this service', '/v1/events'],
  ['facts.example.elsewhere.example/base/v1/events', 'not one of this service', '/v1/events'],
  ['https:///v1/events', 'not one of this service', '/v1/events'],
  ['/v1/exports/events?cursor=abc', '`cursor`', null],
  ['//facts.example/v1/events', 'nothing at', null],
  ['/v1/evnts', 'nothing at', null],
  ['/v1/dataset', 'neither a list nor an export', '/v1/events'],
  ['/v1/events/wall-built', 'neither a list nor an export', '/v1/events'],
  ['/v1/events/wall-built/reports', 'neither a list nor an export', '/v1/events'],
  ['/v1/citations/query?url=/v1/events', 'neither a list nor an export', '/v1/events'],
  ['/v1/events?tpye=THREATEN', '`tpye`', 'type'],
  ['/v1/events?type=THREATN', '`type`', 'THREATEN'],
  ['/v1/events?undated=true', '`undated`', 'from'],
  ['/v1/events?limit=0', '`limit`', '1'],
  ['/v1/actors/halva/events', '`actorId`', 'halvia'],
  ['/v1/actors/o-velt/events', 'retired', `${PUBLIC}/v1/actors/oriane-velt/events`],
  ['/v1/events/harbour-fire/quotes', 'No article reports it', null],
  ['/v1/events#top', 'what follows the `#`', null],
  ['/v1/actors/%FF/events', 'not UTF-8', null],
  ['/v1/events?q=%E0', 'not UTF-8', null],
  ['/v1/events?q=100%', 'malformed escape', null],
  ['/v1//events', 'nothing at', null],
])('%s is refused as a value of url', async (url, words, suggestion) => {
  const response = await ask(url);
  expect(response.statusCode).toBe(400);
  const { code, errors } = response.json();
  expect(code).toBe('invalid-parameter');
  expect(errors[0]).toMatchObject({ parameter: 'url', suggestion });
  expect(errors[0].message).toContain(words);
});

test('an id that does not exist is cited with the warning that the list gives', async () => {
  const { count, warnings } = (await ask('/v1/quotes?speaker=halva')).json();
  expect(count).toBe(0);
  expect(warnings).toEqual([{ parameter: 'speaker', message: expect.any(String), suggestion: 'halvia' }]);
});
