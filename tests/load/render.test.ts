import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { RESOURCE_NAMES, type ResourceName } from '../../src/query/condition.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { type AnyDocument, documentsIn, HARBOUR, HARBOUR_TEXTS, loaded, valuesIn } from '../support/load.ts';

const SERVINGS = ['without', 'none', 'passages', 'full'] as const;
type Way = (typeof SERVINGS)[number];

/** Databases of the invented dataset, by what of its texts they serve; `without` texts. */
const paths = {} as Record<Way, string>;
const documents = {} as Record<Way, Record<ResourceName, Record<string, AnyDocument>>>;

beforeAll(async () => {
  const directory = temporaryDirectory();
  for (const way of SERVINGS) {
    const path = join(directory.path, `${way}.db`);
    await loaded({ path, ...(way === 'without' ? {} : { texts: HARBOUR_TEXTS, serve: way }) });
    paths[way] = path;
    documents[way] = Object.fromEntries(
      RESOURCE_NAMES.map((name) => [name, documentsIn(path, name)]),
    ) as Record<ResourceName, Record<string, AnyDocument>>;
  }
  return directory.remove;
});

/** Every span in a document, however deep. */
function spansIn(value: AnyDocument): AnyDocument[] {
  if (value === null || typeof value !== 'object') return [];
  if ('sha256' in value && 'articleId' in value) return [value];
  return Object.values(value).flatMap(spansIn);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('every document', () => {
  test.each(SERVINGS)(
    'is exactly what the record of its type promises, in the order of its fields: %s',
    (way) => {
      for (const name of RESOURCE_NAMES)
        for (const document of Object.values(documents[way][name]))
          expect(JSON.stringify(RESOURCES[name].record.parse(document))).toBe(JSON.stringify(document));
    },
  );

  test('keeps all that its author wrote', () => {
    for (const name of RESOURCE_NAMES) {
      const authored: AnyDocument[] = parse(readFileSync(join(HARBOUR, `${name}.yaml`), 'utf8'));
      for (const record of authored) expect(documents.full[name][record.id]).toMatchObject(record);
    }
  });

  test.each(SERVINGS)('stands in the order of its key: %s', (way) => {
    for (const name of RESOURCE_NAMES)
      expect(valuesIn(paths[way], `SELECT id FROM ${name} ORDER BY key`)).toEqual(
        Object.keys(documents[way][name]),
      );
  });
});

describe('spans', () => {
  test('are verified where the text is loaded, and their words are those of the hash', () => {
    const spans = RESOURCE_NAMES.flatMap((name) => spansIn(documents.passages[name]));
    expect(spans.length).toBeGreaterThan(60);
    for (const { status, exact, sha256: hash, start, end } of spans) {
      expect(status).toBe('verified');
      expect(sha256(exact)).toBe(hash);
      expect([...exact].length).toBe(end - start);
    }
  });

  test('without texts are matched only by words that the record carries', () => {
    const quote = documents.without.quotes['velt-threshold'];
    expect(quote.segments[0].span).toMatchObject({
      status: 'matched',
      exact: 'Anyone who raises that wall raises it on our threshold.',
    });
    expect(quote.span).toMatchObject({ status: 'matched' });
    const spans = RESOURCE_NAMES.filter((name) => name !== 'quotes').flatMap((name) =>
      spansIn(documents.without[name]),
    );
    for (const span of spans) expect(span).toMatchObject({ status: 'declared', exact: null });
  });

  test('are proved without being shown where nothing of the texts is served', () => {
    expect(documents.none.events['strait-closed'].reports[0].span).toMatchObject({
      status: 'verified',
      exact: null,
    });
    expect(documents.none.quotes['velt-threshold'].span.exact).toBe(
      'Anyone who raises that wall raises it on our threshold.',
    );
  });
});

describe('an event', () => {
  test('derives its codes, its articles and what they must be read with', () => {
    const event = documents.full.events['halvia-warns-of-closure'];
    expect(event).toMatchObject({
      articleIds: ['halvia-warns', 'merrow-answers'],
      cautions: [],
      quadClass: 3,
      date: { earliest: '2031-03-14', latest: '2031-03-14', precision: 'day' },
    });
    expect(event.scores.map(({ scale }: AnyDocument) => scale)).toEqual(['plover', 'goldstein']);
    expect(documents.full.events['mole-falls']).toMatchObject({
      quadClass: null,
      scores: [],
      disagreementIds: ['mole-rebuilt-before-it-fell'],
      cautions: ['anachronism', 'garbled', 'sourceLost', 'undated'].map((kind) => ({
        articleId: 'strait-digest',
        kind,
      })),
    });
  });
});

describe('a quote', () => {
  test('joins the words of its segments, by an ellipsis only where words are left out, and has a statement on each', () => {
    const quote = documents.full.quotes['velt-doorstep'];
    expect(quote.text).toBe(
      'Whoever builds that wall is building it across our doorstep, … We have asked politely. We shall not ask a third time,',
    );
    expect(quote.statementIds).toEqual(['velt-doorstep', 'velt-doorstep-s2', 'velt-third-time']);
    expect(quote.segments.map(({ statementId }: AnyDocument) => statementId)).toEqual(quote.statementIds);
  });

  test('has no words in indirect speech', () => {
    expect(documents.full.quotes['ardrey-autumn'].text).toBeNull();
  });
});

describe('a statement', () => {
  test('lists its renditions across articles', () => {
    expect(documents.full.statements['velt-doorstep'].renditions).toEqual([
      { quoteId: 'velt-doorstep', segment: 0, extent: 'whole' },
      { quoteId: 'velt-threshold', segment: 0, extent: 'whole' },
    ]);
  });

  test('is made for a segment that has none, from its quote', () => {
    expect(documents.full.statements['velt-doorstep-s2']).toMatchObject({
      speakerIds: ['oriane-velt'],
      occasion: 'weekly briefing',
      said: { edtf: '2031-03-14' },
      link: null,
      renditions: [{ quoteId: 'velt-doorstep', segment: 1, extent: 'whole' }],
    });
  });

  test('carries the cautions of the articles that render it', () => {
    expect(documents.full.statements['tide-and-treaties']).toMatchObject({
      renditions: [{ quoteId: 'engineer-tide', segment: 0, extent: 'part' }],
      cautions: [{ kind: 'anachronism' }, { kind: 'garbled' }, { kind: 'sourceLost' }, { kind: 'undated' }],
    });
  });
});

describe('an actor', () => {
  test('counts the records that name it', () => {
    expect(documents.full.actors['oriane-velt'].counts).toEqual({
      eventsAsSource: 1,
      eventsAsTarget: 0,
      quotes: 3,
      statements: 4,
    });
    expect(documents.full.actors.merrow.counts).toMatchObject({
      eventsAsSource: 4,
      eventsAsTarget: 5,
      quotes: 1,
    });
  });

  test('carries cautions of articles that report, quote or title it, and of no others', () => {
    const cautioned = Object.values(documents.full.actors)
      .filter(({ cautions }) => cautions.length > 0)
      .map(({ id }) => id);
    expect(cautioned).toEqual(['halvia', 'harbour-engineer', 'harbour-post', 'merrow']);
  });
});

describe('an article', () => {
  test('counts what is taken from it, and says whether its text is served', () => {
    expect(documents.full.articles['halvia-warns']).toMatchObject({
      counts: { events: 5, quotes: 6 },
      document: { textAvailable: true },
    });
    expect(documents.passages.articles['halvia-warns'].document.textAvailable).toBe(false);
  });

  test('has its whole text in the database only where it is served in full', () => {
    expect(valuesIn(paths.passages, 'SELECT text FROM texts')).toEqual([]);
    const [text] = valuesIn(paths.full, "SELECT text FROM texts WHERE article_id = 'strait-digest'");
    expect(text).toBe(readFileSync(join(HARBOUR_TEXTS, 'strait-digest.txt'), 'utf8'));
  });
});

describe('keys', () => {
  test('follow the days of records, unknown days first, and then ids', () => {
    for (const name of RESOURCE_NAMES) {
      const keys = Object.values(documents.full[name]).map((record) => [
        RESOURCES[name].day(record) ?? '',
        record.id,
      ]);
      expect(keys).toEqual([...keys].sort(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1)));
    }
  });
});
