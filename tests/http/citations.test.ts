// What a citation may say of a record, on the invented dataset and on the one that ships.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Quote } from '../../src/model/quote.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { makeApp, SEED, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import type { AnyDocument } from '../support/load.ts';

let harbour: TestApp;
let seed: TestApp;
let client: Client;

beforeAll(async () => {
  harbour = await makeApp({ publicUrl: 'https://facts.example/base' });
  seed = await makeApp({ dir: SEED, texts: null, serve: 'none' });
  client = clientOf(harbour.app);
});
afterAll(() => Promise.all([harbour.close(), seed.close()]));

const cite = async (path: string, of = client): Promise<AnyDocument> => {
  const response = await of.get(`/v1/citations/${path}`);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
};

async function all<R>(name: string, of: Client): Promise<R[]> {
  return (await of.get(`/v1/${name}?limit=200`)).json().data;
}

describe('a quote', () => {
  test('of words said has its speaker for author and the words in quotation marks', async () => {
    const { csl, text, permalink, revision } = await cite('quote/velt-threshold');
    expect(csl).toMatchObject({
      id: 'quote:velt-threshold',
      title: '“Anyone who raises that wall raises it on our threshold.”',
      author: [{ literal: 'Oriane Velt' }],
      'container-title': 'Merrow: wall "for fishermen, not for fleets"',
      issued: { 'date-parts': [[2031, 3, 16]] },
      'event-date': { 'date-parts': [[2031, 3, 14]] },
      archive: 'The harbour wall of Port Isolde',
      version: `1.0.0, revision ${revision}`,
      URL: permalink,
    });
    expect(permalink).toBe('https://facts.example/base/v1/quotes/velt-threshold');
    expect(csl.note).toContain('Via The Harbour Post.');
    expect(text).toBe(
      `Oriane Velt. (2031, March 16). “Anyone who raises that wall raises it on our threshold.” In Merrow: wall "for fishermen, not for fleets" (Version 1.0.0, revision ${revision}) [Quotation]. The harbour wall of Port Isolde (quote:velt-threshold). ${permalink}`,
    );
  });

  test('of reported speech is a paraphrase in brackets, and never in quotation marks, in any style or format', async () => {
    for (const of of [client, clientOf(seed.app)]) {
      const indirect = (await all<Quote>('quotes', of)).filter(({ kind }) => kind === 'indirect');
      expect(indirect.length).toBeGreaterThan(5);
      for (const { id, gist } of indirect) {
        const ours = gist?.replace(/\.$/, '') ?? '';
        for (const style of ['apa', 'vancouver']) {
          const { text, csl } = await cite(`quote/${id}?style=${style}`, of);
          expect(csl.title).toBe(`[Paraphrase: ${ours}]`);
          expect(text).toContain(`[Paraphrase: ${ours}]`);
          expect(text).not.toMatch(/[“"'‘`]\[Paraphrase/);
        }
      }
    }
  });

  test('of a source that is lost has no author', async () => {
    const { csl, text } = await cite('quote/ships-lost');
    expect(csl.author).toBeUndefined();
    expect(text).toMatch(/^“They will come with ships,”\. \(n\.d\.\)\. In Strait digest /);
  });

  test('carries the cautions and disputes of what it rests on', async () => {
    const { csl, bibtex, ris } = await cite('quote/halvia-not-there');
    for (const format of [csl.note, bibtex, ris]) {
      expect(format).toContain('undated (strait-digest)');
      expect(format).toContain('Disputed: mole-rebuilt-before-it-fell, who-cut-the-moorings.');
    }
  });

  test('has [sic] in its note alone', async () => {
    const of = clientOf(seed.app);
    const quotes = await all<Quote>('quotes', of);
    const misspelt = quotes.filter(({ notes }) => notes.some(({ kind }) => kind === 'misspelling'));
    expect(misspelt.length).toBeGreaterThan(0);
    for (const { id } of misspelt) {
      const { csl, text } = await cite(`quote/${id}`, of);
      expect(csl.note).toContain('[sic]');
      expect(text + csl.title).not.toContain('[sic]');
    }
  });
});

describe('an article', () => {
  test('is cited as itself, by its own address', async () => {
    const { csl } = await cite('article/strait-explained');
    expect(csl).toMatchObject({
      type: 'article-newspaper',
      title: 'The strait, explained',
      'container-title': 'The Harbour Post',
      issued: { 'date-parts': [[2031, 3]] },
      URL: 'https://harbour-post.example/strait-explained',
    });
  });

  test('has its writer without "By"', async () => {
    expect((await cite('article/halvia-warns')).csl.author).toEqual([{ literal: 'Inès Kårlund' }]);
  });

  test('without date and publisher is given neither', async () => {
    const { csl, bibtex, ris, text } = await cite('article/strait-digest');
    expect(csl).not.toHaveProperty('issued');
    expect(csl).not.toHaveProperty('container-title');
    expect(bibtex).not.toMatch(/\t(year|month|journal|publisher) =/);
    expect(ris).not.toMatch(/^(PY|DA|T2|PB) {2}-/m);
    expect(text).toContain('(n.d.)');
  });
});

test.each([
  ['event/strait-closed', "Halvia closes the strait to Merrow's ferries [hypothetical]"],
  ['event/dredger-enters', 'A Merrow dredger enters Halvian waters [denied]'],
  ['event/wall-built', 'Merrow builds the harbour wall [ongoing]'],
  ['event/halvia-warns-of-closure', 'Halvia warns Merrow that it will close the strait'],
  ['statement/velt-third-time', '[Paraphrase: Halvia will not ask again]'],
  ['actor/norway', 'Norway'],
  ['disagreement/who-cut-the-moorings', 'Did Halvia cut the moorings?'],
])('%s is called %j', async (path, title) => {
  expect((await cite(path)).csl.title).toBe(title);
});

test('what is not done is never given a day on which it happened', async () => {
  for (const of of [client, clientOf(seed.app)])
    for (const { id, status } of await all<{ id: string; status: string }>('events', of)) {
      const { csl } = await cite(`event/${id}`, of);
      if (!['occurred', 'ongoing'].includes(status)) expect(csl).not.toHaveProperty('event-date');
      expect(csl.note).toContain(`Status: ${status}.`);
    }
});

test('every record that ships can be cited', async () => {
  const of = clientOf(seed.app);
  for (const { name, type } of Object.values(RESOURCES))
    for (const { id } of await all<{ id: string }>(name, of)) {
      const { csl } = await cite(`${type}/${id}`, of);
      expect(csl.id).toBe(`${type}:${id}`);
      expect(csl.note).toContain(`${type}:${id}`);
    }
});

test('the dataset is cited with the facts of its own citation', async () => {
  const of = clientOf(seed.app);
  const { citation, id, version } = (await of.get('/v1/dataset')).json();
  const { csl } = await cite(`dataset/${id}`, of);
  for (const fact of [csl.author[0].literal, csl.issued['date-parts'][0][0], csl.title, version])
    expect(citation).toContain(String(fact));
  expect(csl.version).toContain(version);
});

test('without a public address a citation has no address, but the id', async () => {
  const { csl, permalink, text } = await cite('quote/zakharova-control-000', clientOf(seed.app));
  expect(permalink).toBe('/v1/quotes/zakharova-control-000');
  expect(csl).not.toHaveProperty('URL');
  expect(text).toContain('(quote:zakharova-control-000)');
});

test.each([
  ['qoute/velt-closure', 404, 'type', 'quote'],
  ['quotes/velt-closure', 404, 'type', 'quote'],
  ['quote/velt-closur', 404, 'id', 'velt-closure'],
  ['dataset/harbor', 404, 'id', 'harbour'],
  ['quote/velt-closure?style=vancover', 400, 'style', 'vancouver'],
])('%s is answered %i with what would be right', async (path, status, parameter, suggestion) => {
  const response = await client.get(`/v1/citations/${path}`);
  expect(response.statusCode).toBe(status);
  expect(response.json().errors).toEqual([{ parameter, message: expect.any(String), suggestion }]);
});

describe.each(['citations', 'linked'])('/v1/%s of a retired id', (what) => {
  test('leads to its successor', async () => {
    const response = await client.get(`/v1/${what}/actor/o-velt`);
    expect(response.statusCode).toBe(308);
    expect(response.headers.location).toBe(`https://facts.example/base/v1/${what}/actor/oriane-velt`);
  });

  test('that has none says why it is gone', async () => {
    const response = await client.get(`/v1/${what}/event/harbour-fire`);
    expect(response.statusCode).toBe(410);
    expect(response.json().detail).toContain('No article reports it');
  });
});
