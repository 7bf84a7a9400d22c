// The shipped dataset answers what a careful reader of its five articles expects. With DEMARCHE_TEXTS, the folder of
// the articles' documents, every span is proved too; CI must set it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CoverageTally, coverage, isComplete } from '../src/coverage/coverage.ts';
import { engine } from '../src/engine-choice.ts';
import { validate } from '../src/load/check/check-folder.ts';
import type { Article } from '../src/model/article.ts';
import type { Disagreement } from '../src/model/disagreement.ts';
import type { Event } from '../src/model/event.ts';
import type { Quote } from '../src/model/quote.ts';
import type { Statement } from '../src/model/statement.ts';
import { makeApp, type TestApp } from './support/app.ts';

const SEED = fileURLToPath(new URL('../seed', import.meta.url));
const TEXTS = process.env.DEMARCHE_TEXTS || null;

const PAGE = readFileSync(new URL('../docs/annotation.md', import.meta.url), 'utf8');
/** The number by which the page calls an article. */
const numberOf = (articleId: string) => new RegExp(`^\\| (\\d{3}) \\| \`${articleId}\``, 'm').exec(PAGE)?.[1];

let demarche: TestApp;
beforeAll(async () => {
  demarche = await makeApp({ dir: SEED, texts: null });
});
afterAll(() => demarche.close());

interface List<T> {
  readonly data: readonly T[];
  readonly meta: { readonly undated: number };
  readonly included: Readonly<Record<string, readonly { readonly id: string }[]>>;
}

async function list<T>(path: string): Promise<List<T>> {
  const response = await request(demarche.app.server).get(path);
  expect(response.status).toBe(200);
  return JSON.parse(response.text) as List<T>;
}

const ids = (records: readonly { readonly id: string }[] | undefined) =>
  (records ?? []).map(({ id }) => id).sort();

describe('the five questions', () => {
  test("Zakharova's three sentences come in two wordings each, with the warnings of their articles", async () => {
    const { data } = await list<Quote>('/v1/actors/zakharova/quotes?limit=200');
    expect(ids(data)).toEqual([
      'zakharova-control-000',
      'zakharova-control-004',
      'zakharova-hostile-000',
      'zakharova-hostile-004',
      'zakharova-scheme-000',
      'zakharova-scheme-004',
    ]);
    for (const { articleId, cautions, said } of data) {
      expect(said).toMatchObject({ edtf: '2023-12-27', basis: 'resolved' });
      expect(cautions.length).toBeGreaterThan(0);
      expect(cautions.every((caution) => caution.articleId === articleId)).toBe(true);
    }
  });

  test('Nozdrev speaks through RIA in a quotation of three utterances, one of them printed twice', async () => {
    const { data } = await list<Quote>('/v1/actors/nozdrev/quotes?kind=direct&via=ria-novosti');
    const interview = data.find(({ id }) => id === 'nozdrev-interview-002');
    expect(interview?.segments).toHaveLength(3);
    expect(interview?.text).toMatch(
      / a specific task\. This decision allows .* at their discretion\. Accordingly, /,
    );
    const statement = await list<Statement>('/v1/statements?id=nozdrev-consequences');
    const renditions = statement.data[0]?.renditions ?? [];
    expect(renditions).toContainEqual({ quoteId: 'nozdrev-interview-002', segment: 2, extent: 'whole' });
    expect(renditions).toContainEqual({ quoteId: 'nozdrev-accordingly-002', segment: 0, extent: 'whole' });
  });

  test("Matsuno's words are reported, never quoted, by an article that cannot stand as it is", async () => {
    const { data } = await list<Quote>('/v1/actors/matsuno/quotes');
    expect(data.length).toBeGreaterThanOrEqual(2);
    for (const { kind, text, cautions } of data) {
      expect({ kind, text }).toEqual({ kind: 'indirect', text: null });
      expect(cautions.map((caution) => caution.kind)).toEqual(
        expect.arrayContaining(['undated', 'anachronism']),
      );
    }
  });

  test('Russia made two dated threats to Japan that winter, and one whose date nobody knows', async () => {
    const asked = '/v1/events?type=THREATEN&source=russia&target=japan&from=2023-12&to=2024-03';
    const { data, meta, included } = await list<Event>(`${asked}&include=quotes,actors,articles`);
    expect(data.map(({ id }) => id)).toEqual(['nozdrev-warns-japan', 'zakharova-warns-japan']);
    expect(meta.undated).toBe(1);
    expect(ids(included.actors)).toEqual(expect.arrayContaining(['japan', 'nozdrev', 'russia', 'zakharova']));
    expect(ids(included.quotes)).toEqual(
      expect.arrayContaining(['nozdrev-interview-002', 'zakharova-hostile-004']),
    );
    expect(included.articles).toHaveLength(4);
    const { data: all } = await list<Event>(`${asked}&undated=true`);
    expect(ids(all)).toEqual(['ministry-warns-japan', 'nozdrev-warns-japan', 'zakharova-warns-japan']);
  });

  test('three statements of Zakharova have more than one rendition', async () => {
    const path = '/v1/statements?speaker=zakharova&minRenditions=2&include=quotes';
    const { data, included } = await list<Statement>(path);
    expect(ids(data)).toEqual(['zakharova-control', 'zakharova-hostile', 'zakharova-scheme']);
    expect(ids(included.quotes)).toEqual(
      expect.arrayContaining(['zakharova-scheme-000', 'zakharova-scheme-004']),
    );
  });
});

