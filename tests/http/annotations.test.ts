// Annotation pages are Web Annotation to any reader of it: they expand, lose nothing, and name what they must.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Serving } from '../../src/model/dataset.ts';
import { ANNOTATION_CONTEXTS } from '../support/annotation-context.ts';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { countOfFacts, expand, type Json } from '../support/linked.ts';

const OA = 'http://www.w3.org/ns/oa#';
const AS = 'http://www.w3.org/ns/activitystreams#';
const PATH = '/v1/articles/halvia-warns/annotations';
const HOST = 'https://facts.example';

const apps: TestApp[] = [];
afterAll(() => Promise.all(apps.map((app) => app.close())));

async function open(serve: Serving, publicUrl = ''): Promise<Client> {
  const app = await makeApp({ serve, publicUrl });
  apps.push(app);
  return clientOf(app.app);
}

const one = (value: Json, name: string): Json => {
  expect(value[name], name).toHaveLength(1);
  return value[name][0];
};

describe.each([
  ['', HOST],
  [`${HOST}/base`, `${HOST}/base`],
])('with the public address %j', (publicUrl, prefix) => {
  let client: Client;
  let page: Json;
  let expanded: Json;

  beforeAll(async () => {
    client = await open('full', publicUrl);
    page = (await client.get(`${PATH}?limit=200`)).json();
    [expanded] = await expand(page, `${prefix}${PATH}?limit=200`, ANNOTATION_CONTEXTS);
  });

  test('a page expands with the terms of the standard alone, and every fact survives', () => {
    expect(countOfFacts(expanded)).toBe(countOfFacts(page));
  });

  test('a page has its id, its items in order, and the collection it is of', () => {
    expect(expanded['@id']).toBe(`${prefix}${PATH}?limit=200`);
    expect(expanded['@type']).toEqual([`${AS}OrderedCollectionPage`]);
    expect(one(expanded, `${AS}startIndex`)['@value']).toBe(0);
    const collection = one(expanded, `${AS}partOf`);
    expect(collection['@id']).toBe(`${prefix}${PATH}`);
    expect(one(collection, `${AS}totalItems`)['@value']).toBe(page.items.length);
  });

  test('each annotation has an id of its own, one motivation, bodies and one target with selectors', () => {
    const items = one(expanded, `${AS}items`)['@list'];
    expect(items.length).toBeGreaterThan(10);
    expect(new Set(items.map((item: Json) => item['@id'])).size).toBe(items.length);
    for (const item of items) {
      expect(item['@id'].startsWith(`${prefix}/v1/`)).toBe(true);
      expect(item['@type']).toEqual([`${OA}Annotation`]);
      expect(one(item, `${OA}motivatedBy`)['@id']).toMatch(/^http:\/\/www\.w3\.org\/ns\/oa#[a-z]+$/);
      const record = item[`${OA}hasBody`].at(-1);
      expect(one(record, `${OA}hasSource`)['@id']).toBe(item['@id'].split('#')[0]);
      const target = one(item, `${OA}hasTarget`);
      expect(one(target, `${OA}hasSource`)['@id']).toBe(`${prefix}/v1/articles/halvia-warns/text`);
      const [position, words] = target[`${OA}hasSelector`];
      expect(one(position, `${OA}start`)['@value']).toBeLessThan(one(position, `${OA}end`)['@value']);
      for (const name of ['exact', 'prefix', 'suffix']) one(words, `${OA}${name}`);
    }
  });

  test('what it names answers', async () => {
    for (const { body, target } of page.items)
      for (const { source } of [...body.slice(-1), target])
        expect((await client.get(source.slice(publicUrl.length))).statusCode).toBe(200);
  });

  test('pages follow one another to the end, and hold every annotation once', async () => {
    const found: string[] = [];
    for (let next: string | null = `${publicUrl}${PATH}?limit=4`; next !== null; ) {
      const part: Json = (await client.get(next.slice(publicUrl.length))).json();
      expect(part.startIndex).toBe(found.length);
      found.push(...part.items.map(({ id }: Json) => id));
      next = part.next;
    }
    expect(found).toEqual(page.items.map(({ id }: Json) => id));
  });
});

test('the words around a passage are given only where the text is served in full', async () => {
  const { items } = (await (await open('passages')).get(PATH)).json();
  const selectors = items.flatMap(({ target }: Json) => target.selector.slice(1));
  expect(selectors.length).toBeGreaterThan(10);
  for (const selector of selectors) expect(Object.keys(selector)).toEqual(['type', 'exact']);
});
