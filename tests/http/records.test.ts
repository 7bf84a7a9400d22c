import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { HARBOUR_TEXTS } from '../support/load.ts';

let served: TestApp;
let client: Client;
beforeAll(async () => {
  served = await makeApp();
  client = clientOf(served.app);
});
afterAll(() => served.close());

const document = [...readFileSync(join(HARBOUR_TEXTS, 'halvia-warns.txt'), 'utf8')];
const json = async (url: string) => (await client.get(url)).json();

describe('one record', () => {
  test('is answered bare, as in its list', async () => {
    const [listed] = (await json('/v1/quotes?id=velt-doorstep')).data;
    expect(await json('/v1/quotes/velt-doorstep')).toEqual(listed);
  });

  test('that does not exist is answered with the nearest id', async () => {
    const problem = await json('/v1/actors/Oriane-Veldt');
    expect(problem).toEqual({
      type: '/v1/problems#no-such-record',
      title: 'There is no such record',
      status: 404,
      detail: 'There is no actor "Oriane-Veldt".',
      instance: '/v1/actors/Oriane-Veldt',
      code: 'no-such-record',
      errors: [
        { parameter: 'actorId', message: 'There is no actor "Oriane-Veldt".', suggestion: 'oriane-velt' },
      ],
    });
    expect(
      (await json(problem.type.split('#')[0])).problems.map(({ code }: { code: string }) => code),
    ).toContain(problem.code);
  });
});

describe('a statement', () => {
  test('comes with its quotes, and word by word with how they differ', async () => {
    const { renditions, quotes, differences } = await json('/v1/statements/velt-doorstep');
    expect(renditions.length).toBe(2);
    expect(quotes.map(({ id }: { id: string }) => id)).toEqual(['velt-doorstep', 'velt-threshold']);
    expect(differences).toHaveLength(1);
    const [{ quoteIds, segments, parts }] = differences;
    for (const [index, side] of [
      [0, 'second'],
      [1, 'first'],
    ] as const) {
      const words = parts
        .filter((part: { in: string }) => part.in !== side)
        .map(({ text }: { text: string }) => text)
        .join('');
      const quote = quotes.find(({ id }: { id: string }) => id === quoteIds[index]);
      expect(words).toBe(quote.segments[segments[index]].text);
    }
  });

  test('whose renditions are not all in words compares those that are', async () => {
    expect((await json('/v1/statements/both-sides-must-talk')).differences).toEqual([]);
  });
});

describe("an article's text", () => {
  test('is served by code points, as spans count them', async () => {
    const { document: facts } = await json('/v1/articles/halvia-warns');
    expect(await json('/v1/articles/halvia-warns/text')).toEqual({
      articleId: 'halvia-warns',
      start: 0,
      end: facts.characters,
      characters: facts.characters,
      text: document.join(''),
    });
    expect((await json('/v1/articles/halvia-warns/text?start=87&end=227')).text).toBe(
      document.slice(87, 227).join(''),
    );
    expect((await json('/v1/articles/halvia-warns/text?start=5&end=5')).text).toBe('');
  });

  test('proves each span of each quote by its hash', async () => {
    const { data } = await json('/v1/quotes?limit=200');
    for (const { span } of data) {
      const { text } = await json(`/v1/articles/${span.articleId}/text?start=${span.start}&end=${span.end}`);
      expect(createHash('sha256').update(text).digest('hex')).toBe(span.sha256);
    }
  });

  test.each([
    ['start=99999', 'start', String(document.length)],
    ['end=99999', 'end', String(document.length)],
    ['start=9&end=3', 'end', null],
    ['start=-1', 'start', '0'],
  ])('has no range %s', async (query, parameter, suggestion) => {
    const response = await client.get(`/v1/articles/halvia-warns/text?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toMatchObject([{ parameter, suggestion }]);
  });

  test.each(['none', 'passages'] as const)('is not served where the owner serves %s', async (serve) => {
    const own = await makeApp({ serve });
    try {
      const response = await clientOf(own.app).get('/v1/articles/halvia-warns/text');
      expect(response.statusCode).toBe(404);
      expect(response.json().code).toBe('text-not-served');
    } finally {
      await own.close();
    }
  });
});

describe("an article's annotations", () => {
  test('are a W3C annotation page of every passage, in text order', async () => {
    const response = await client.get('/v1/articles/halvia-warns/annotations?limit=200');
    expect(response.headers['content-type']).toContain(
      'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    );
    const page = response.json();
    expect(page).toMatchObject({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      type: 'AnnotationPage',
      startIndex: 0,
      next: null,
    });
    expect(page.id).toBe('/v1/articles/halvia-warns/annotations?limit=200');
    expect(page.partOf).toEqual({
      id: '/v1/articles/halvia-warns/annotations',
      type: 'AnnotationCollection',
      total: page.items.length,
    });
    const starts = page.items.map(
      ({ target }: { target: { selector: { start: number }[] } }) => target.selector[0]?.start,
    );
    expect(starts).toEqual(starts.toSorted((a: number, b: number) => a - b));
  });
});

describe('the codebooks', () => {
  test.each(['plover', 'cameo'])('of %s explain each code', async (scheme) => {
    const { entries, scheme: named } = await json(`/v1/codebook/${scheme}`);
    expect(named).toBe(scheme);
    expect(entries.length).toBeGreaterThan(100);
  });
});

describe('the dataset', () => {
  test('names the revision that every answer names', async () => {
    const response = await client.get('/v1/dataset');
    expect(response.headers['dataset-version']).toBe(response.json().revision);
    expect((await client.get('/livez')).headers['dataset-version']).toBe(response.json().revision);
  });
});
