// Codes of a dataset's own schemes: checked against its codebooks, found by what they are kinds of, counted by scheme.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { copyFolder, temporaryDirectory } from '../support/folders.ts';
import { CODED } from '../support/load.ts';
import { firstTwelve } from '../support/quarrel.ts';

/** A scheme of what actors are, for the sectors of two of them. */
const KINDS = `
scheme: kinds
title: Kinds of actor
version: "1"
closed: true
codes: [{ code: armed, label: Armed }, { code: navy, label: Navy, parent: armed }]
`;

const folder = temporaryDirectory();
const dir = copyFolder(
  CODED,
  {
    'actors.yaml': (text) =>
      text
        .replace('sectors: [MIL], parentId: halvia', 'sectors: [MIL, "kinds:navy"], parentId: halvia')
        .replace(
          'kind: group, sectors: [REB], identifiers',
          'kind: group, sectors: ["kinds:armed"], identifiers',
        ),
    'dataset.yaml': (text) => text.replace('schemes:\n', 'schemes:\n  - { name: loose }\n'),
    // One act that no codebook lists, and one event with two codes of a scheme and one of CAMEO.
    'events.yaml': (text) =>
      firstTwelve(text)
        .replace('{ scheme: acts, code: D }', '{ scheme: acts, code: Z9 }, { scheme: loose, code: "7" }')
        .replace(
          '{ scheme: acts, code: E1 }',
          '{ scheme: acts, code: E1 }, { scheme: acts, code: B }, { scheme: cameo, code: "036" }',
        ),
  },
  folder.path,
);
writeFileSync(join(dir, 'codebooks', 'kinds.yaml'), KINDS);

