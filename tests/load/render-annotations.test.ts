import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Serving } from '../../src/model/dataset.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { type AnyDocument, HARBOUR_TEXTS, loaded, valuesIn } from '../support/load.ts';

const ARTICLES = ['halvia-warns', 'merrow-answers', 'strait-digest', 'strait-explained'];
const served = {} as Record<Serving, Record<string, AnyDocument[]>>;

beforeAll(async () => {
  const directory = temporaryDirectory();
  for (const serve of ['none', 'passages', 'full'] as const) {
    const path = join(directory.path, `${serve}.db`);
    await loaded({ path, texts: HARBOUR_TEXTS, serve });
    const sql = 'SELECT annotation FROM annotations WHERE article_id = ? ORDER BY position';
    served[serve] = Object.fromEntries(
      ARTICLES.map((id) => [id, valuesIn(path, sql, id).map((row) => JSON.parse(row as string))]),
    );
  }
  return directory.remove;
});

const all = (serve: Serving) => Object.values(served[serve]).flat();
const selector = (annotation: AnyDocument, type: string) =>
  annotation.target.selector.find((entry: AnyDocument) => entry.type === type);
/** The kind of thing that an annotation comes from: `quotes segment`. */
const kind = ({ id }: AnyDocument) => id.replace(/^\/v1\/(\w+)\/.*#([a-z]+)-.*$/, '$1 $2');

describe('annotations', () => {
  test('hold every passage that a record points to', () => {
    const kinds = Object.groupBy(all('full'), kind);
    expect(Object.fromEntries(Object.entries(kinds).map(([name, list]) => [name, list?.length]))).toEqual({
      'actors role': 3,
      'articles caution': 2,
      'articles exclusion': 1,
      'disagreements account': 5,
      'events report': 15,
      'quotes segment': 19,
      'quotes span': 1,
    });
  });

  test('are valid by the Web Annotation model: an id of its own, a motivation, bodies and a target', () => {
    const ids = all('full').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, type, motivation, body, target } of all('full')) {
      expect(type).toBe('Annotation');
      expect(['identifying', 'describing', 'assessing', 'commenting', 'questioning']).toContain(motivation);
      expect(body.at(-1)).toEqual({
        type: 'SpecificResource',
        source: id.split('#')[0],
        purpose: motivation,
      });
      for (const text of body.slice(0, -1))
        expect(text).toEqual({
          type: 'TextualBody',
          value: expect.stringMatching(/\S/),
          format: 'text/plain',
        });
      expect(target).toMatchObject({
        type: 'SpecificResource',
        source: expect.stringMatching(/^\/v1\/articles\/.+\/text$/),
      });
    }
  });

  test.each(ARTICLES)('of %s stand in the order of its text, and select it by code points', (article) => {
    const text = [...readFileSync(join(HARBOUR_TEXTS, `${article}.txt`), 'utf8')];
    const annotations = served.full[article] ?? [];
    const starts = annotations.map((annotation) => selector(annotation, 'TextPositionSelector').start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    for (const annotation of annotations) {
      const { start, end } = selector(annotation, 'TextPositionSelector');
      const { exact, prefix, suffix } = selector(annotation, 'TextQuoteSelector');
      expect(exact).toBe(text.slice(start, end).join(''));
      expect(prefix).toBe(text.slice(Math.max(0, start - 32), start).join(''));
      expect(suffix).toBe(text.slice(end, end + 32).join(''));
    }
  });

  test('give no text around a passage unless it is served in full', () => {
    for (const annotation of all('passages'))
      expect(Object.keys(selector(annotation, 'TextQuoteSelector'))).toEqual(['type', 'exact']);
  });

  test('give only the words that records carry where nothing of the texts is served', () => {
    const quoted = all('none').filter(
      (annotation) => selector(annotation, 'TextQuoteSelector') !== undefined,
    );
    expect(new Set(quoted.map(kind))).toEqual(new Set(['quotes segment']));
    expect(quoted.length).toBeGreaterThan(5);
  });
});