describe('a disagreement', () => {
  test('about a statement is carried by the quotes that render it, and so by what is cited', async () => {
    const { data } = await list<Quote>('/v1/quotes?statement=zakharova-control&limit=200');
    expect(ids(data)).toContain('zakharova-control-000');
    for (const { disagreementIds } of data) expect(disagreementIds).toContain('onward-transfer-consent');
  });

  test('names an article only where the question is about the whole of it, so that other quotes stay free', async () => {
    const { data } = await list<Disagreement>('/v1/disagreements?limit=200');
    const ofArticles = data.filter(({ about }) => about.some(({ type }) => type === 'article'));
    expect(ids(ofArticles)).toEqual(['ministry-statement-setting']);
    const { data: free } = await list<Quote>('/v1/quotes?contested=false&limit=200');
    expect(ids(free)).toEqual(
      expect.arrayContaining(['associated-press-speculation-001', 'colby-error-004', 'sacks-post-004']),
    );
    const { data: all } = await list<Quote>('/v1/quotes?limit=200');
    expect(PAGE).toContain(`${all.length - free.length} of ${all.length} quotes are contested`);
  });

  test('about an article is carried by every record that rests on it', async () => {
    const { data: quotes } = await list<Quote>('/v1/actors/matsuno/quotes?contested=true');
    expect(quotes.length).toBeGreaterThanOrEqual(2);
    const { data: events } = await list<Event>('/v1/events?article=ru-jp-patriot-plan-anger&limit=200');
    expect(events.length).toBeGreaterThan(10);
    for (const { disagreementIds } of [...quotes, ...events])
      expect(disagreementIds).toContain('ministry-statement-setting');
  });
});

test("the blocks of other outlets' prose are without their words, whatever is asked", async () => {
  const { data } = await list<Quote>('/v1/quotes?form=block&kind=direct&limit=200');
  expect(ids(data)).toEqual(['lost-source-block-004', 'nikkei-block-004']);
  for (const { text, gist, span } of data) {
    expect({ text, exact: span.exact, status: span.status }).toEqual({
      text: null,
      exact: null,
      status: 'declared',
    });
    expect(gist?.length).toBeGreaterThan(200);
  }
});