let served: TestApp;
let client: Client;
beforeAll(async () => {
  served = await makeApp({ dir, texts: null, cacheBytes: 0 });
  client = clientOf(served.app);
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

async function get(url: string, status = 200) {
  const response = await client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(status);
  return response.json();
}

async function ids(query: string): Promise<string[]> {
  const { data } = await get(`/v1/events?limit=200&sort=date&${query}`);
  return data.map(({ id }: { id: string }) => id.replace('quarrel-', ''));
}

async function facet(query: string) {
  const [{ values, ...rest }] = (await get(`/v1/events/facets?${query}`)).facets;
  const counts = values.map(({ value, label, count }: Record<string, unknown>) => [value, label, count]);
  return { ...rest, counts };
}

describe('the codebooks', () => {
  test('are named with the dataset, and served beside those that come with Demarche', async () => {
    const { codebooks } = await get('/v1/dataset');
    expect(
      codebooks.map(({ scheme, closed, codes }: Record<string, unknown>) => [scheme, closed, codes]),
    ).toEqual([
      ['acts', false, 12],
      ['kinds', true, 2],
      ['order', true, 3],
    ]);
    const acts = await get('/v1/codebook/acts');
    expect(acts).toMatchObject({ scheme: 'acts', title: 'Acts of the quarrel', closed: false });
    expect(acts.entries.slice(0, 2)).toMatchObject([
      { kind: 'root', code: 'A', parent: null, label: 'Violence' },
      { kind: 'code', code: 'A1', parent: 'A', gloss: null, quadClass: null, score: null, crosswalk: [] },
    ]);
    expect(await get('/v1/codebook/plover')).toMatchObject({ scheme: 'plover', closed: true });
  });

  test('that there are not name the nearest', async () => {
    expect((await get('/v1/codebook/oder', 404)).errors).toMatchObject([
      { parameter: 'scheme', suggestion: 'order' },
    ]);
  });
});

describe('a code finds', () => {
  test.each([
    ['code=acts:A1-1', '001 003 008 011'],
    ['code=acts:A1', '001 002 003 007 008 009 011'],
    ['code=acts:A', '001 002 003 004 007 008 009 011'],
    ['code=acts:C&code=acts:E', '006 012'],
    ['code=acts:Z9', '010'],
    ['code=loose:7', '010'],
    ['codeAll=acts:A1&codeAll=order:violence', '001 002 003 007 008 009 011'],
    ['codeAll=acts:A1&codeAll=order:strategic', ''],
    ['codeAll=acts:E&codeAll=acts:B&codeAll=cameo:03', '012'],
    ['codeNot=acts:A', '005 006 010 012'],
    ['codeNot=acts:A&codeNot=order:strategic', '005 010'],
    ['code=acts:A&codeNot=acts:A1', '004'],
  ])('%s: %s', async (query, expected) => {
    expect((await ids(query)).sort().join(' ')).toBe(expected);
  });

  test('and its list says so in words', async () => {
    const { meta } = await get('/v1/events?codeAll=acts:A1&codeAll=order:violence&codeNot=acts:B');
    expect(meta.query).toBe(
      'Events whose code is not acts:B, coded as acts:A1 and order:violence, newest first.',
    );
  });

  test.each([
    ['/v1/events?code=order:violenc', 'code', 'order:violence'],
    ['/v1/events?codeNot=order:Strategic', 'codeNot', 'order:strategic'],
    ['/v1/events?code=acts:A&codeAll=order:zzz', 'codeAll', null],
    ['/v1/events/facets?facet=type&code=order:violenc', 'code', 'order:violence'],
    ['/v1/events/timeline?code=order:violenc', 'code', 'order:violence'],
    ['/v1/exports/events?format=csv&code=order:violenc', 'code', 'order:violence'],
    ['/v1/actors/halvia/events?code=order:violenc', 'code', 'order:violence'],
    ['/v1/actors?sector=kinds:nav', 'sector', 'kinds:navy'],
    ['/v1/actors?sector=GOVT', 'sector', 'GOV'],
  ])('a closed codebook refuses what it does not list: %s', async (url, parameter, suggestion) => {
    expect((await get(url, 400)).errors).toMatchObject([{ parameter, suggestion }]);
  });

  test.each([
    ['code=acts:A9', 'No event has the code "acts:A9".', null],
    ['codeAll=acts:A,order:violence', 'give the parameter once for each code', null],
    ['code=acts:A1-l', 'No event has the code "acts:A1-l".', 'acts:A1-1'],
    [
      'codeNot=act:A1',
      'and there is no codebook of its scheme, but of cameo, acts, kinds and order.',
      'acts:A1',
    ],
  ])('an open one warns: %s', async (query, message, suggestion) => {
    const { meta } = await get(`/v1/events?${query}`);
    expect(meta.warnings).toMatchObject([{ suggestion }]);
    expect(meta.warnings[0].message).toContain(message);
  });
});

describe('the facet of a scheme', () => {
  test('counts its codes, at each level, by their labels', async () => {
    expect(await facet('facet=code.acts')).toMatchObject({
      field: 'code.acts',
      level: 'root',
      total: 12,
      missing: 0,
      counts: [
        ['acts:A', 'Violence', 8],
        ['acts:B', 'Protest', 2],
        ['acts:C', 'Coercion', 1],
        ['acts:E', 'Diplomacy', 1],
        ['acts:Z9', 'acts:Z9', 1],
      ],
    });
    // B is coded as it is, has kinds below it, and so is on no lower level.
    expect(await facet('facet=code.acts&codeLevel=base')).toMatchObject({
      missing: 0,
      counts: [
        ['acts:A1', 'Armed clash', 7],
        ['acts:A2', 'Violence against civilians', 1],
        ['acts:B1', 'March', 1],
        ['acts:C1', 'Blockade', 1],
        ['acts:E1', 'Talks', 1],
        ['acts:Z9', 'acts:Z9', 1],
      ],
    });
    // One event is coded as A1, without saying which.
    expect(await facet('facet=code.acts&codeLevel=event')).toMatchObject({ missing: 1 });
  });

  test.each(['root', 'base', 'event'])('of one level is the same at the level %s', async (level) => {
    expect(await facet(`facet=code.order&codeLevel=${level}`)).toMatchObject({
      level,
      missing: 1,
      counts: [
        ['order:violence', 'Political violence', 8],
        ['order:strategic', 'Strategic developments', 2],
        ['order:demonstration', 'Demonstrations', 1],
      ],
    });
  });

  test('counts CAMEO too, and under other filters', async () => {
    expect(await facet('facet=code.cameo')).toMatchObject({
      missing: 11,
      counts: [['cameo:03', expect.any(String), 1]],
    });
    expect(await facet('facet=code.acts&codeAll=order:strategic')).toMatchObject({
      total: 2,
      counts: [
        ['acts:B', 'Protest', 1],
        ['acts:C', 'Coercion', 1],
        ['acts:E', 'Diplomacy', 1],
      ],
    });
  });

  test('ignores the filter by code, shows what is selected, and takes it back', async () => {
    const { facets } = await get(
      '/v1/events/facets?facet=code.acts&code=acts:A1-2&code=order:violence&size=1',
    );
    const [{ total, values }] = facets;
    expect(total).toBe(12);
    expect(values.map(({ value, selected }: Record<string, unknown>) => [value, selected])).toEqual([
      ['acts:A', false],
      ['acts:A1-2', true],
    ]);
    expect(values[1].link).toBe('/v1/events/facets?code=order%3Aviolence&facet=code.acts&size=1');
    expect(values[0].link).toContain('code=acts%3AA&');
  });

  test('stands beside the others, which are what they were without it', async () => {
    const { facets, meta } = await get(
      '/v1/events/facets?facet=code.order&facet=type&facet=code&facet=code.acts',
    );
    expect(facets.map(({ field }: { field: string }) => field)).toEqual([
      'type',
      'code',
      'code.acts',
      'code.order',
    ]);
    expect(meta.query).toBe('Events, counted by type, code, code.acts and code.order.');
    const all = (await get('/v1/events/facets')).facets.map(({ field }: { field: string }) => field);
    expect(all).not.toContain('code.acts');
    expect(await facet('facet=code&size=3')).toMatchObject({
      counts: [
        ['acts:A', 'Violence', 8],
        ['order:violence', 'Political violence', 8],
        ['acts:B', 'Protest', 2],
      ],
    });
  });

  test.each([
    ['code.act', 'code.acts'],
    ['code.loose', null],
    ['code.root', null],
    ['types', 'type'],
    ['code.', 'code'],
  ])('is refused where the dataset has no such scheme: %s', async (name, suggestion) => {
    expect((await get(`/v1/events/facets?facet=${name}`, 400)).errors).toMatchObject([
      { parameter: 'facet', suggestion },
    ]);
  });

  test('is a table too', async () => {
    const { body } = await client.get('/v1/exports/events/facets?facet=code.order');
    expect(body).toContain('code.order,root,order:violence,Political violence,8,');
  });
});

describe('sectors of the dataset’s own', () => {
  test.each([
    ['sector=kinds:armed', 'halvian-navy reef-front'],
    ['sector=kinds:navy', 'halvian-navy'],
    ['sector=MIL,COP', 'halvian-navy merrow-guard'],
  ])('%s finds %s', async (query, expected) => {
    const { data } = await get(`/v1/actors?${query}`);
    expect(
      data
        .map(({ id }: { id: string }) => id)
        .sort()
        .join(' '),
    ).toBe(expected);
  });

  test('are answered as they are written', async () => {
    expect((await get('/v1/actors/halvian-navy')).sectors).toEqual(['MIL', 'kinds:navy']);
  });
});

test('labels go with codes into tables and linked data', async () => {
  const { body } = await client.get(
    '/v1/exports/events?format=csv&columns=id,codes,codeLabels&id=quarrel-002',
  );
  expect(body).toContain('Shelling|Political violence');
  const node = await get('/v1/linked/event/quarrel-002');
  expect(node['demarche:code']).toMatchObject([
    {
      'schema:termCode': 'A1-2',
      'skos:prefLabel': 'Shelling',
      'schema:inDefinedTermSet': { '@id': '/v1/codebook/acts', 'schema:name': 'acts' },
    },
    { 'schema:termCode': 'violence', 'skos:prefLabel': 'Political violence' },
  ]);
});
