// A block of another outlet's prose may be quoted without its words: everything that reads the words of quotes copes,
// and whoever has the article sees them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { type AnyDocument, HARBOUR_TEXTS, harbourWith } from '../support/load.ts';

const WORDS = 'The wall is a gift to nobody.';
const folder = temporaryDirectory();
let bare: TestApp;
let full: TestApp;

beforeAll(async () => {
  const dir = harbourWith(
    {
      'quotes.yaml': (text) =>
        text.replace(
          /- text: 'The wall is a gift.*\n {6}(span: .*)\n/,
          '- $1\n      statementId: tide-and-treaties\n',
        ),
    },
    folder.path,
  );
  bare = await makeApp({ dir, texts: null });
  full = await makeApp({ dir, texts: HARBOUR_TEXTS, serve: 'passages' });
});
afterAll(async () => {
  await Promise.all([bare.close(), full.close()]);
  folder.remove();
});

const ask = (path: string, client: Client = clientOf(bare.app)) => client.get(path);
const json = async (path: string, client?: Client): Promise<AnyDocument> => {
  const response = await ask(path, client);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
};

describe('a block whose words are withheld', () => {
  test('keeps its offsets and hash, and has no words', async () => {
    const { kind, form, text, span, segments } = await json('/v1/quotes/harbour-post-leader');
    expect({ kind, form, text }).toEqual({ kind: 'direct', form: 'block', text: null });
    const place = { start: 56, end: 186, exact: null, status: 'declared' };
    expect(span).toMatchObject(place);
    expect(segments).toMatchObject([{ text: null, span: place }]);
  });

  test('is shown where the document is loaded and its passages are served', async () => {
    const { text, span } = await json('/v1/quotes/harbour-post-leader', clientOf(full.app));
    expect(text).toBeNull();
    expect(span).toMatchObject({ status: 'verified', exact: expect.stringContaining(WORDS) });
  });

  test('is cited by a paraphrase, with a note that says why', async () => {
    const { csl } = await json('/v1/citations/quote/harbour-post-leader');
    expect(csl.title).toBe("[Paraphrase: Nobody gains by the wall, as the minister's own engineer says]");
    expect(csl.note).toContain('The words are withheld.');
    expect((await json('/v1/citations/quote/halvia-not-there')).csl.note).not.toContain('withheld');
  });

  test('is a quotation without text in linked data', async () => {
    const node = await json('/v1/linked/quote/harbour-post-leader');
    expect(node['@type']).toContain('schema:Quotation');
    expect(node).not.toHaveProperty('schema:text');
    expect(JSON.stringify(node)).not.toContain('oa:exact');
  });

  test('is found by its gist and not by its words', async () => {
    expect((await json('/v1/quotes?q="gift to nobody"')).data).toEqual([]);
    expect((await json('/v1/quotes?q="gains by the wall"')).data).toMatchObject([
      { id: 'harbour-post-leader' },
    ]);
    const { data } = await json('/v1/search?q=gains');
    expect(data).toContainEqual(expect.objectContaining({ id: 'harbour-post-leader', field: 'gist' }));
  });

  test('has an empty cell for them in CSV', async () => {
    const { body } = await ask('/v1/exports/quotes?id=harbour-post-leader&columns=id,text,spanExact');
    expect(body.split('\r\n')[1]).toMatch(/^harbour-post-leader,,,/);
  });

  test('is compared with no other rendition of its statement', async () => {
    const statement = await json('/v1/statements/tide-and-treaties');
    expect(statement.renditions).toHaveLength(2);
    expect(statement.differences).toEqual([]);
  });

  test('is annotated by its place, and by its words where they may be shown', async () => {
    const selectors = async (client: Client) => {
      const { items } = await json('/v1/articles/strait-digest/annotations', client);
      return items.find(({ id }: AnyDocument) => id.includes('harbour-post-leader#')).target.selector;
    };
    expect(await selectors(clientOf(bare.app))).toEqual([
      { type: 'TextPositionSelector', start: 56, end: 186 },
    ]);
    expect(await selectors(clientOf(full.app))).toContainEqual({
      type: 'TextQuoteSelector',
      exact: expect.stringContaining(WORDS),
    });
  });
});

test('a phrase that runs over a joint of a quotation is found, and one over words left out is not', async () => {
  expect((await json('/v1/quotes?q="asked politely we shall"')).data).toMatchObject([
    { id: 'velt-doorstep' },
  ]);
  expect((await json('/v1/quotes?q="our doorstep we have"')).data).toEqual([]);
  const { data } = await json('/v1/search?q="asked politely we shall"&type=quote');
  expect(data).toMatchObject([{ field: 'text', passage: expect.stringContaining('politely. We shall') }]);
});
