// Linked data expand without the network, lose nothing, and never say more than the record.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NAMESPACE, VOCABULARY } from '../../src/http/linked/vocabulary.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { makeApp, SEED, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { countOfFacts, expand, type Json, nodesIn } from '../support/linked.ts';

const PUBLIC = 'https://facts.example/base';
const SCHEMA = 'https://schema.org/';
const OA = 'http://www.w3.org/ns/oa#';
const DATATYPES = /^http:\/\/(www\.w3\.org\/2001\/XMLSchema#|id\.loc\.gov\/datatypes\/edtf\/EDTF$)/;
let harbour: TestApp;
let seed: TestApp;
let client: Client;
/** Every record of both datasets, as [address, document, record]. */
const documents: { address: string; type: string; document: Json; record: Json }[] = [];

beforeAll(async () => {
  harbour = await makeApp({ publicUrl: PUBLIC });
  seed = await makeApp({ dir: SEED, texts: null, serve: 'none' });
  client = clientOf(harbour.app);
  for (const of of [client, clientOf(seed.app)]) {
    for (const { name, type } of Object.values(RESOURCES))
      for (const record of (await of.get(`/v1/${name}?limit=200`)).json().data) {
        const address = `/v1/linked/${type}/${record.id}`;
        documents.push({ address, type, document: (await of.get(address)).json(), record });
      }
    const record = (await of.get('/v1/dataset')).json();
    const address = `/v1/linked/dataset/${record.id}`;
    documents.push({ address, type: 'dataset', document: (await of.get(address)).json(), record });
  }
});
afterAll(() => Promise.all([harbour.close(), seed.close()]));

const expanded = async (address: string): Promise<Json> =>
  (await expand((await client.get(address)).json(), `${PUBLIC}${address}`))[0];
const ids = (value: Json) => value?.map((node: Json) => node['@id']) ?? [];
const of = (type: string) => documents.filter((entry) => entry.type === type);

test('every document expands without the network to one node, and every fact in it survives', async () => {
  expect(documents.length).toBeGreaterThan(300);
  for (const { address, document } of documents) {
    const nodes = await expand(document, `${PUBLIC}${address}`);
    expect(nodes.length, address).toBe(1);
    expect(countOfFacts(nodes), address).toBe(countOfFacts(document));
  }
});

test('every reference is an absolute address or a term of ours, with a public address and without', async () => {
  for (const { address, document } of documents)
    for (const node of nodesIn(await expand(document, `${PUBLIC}${address}`))) {
      if ('@id' in node) expect(node['@id']).toMatch(/^(https?:\/\/|urn:uuid:)/);
      for (const type of node['@type'] ?? [])
        expect(
          [SCHEMA, OA, NAMESPACE].some((vocabulary) => type.startsWith(vocabulary)),
          type,
        ).toBe(true);
      for (const value of Object.values<Json>(node).flat())
        if (value?.['@value'] !== undefined && '@type' in value) expect(value['@type']).toMatch(DATATYPES);
    }
});

test('every term of ours is in the vocabulary, and docs/linked-data.md explains each', () => {
  const used = new Set(
    JSON.stringify(documents.map(({ document }) => document)).match(/(?<="demarche:)\w+/g),
  );
  expect([...used].filter((term) => !(term in VOCABULARY))).toEqual([]);
  const page = readFileSync(new URL('../../docs/linked-data.md', import.meta.url), 'utf8');
  const rows = Object.entries(VOCABULARY).map(([term, meaning]) => `| \`${term}\` | ${meaning} |`);
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  expect(page).toContain(NAMESPACE);
});

describe('an event', () => {
  test('is a schema:Event only where it occurred or goes on, and is never more dated than known', () => {
    const statuses = new Set(of('event').map(({ record }) => record.status));
    expect(statuses).toContain('hypothetical');
    for (const { document, record } of of('event')) {
      const isDone = ['occurred', 'ongoing'].includes(record.status);
      expect([document['@type']].flat().includes('schema:Event')).toBe(isDone);
      expect(document['demarche:status']).toEqual({ '@id': `demarche:${record.status}` });
      if (!isDone) expect(Object.keys(document).filter((key) => /Date$|location/.test(key))).toEqual([]);
      const start = document['schema:startDate'];
      if (start !== undefined) expect(record.date).toMatchObject({ edtf: start['@value'] });
    }
  });

  test('has its codes as terms of their schemes, and who did what for whom', async () => {
    const event = await expanded('/v1/linked/event/halvia-warns-of-closure');
    const code = event[`${NAMESPACE}code`][0];
    expect(code['@type']).toEqual([`${SCHEMA}DefinedTerm`]);
    expect(code[`${SCHEMA}termCode`]).toEqual([{ '@value': '131' }]);
    expect(ids(code[`${SCHEMA}inDefinedTermSet`])).toEqual([`${PUBLIC}/v1/codebook/cameo`]);
    const [first] = event[`${NAMESPACE}participation`];
    expect(ids(first[`${NAMESPACE}actor`])).toEqual([`${PUBLIC}/v1/actors/oriane-velt`]);
    expect(ids(first[`${NAMESPACE}onBehalfOf`])).toEqual([`${PUBLIC}/v1/actors/halvia-foreign-ministry`]);
    expect(ids(event[`${NAMESPACE}concerns`])).toEqual([`${PUBLIC}/v1/events/strait-closed`]);
    expect(event[`${SCHEMA}startDate`]).toEqual([
      { '@value': '2031-03-14', '@type': 'http://www.w3.org/2001/XMLSchema#date' },
    ]);
  });
});

describe('a quote', () => {
  test('is a schema:Quotation with text only where the words were said', () => {
    for (const { document, record } of of('quote')) {
      const isVerbatim = record.kind !== 'indirect';
      expect(document['@type']).toEqual([isVerbatim ? 'schema:Quotation' : 'demarche:ReportedSpeech']);
      const text = document['schema:text'];
      expect(text?.['@value'] ?? text ?? null).toBe(isVerbatim ? record.text : null);
    }
  });

  test('points to its passages by position and words', async () => {
    const quote = await expanded('/v1/linked/quote/velt-doorstep');
    const passages = quote[`${NAMESPACE}passage`];
    expect(passages.length).toBe(3);
    const [position, words] = passages[1][`${OA}hasSelector`];
    expect(position).toEqual({
      '@type': [`${OA}TextPositionSelector`],
      [`${OA}start`]: [{ '@value': 342 }],
      [`${OA}end`]: [{ '@value': 365 }],
    });
    expect(words[`${OA}exact`]).toEqual([{ '@value': 'We have asked politely.' }]);
    expect(ids(quote[`${SCHEMA}spokenByCharacter`])).toEqual([`${PUBLIC}/v1/actors/oriane-velt`]);
    expect(ids(quote[`${SCHEMA}isPartOf`])).toEqual([`${PUBLIC}/v1/articles/halvia-warns`]);
  });
});

test.each([
  ['oriane-velt', `${SCHEMA}Person`],
  ['norway', `${SCHEMA}Country`],
  ['halvia-foreign-ministry', `${SCHEMA}GovernmentOrganization`],
  ['harbour-post', `${SCHEMA}NewsMediaOrganization`],
  ['dockers-union', `${SCHEMA}Organization`],
  ['merrow-official', `${NAMESPACE}UnnamedSource`],
])('the actor %s is a %s', async (id, type) => {
  expect((await expanded(`/v1/linked/actor/${id}`))['@type']).toEqual([type]);
});

test('warnings travel', async () => {
  const event = await expanded('/v1/linked/event/moorings-cut');
  expect(ids(event[`${NAMESPACE}disagreement`])).toEqual([
    `${PUBLIC}/v1/disagreements/mole-rebuilt-before-it-fell`, // of the article that reports it
    `${PUBLIC}/v1/disagreements/who-cut-the-moorings`,
  ]);
  const kinds = event[`${NAMESPACE}caution`].map((each: Json) => each[`${NAMESPACE}kind`][0]['@value']);
  expect(kinds).toContain('undated');
});

test('the dataset has its licence, version and what can be downloaded', async () => {
  const dataset = await expanded('/v1/linked/dataset/harbour');
  expect(dataset['@type']).toEqual([`${SCHEMA}Dataset`]);
  expect(ids(dataset[`${SCHEMA}license`])).toEqual(['https://creativecommons.org/licenses/by/4.0/']);
  expect(dataset[`${SCHEMA}version`]).toEqual([{ '@value': '1.0.0' }]);
  const urls = dataset[`${SCHEMA}distribution`].flatMap((each: Json) => ids(each[`${SCHEMA}contentUrl`]));
  expect(urls).toContain(`${PUBLIC}/v1/exports/events?format=csv`);
  for (const url of urls) expect((await client.get(url.slice(PUBLIC.length))).statusCode, url).toBe(200);
});

test('an unknown type and an unknown id are answered 404 with the nearest', async () => {
  expect((await client.get('/v1/linked/evnt/wall-built')).json().errors[0].suggestion).toBe('event');
  expect((await client.get('/v1/linked/event/wall-bilt')).json().errors[0].suggestion).toBe('wall-built');
});
