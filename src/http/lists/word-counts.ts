// What each word of a query that found nothing would find alone, and which words are there instead of one that is not.
import type { ResourceName } from '../../query/condition.ts';
import { beginnings, canBeMistyped, type IndexedWord, nearestWords } from '../../query/text/near-words.ts';
import type { TextQuery, TextTerm } from '../../query/text/text-query.ts';
import type { Store } from '../../store/port/store.ts';
import { WITHOUT_CAP, type WordCount } from '../contract/response-schemas.ts';

/** Words compared for each beginning of a word: edit distance takes about 1 µs for each. */
const CANDIDATES = 300;
/** Words of a query for which others are looked for. */
const MAX_SOUGHT = 5;

/** The resources that were searched, and how many of their records a query finds, at most one more than the cap. */
interface Searched {
  readonly resources: readonly ResourceName[];
  readonly count: (text: TextQuery, cap: number) => Promise<number>;
}

export async function wordCounts(
  { all }: TextQuery,
  { resources, count }: Searched,
  store: Store,
): Promise<WordCount[]> {
  let sought = 0;
  const counts: WordCount[] = [];
  for (const term of all) {
    const found = await count({ all: [term], none: [] }, WITHOUT_CAP + 1);
    const near: string[] = [];
    for (const word of found > 0 ? [] : completeWords(term)) {
      if (sought === MAX_SOUGHT) break;
      if (!canBeMistyped(word)) continue;
      sought += 1;
      near.push(...(await wordsNear(word, resources, store)));
    }
    counts.push({
      word: term.typed,
      count: Math.min(found, WITHOUT_CAP),
      capped: found > WITHOUT_CAP,
      near,
    });
  }
  return counts;
}

/** The beginning of a word may be that of many. */
function completeWords({ words, prefix }: TextTerm): readonly string[] {
  return prefix ? words.slice(0, -1) : words;
}

/** None where the word itself is there, though not in what was searched. */
async function wordsNear(word: string, resources: readonly ResourceName[], store: Store): Promise<string[]> {
  const candidates: IndexedWord[] = [];
  for (const resource of resources) {
    const [first] = await store.vocabulary(resource, word, 1);
    if (first?.word === word) return [];
    for (const start of beginnings(word))
      candidates.push(...(await store.vocabulary(resource, start, CANDIDATES)));
  }
  return nearestWords(word, candidates);
}
