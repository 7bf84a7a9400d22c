import { describe, expect, test } from 'vitest';
import {
  differencesOf,
  MAX_NAMED,
  MAX_PAIRS,
  MAX_RENDITIONS,
  MAX_STEPS,
} from '../../src/http/records/rendition-differences.ts';
import type { Quote } from '../../src/model/quote.ts';
import type { Rendition } from '../../src/model/statement.ts';

type Said = { text: string | null; extent?: 'whole' | 'part'; language?: string | null };

/** A statement's renditions, each the only segment of a quote: q0, q1 and so on. */
function renditions(said: readonly Said[]) {
  const ids = said.map((_, index) => `q${index}`);
  const list = said.map(({ extent = 'whole' }, index) => ({ quoteId: ids[index], segment: 0, extent }));
  const quotes = said.map(({ text, language = null }, index) => ({
    id: ids[index],
    language,
    segments: [{ text }],
  }));
  // Only what is read of a quote.
  return differencesOf(list as (typeof Rendition)['_output'][], quotes as unknown as Quote[]);
}

const pairsIn = (list: readonly { quoteIds: readonly string[] }[]) =>
  list.map(({ quoteIds }) => quoteIds.join(' '));
const reasons = ({ notCompared }: ReturnType<typeof renditions>) =>
  notCompared.map(({ reason, count }) => `${reason} ${count}`);

/** Words that no other number gives. */
const words = (seed: number, count: number) =>
  Array.from({ length: count }, (_, index) => `w${(index * 7919 + seed * 104_729) % 9973}`).join(' ');

describe('renditions of a statement', () => {
  test('are compared with one another, by quote and segment, where both have words', () => {
    const quotes = [
      { id: 'a', language: 'en', segments: [{ text: 'one wall' }] },
      { id: 'b', language: 'en', segments: [{ text: 'other' }, { text: 'two walls' }] },
      { id: 'c', language: null, segments: [{ text: 'one wall' }] },
      { id: 'indirect', language: 'en', segments: [{ text: null }] },
    ] as unknown as Quote[];
    const whole = (quoteId: string, segment = 0) => ({ quoteId, segment, extent: 'whole' as const });
    const { differences, notCompared } = differencesOf(
      [whole('a'), whole('b', 1), whole('indirect'), whole('c')],
      quotes,
    );
    expect(differences.map(({ quoteIds, segments }) => [...quoteIds, ...segments])).toEqual([
      ['a', 'b', 0, 1],
      ['a', 'c', 0, 0],
      ['b', 'c', 1, 0],
    ]);
    expect(differences[1]?.parts).toEqual([{ in: 'both', text: 'one wall' }]);
    expect(notCompared).toEqual([]);
  });

  test('are compared with wholes where they are parts, and never with other parts', () => {
    const answer = renditions([
      { text: 'grave consequences', extent: 'part' },
      { text: 'It is a hostile action with grave consequences.' },
      { text: 'Hostile Actions', extent: 'part' },
    ]);
    expect(pairsIn(answer.differences)).toEqual(['q0 q1', 'q1 q2']);
    expect(answer.notCompared).toEqual([
      { reason: 'parts', count: 1, pairs: [{ quoteIds: ['q0', 'q2'], segments: [0, 0] }] },
    ]);
  });

  test('are not compared across languages', () => {
    const answer = renditions([
      { text: 'It is a wall.', language: 'en-GB' },
      { text: 'It is the wall.', language: 'en' },
      { text: 'Это стена.', language: 'ru' },
    ]);
    expect(pairsIn(answer.differences)).toEqual(['q0 q1']);
    expect(reasons(answer)).toEqual(['languages 2']);
  });
});

describe('the work of comparing renditions', () => {
  test.each<[string, Said[]]>([
    ['many speeches that differ', Array.from({ length: 14 }, (_, n) => ({ text: words(n, 900) }))],
    ['many speeches that are the same', Array.from({ length: 60 }, () => ({ text: words(1, 2500) }))],
    ['texts of the greatest length', Array.from({ length: 40 }, (_, n) => ({ text: `${n}`.repeat(9999) }))],
    ['marks alone', Array.from({ length: 30 }, (_, n) => ({ text: '.,'.repeat(9000 + n) }))],
    ['very many short ones', Array.from({ length: 3000 }, (_, n) => ({ text: words(n, 5) }))],
  ])('has a bound in all: %s', (_promise, said) => {
    const { differences, notCompared, steps } = renditions(said);
    expect(steps).toBeLessThanOrEqual(MAX_STEPS);
    expect(differences.length).toBeLessThanOrEqual(MAX_PAIRS);
    const skipped = notCompared.reduce((sum, { count }) => sum + count, 0);
    expect(differences.length + skipped).toBe((said.length * (said.length - 1)) / 2);
    expect(skipped).toBeGreaterThan(0);
    for (const { pairs } of notCompared) expect(pairs.length).toBeLessThanOrEqual(MAX_NAMED);
  });

  test('compares fourteen renditions of 300 words each in full', () => {
    const answer = renditions(Array.from({ length: 14 }, (_, n) => ({ text: words(n, 300) })));
    expect(answer.differences).toHaveLength(91);
    expect(answer.notCompared).toEqual([]);
  });

  test('is done on wholes first, and on each with the first before the rest', () => {
    const parts = Array.from({ length: 20 }, () => ({ text: 'a part', extent: 'part' as const }));
    const wholes = Array.from({ length: 30 }, (_, n) => ({ text: words(n, 5) }));
    const compared = pairsIn(renditions([...parts, ...wholes]).differences);
    expect(compared).toHaveLength(MAX_PAIRS);
    expect(compared.slice(0, 29)).toEqual(wholes.slice(1).map((_, index) => `q20 q${21 + index}`));
    expect(compared.some((pair) => /\bq1?\d\b/.test(pair))).toBe(false);
  });

  test('goes on with shorter pairs where one is too long', () => {
    const answer = renditions([
      { text: 'a wall' },
      { text: '.,'.repeat(9999) },
      { text: ',;'.repeat(9999) },
      { text: 'walls' },
    ]);
    expect(pairsIn(answer.differences)).toContain('q0 q3');
    expect(answer.notCompared).toEqual([
      { reason: 'limit', count: 1, pairs: [{ quoteIds: ['q1', 'q2'], segments: [0, 0] }] },
    ]);
  });

  test('leaves out renditions beyond a page of them, and counts their pairs', () => {
    const answer = renditions(Array.from({ length: MAX_RENDITIONS + 1 }, () => ({ text: null })));
    expect(reasons(answer)).toEqual([`limit ${MAX_RENDITIONS}`]);
  });
});
