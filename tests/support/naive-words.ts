// What a mistyped id or word may mean, by the plainest means: all ids, names and words are looked at.
import { fold, nearest } from '../../src/query/parameters/nearest.ts';
import { type IndexedWord, MAX_NEAR, MIN_NEAR } from '../../src/query/text/near-words.ts';
import type { RenderedRecord } from '../../src/store/port/target.ts';
import { compareBytes } from './records.ts';

/** As the port has it: so many of those that begin so, and so many of all. */
const COMPARED = 2000;
const LETTERS = 3;

interface Named {
  readonly folded: string;
  readonly id: string;
}

export function naiveSuggestion(records: readonly RenderedRecord[], text: string): string | null {
  const start = fold(text).slice(0, LETTERS);
  if (start === '') return null;
  const compared = (named: readonly Named[]) => {
    const sorted = named.toSorted((a, b) => compareBytes(a.folded, b.folded) || compareBytes(a.id, b.id));
    const alike = sorted.filter(({ folded }) => folded.startsWith(start));
    return [...alike.slice(0, COMPARED), ...sorted.slice(0, COMPARED)];
  };
  const candidates = [
    ...compared(records.map(({ id }) => ({ folded: id, id }))),
    ...compared(records.flatMap(({ id, names }) => names.map((folded) => ({ folded, id })))),
  ];
  // Of equally near ones the last wins; of records with one name the first.
  const best = nearest(
    text,
    candidates.toReversed().map(({ folded }) => folded),
  );
  return candidates.find(({ folded }) => folded === best)?.id ?? null;
}

/** The words of the texts that another can be taken for, with the number of records that have each. */
export function naiveVocabulary(
  records: readonly RenderedRecord[],
  start: string,
  limit: number,
): IndexedWord[] {
  const having = records.flatMap(({ words }) => [
    ...new Set(Object.values(words).flatMap((text) => (text === '' ? [] : text.split(' ')))),
  ]);
  return [...Map.groupBy(having, (word) => word)]
    .map(([word, { length }]) => ({ word, count: length }))
    .filter(({ word }) => word.startsWith(start) && /[^0-9]/.test(word) && isOfLength([...word].length))
    .sort((a, b) => compareBytes(a.word, b.word))
    .slice(0, limit);
}

function isOfLength(letters: number): boolean {
  return letters >= MIN_NEAR && letters <= MAX_NEAR;
}
