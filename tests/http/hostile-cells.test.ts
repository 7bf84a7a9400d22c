// A dataset whose every free field holds a formula: no export lets one begin a cell, wherever a spreadsheet parts it.

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routeTable } from '../../src/http/routes.ts';
import { makeApp, type TestApp } from '../support/app.ts';
import { temporaryDirectory } from '../support/folders.ts';

const EVIL = '=a;=b,=c|\u00A0=d;\u200B\uFEFF"=e;\'=f';
const EVIL_LINES = `=a\n=b\t=c\r=d\u2028=e ${EVIL}`;
const HASH = 'a'.repeat(64);

const span = { articleId: 'article', start: 0, end: 9, sha256: HASH };
const further = { identifiers: [{ scheme: 'x', value: EVIL }], extra: { [EVIL]: EVIL_LINES, n: -5 } };
const DATASET: Readonly<Record<string, object>> = {
  dataset: {
    id: 'd',
    title: 'D',
    description: 'D',
    profile: 'open',
    version: '1',
    license: { name: 'CC0' },
    measures: [{ id: 'deaths', title: EVIL, unit: EVIL, aggregate: 'sum' }],
  },
  articles: {
    id: 'article',
    title: EVIL,
    publisher: EVIL,
    byline: EVIL,
    url: 'https://x.example/@1,-2;=HYPERLINK(1),=3',
    summary: EVIL_LINES,
    published: {},
    document: { sha256: HASH, characters: 90 },
    ...further,
  },
  actors: {
    id: 'actor',
    name: EVIL,
    kind: 'unnamed',
    aliases: ['=x;=y', '=z'],
    description: EVIL_LINES,
    roles: [{ title: EVIL, held: {}, evidence: [span] }],
    ...further,
  },
  events: {
    id: 'event',
    title: EVIL,
    summary: EVIL_LINES,
    codes: [{ scheme: 'x', code: EVIL }],
    date: {},
    status: 'occurred',
    place: { name: EVIL },
    quantities: [{ measure: 'deaths', low: -2, value: -1, note: EVIL_LINES }],
    participants: [
      { actorId: 'actor', role: 'source' },
      { actorId: 'actor', role: 'target' },
    ],
    reports: [{ span }],
    ...further,
  },
  quotes: {
    id: 'quote',
    articleId: 'article',
    speakerIds: ['actor'],
    speakerAsPrinted: EVIL,
    attribution: 'unnamed',
    kind: 'direct',
    form: 'marks',
    gist: EVIL,
    cue: EVIL,
    occasion: EVIL,
    said: {},
    language: 'en',
    segments: [
      {
        text: EVIL_LINES,
        span: {
          start: 0,
          end: [...EVIL_LINES].length,
          sha256: createHash('sha256').update(EVIL_LINES).digest('hex'),
        },
        statementId: 'statement',
      },
    ],
    ...further,
  },
  statements: {
    id: 'statement',
    speakerIds: ['actor'],
    gist: EVIL,
    occasion: EVIL,
    said: {},
    link: { basis: 'inferred', note: EVIL_LINES },
    ...further,
  },
  disagreements: {
    id: 'disagreement',
    kind: 'cannotStand',
    question: EVIL,
    about: [{ type: 'event', id: 'event' }],
    accounts: [{ position: EVIL_LINES, heldByIds: ['actor', 'article'], evidence: [span] }],
    assessment: { verdict: 'open', text: EVIL_LINES },
    sources: [{ title: EVIL, url: 'https://x.example/;=1', accessed: '2031-01-01' }],
    ...further,
  },
};

const exported = routeTable({ trouble: () => null, metrics: async () => ({ type: '', text: '' }) })
  .map(({ path }) => path)
  .filter((path) => path.startsWith('/v1/exports/'));

const folder = temporaryDirectory();
let served: TestApp;
beforeAll(async () => {
  for (const [name, record] of Object.entries(DATASET))
    writeFileSync(
      join(folder.path, name === 'dataset' ? 'dataset.json' : `${name}.ndjson`),
      JSON.stringify(record),
    );
  served = await makeApp({ dir: folder.path, texts: null, serve: 'none' });
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

test.each(exported.flatMap((path) => [',', ';', 'tab'].map((delimiter) => ({ path, delimiter }))))(
  '$path with $delimiter between cells holds no formula',
  async ({ path, delimiter }) => {
    const { statusCode, body } = await served.app.inject(
      `${path}?delimiter=${encodeURIComponent(delimiter)}`,
    );
    expect(statusCode, body).toBe(200);
    expect(body.match(/(?:^|[,;|\t\r\n\u2028])[\s\u200B\uFEFF"]*[=@＝].{0,9}/gu)).toBeNull();
    const raw = (await served.app.inject(`${path}?raw=true`)).body;
    if (!path.endsWith('timeline')) expect(raw).toMatch(/=a;=b/);
  },
);