describe('what is feared', () => {
  test('counts nowhere as done', async () => {
    const { data } = await list<Event>('/v1/events?status=hypothetical&limit=200');
    expect(data.length).toBeGreaterThanOrEqual(3);
    const done = await list<Event>('/v1/events?status=occurred,ongoing&limit=200');
    expect(ids(done.data).filter((id) => ids(data).includes(id))).toEqual([]);
    for (const { reports } of data) expect(reports.every(({ stance }) => stance !== 'asserts')).toBe(true);
  });

  test.each([
    ['hypothetical', /^Possible /],
    ['planned', /^Planned /],
    ['alleged', /^Alleged /],
  ])('or otherwise not known to be done says so in its title: %s', async (status, title) => {
    const { data } = await list<Event>(`/v1/events?status=${status}&limit=200`);
    expect(data.length).toBeGreaterThan(0);
    for (const event of data) expect(event.title).toMatch(title);
  });
});

test('a report lists the quotes that perform its event or stand around its passage, and no others', async () => {
  const { data: quotes } = await list<Quote>('/v1/quotes?limit=200');
  const { data: events } = await list<Event>('/v1/events?limit=200');
  const quote = new Map(quotes.map((record) => [record.id, record]));
  // A closing mark may follow the span, and "has reportedly decided" parts the span from its subject.
  const holds = (at: Quote, { start, end }: Quote['span']) =>
    Number(at.span.end) >= Number(end) - 1 &&
    (Number(at.span.start) <= Number(start) || at.cue === 'reportedly');
  for (const { id, reports } of events)
    for (const { span, quoteIds } of reports)
      for (const quoteId of quoteIds) {
        const at = quote.get(quoteId);
        const allowed =
          span !== null && at?.articleId === span.articleId && (at.performsEventId === id || holds(at, span));
        expect({ id, quoteId, start: span?.start, allowed }).toMatchObject({ allowed: true });
      }
});

test('a cue is words of speech, without the "that" which follows them', async () => {
  const { data } = await list<Quote>('/v1/quotes?limit=200');
  expect(data.filter(({ cue }) => / that$/.test(cue ?? ''))).toEqual([]);
});

test('the counts on the page on annotation are those of the data', async () => {
  const { data: articles } = await list<Article>('/v1/articles?limit=200');
  const { data: quotes } = await list<Quote>('/v1/quotes?limit=200');
  const { data: events } = await list<Event>('/v1/events?limit=200');
  for (const { id, counts, cautions, exclusions } of articles) {
    const own = quotes.filter(({ articleId }) => articleId === id);
    const kinds = ['direct', 'mixed', 'indirect'].map(
      (kind) => own.filter((quote) => quote.kind === kind).length,
    );
    const reports = events.flatMap((event) => event.reports).filter(({ span }) => span?.articleId === id);
    const row = [...kinds, own.length, counts.events, reports.length, cautions.length, exclusions.length];
    expect(PAGE).toContain(`| \`${id}\` | ${row.join(' | ')} |`);
  }
});

describe('every passage', () => {
  if (TEXTS !== null)
    test('is proved against the documents', async () => {
      const result = await validate({ dir: SEED, texts: TEXTS, engine, onProgress: () => {} });
      expect(result.faults).toEqual([]);
      expect(result.spansProved).toBeGreaterThan(300);
    });

  if (TEXTS !== null)
    test('in marks or after a reporting word is accounted for, as the page on annotation counts them', async () => {
      const found = await coverage({ dir: SEED, texts: TEXTS, article: null, engine, onProgress: () => {} });
      expect(isComplete(found)).toBe(true);
      const counted = (tally: CoverageTally | null) =>
        `${(tally?.total ?? 0) - (tally?.left.length ?? 0)} of ${tally?.total}`;
      const rows = found.articles.map(({ articleId, marks, words, sentences }) => [
        numberOf(articleId),
        ...[marks, words, sentences].map(counted),
      ]);
      for (const row of rows) expect(PAGE).toContain(`| ${row.join(' | ')} |`);
    });

  test('is proved by CI, which has the documents', () => {
    expect(Boolean(process.env.CI) && TEXTS === null, 'CI must set DEMARCHE_TEXTS').toBe(false);
  });
});
