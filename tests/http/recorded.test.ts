// Events are asked by when their source made or last changed its record: what is new since a client last looked.
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

const ask = async (query: string): Promise<AnyDocument> => {
  const response = await client.get(`/v1/events?limit=200&${query}`);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
};

describe('finds events recorded', () => {
  // 401 has the day 2031-05-25, which stands for its first second; 402 half past six in the evening of that day.
  test.each([
    ['recordedFrom=2031-05-25', '401 402'],
    ['recordedFrom=2031-05-25T00:00:00Z', '401 402'],
    ['recordedFrom=2031-05-25T00:00:01Z', '402'],
    ['recordedFrom=2031-05-25T18:30:00Z', '402'],
    ['recordedFrom=2031-05-25T18:30:01Z', ''],
    ['recordedFrom=2031-05-26', ''],
    ['recordedFrom=2031-05', '012 401 402'],
    ['recordedFrom=2031-05-22T07:00:00Z&recordedTo=2031-05-25T18:29:59Z', '012 401'],
    ['recordedFrom=2031-05-25T00:00:01Z&recordedTo=2031-05-25', '402'],
    ['recordedTo=2031-01', '001 002'],
    ['recordedTo=2031-01-22T09:59:59Z', '001'],
    ['recordedFrom=2031-02&recordedTo=2031-02', '003 005'],
    ['recordedFrom=2031-04-02&recordedTo=2031-04-02&type=COERCE', '006'],
    ['recordedFrom=0000&recordedTo=9999', '001 002 003 004 005 006 007 012 401 402'],
  ])('%s', async (query, ids) => {
    const { data } = await ask(query);
    const found = data.map(({ id }: { id: string }) => id.replace('quarrel-', '')).toSorted();
    expect(found).toEqual(ids.split(' ').filter((id) => id !== ''));
  });
});

test('says how it was understood', async () => {
  const { meta } = await ask('recordedFrom=2031-02&recordedTo=2031-02-10T12:00:00Z');
  expect(meta.query).toBe('Events recorded from 2031-02-01 to 2031-02-10T12:00:00Z, newest first.');
});

test.each([
  '2031-02-30',
  '2031-13',
  '2031-02-03T10:00:00',
  '2031-02-03T24:00:00Z',
  '2031-02-03 10:00:00Z',
  '31',
  'yesterday',
])('refuses %s', async (text) => {
  const response = await client.get(`/v1/events?recordedFrom=${encodeURIComponent(text)}`);
  expect(response.statusCode).toBe(400);
  expect(response.json().errors[0]).toMatchObject({ parameter: 'recordedFrom' });
});

test.each([
  ['2031-05-25T12:00:00Z', '2031-05-25T11:59:59Z'],
  ['2031-05-26', '2031-05-25'],
])('warns of a range from %s to %s, in which nothing is', async (from, to) => {
  const { data, meta } = await ask(`recordedFrom=${from}&recordedTo=${to}`);
  expect(data).toEqual([]);
  expect(meta.warnings).toMatchObject([{ suggestion: `recordedFrom=${to}&recordedTo=${from}` }]);
});

test.each([
  ['timestamp=2031', 'recordedFrom'],
  ['updatedSince=2031', 'recordedFrom'],
])('says what is meant by %s', async (query, meant) => {
  const response = await client.get(`/v1/events?${query}`);
  expect(response.json().errors[0].suggestion).toBe(meant);
});
