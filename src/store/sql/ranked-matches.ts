// Ranks the matches of `q` by relevance. Only some are ranked, those that say the words themselves and the newest, so
// that a word which half of all records contain costs no more than another.
import type { Condition, ResourceName } from '../../query/condition.ts';
import {
  MAX_RANKED,
  MAX_RANKED_WORDS,
  type RankedCount,
  type RankedMatch,
  type RankedMatches,
  type RankedQuery,
} from '../../query/ranked.ts';
import { rank, searchTexts } from '../../query/text/relevance.ts';
import type { TextQuery } from '../../query/text/text-query.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { isOwnWords, textsOfField } from '../../resources/text-fields.ts';
import type { Store } from '../port/store.ts';
import type { StillAsked } from '../port/threads.ts';

/** Others are answered after so many records, or so many words of them: some 5 ms (measured). */
const STEP = { records: 200, words: 10_000 };

/** @param list gives the matches, newest first */
export async function rankedMatches(
  list: Store['list'],
  { resources, conditions, limit }: RankedQuery,
  stillAsked: StillAsked = () => {},
): Promise<RankedMatches> {
  const text = conditions.find((condition) => condition.kind === 'text');
  const query: TextQuery = text?.query ?? { all: [], none: [] };
  const search = { list, query, fields: text?.fields ?? null, stillAsked };
  const best = (matches: readonly RankedMatch[]) => rank(matches, query.all.length, ({ texts }) => texts);
  const found: RankedMatch[] = [];
  const counts: RankedCount[] = [];
  for (const resource of resources) {
    const { matches, more } = await candidates(resource, conditions, search);
    found.push(...best(matches));
    counts.push({ resource, ranked: matches.length, more });
  }
  return { matches: (resources.length === 1 ? found : best(found)).slice(0, limit), counts };
}

/** What matches are looked for by. */
interface Search {
  readonly list: Store['list'];
  readonly query: TextQuery;
  /** The fields searched; null for all. */
  readonly fields: readonly string[] | null;
  readonly stillAsked: StillAsked;
}

/** The matches that are ranked, and whether there are more. */
async function candidates(
  name: ResourceName,
  conditions: readonly Condition[],
  { list, query, fields, stillAsked }: Search,
): Promise<{ matches: readonly RankedMatch[]; more: boolean }> {
  const resource = RESOURCES[name];
  const newest = (wanted: readonly Condition[]) =>
    list({
      resource: name,
      conditions: wanted,
      order: { by: 'key', direction: 'desc' },
      after: null,
      limit: MAX_RANKED,
    });
  const { documents: all, end } = await newest(conditions);
  let documents = all;
  const own = ownFields(resource, fields);
  if (end !== null && own.length > 0) {
    await otherTurns(stillAsked);
    // Else the names around newer records would leave no room for those that say the words themselves.
    const telling = await newest([{ kind: 'text', query, fields: own }, ...conditions]);
    documents = [...new Set([...telling.documents, ...all])].slice(0, MAX_RANKED);
  }
  const matches: RankedMatch[] = [];
  let words = 0;
  let step = 0;
  for (const document of documents) {
    if (words >= MAX_RANKED_WORDS) break;
    const texts = searchTexts(ownWords(resource, JSON.parse(document), fields), query);
    words += texts.reduce((sum, each) => sum + each.words, 0);
    matches.push({ resource: name, document, texts });
    const isPaused = matches.length % STEP.records === 0 || words >= step + STEP.words;
    if (!isPaused) continue;
    step = words;
    await otherTurns(stillAsked);
  }
  return { matches, more: end !== null || matches.length < documents.length };
}

/** Lets others in between, and goes on where somebody still waits for the answer. */
async function otherTurns(stillAsked: StillAsked): Promise<void> {
  await new Promise(setImmediate);
  stillAsked();
}

/** A record's own words in the fields searched; null for all fields. */
function ownWords(resource: AnyResource, record: unknown, fields: readonly string[] | null) {
  const own = ownFields(resource, fields);
  return Object.entries(resource.texts)
    .filter(([name]) => own.includes(name))
    .flatMap(([name, field]) => textsOfField(field, record, () => []).map((text) => ({ field: name, text })));
}

/** The fields searched of a record's own words. */
function ownFields({ texts }: AnyResource, fields: readonly string[] | null): string[] {
  return Object.entries(texts).flatMap(([name, field]) =>
    isOwnWords(field) && (fields === null || fields.includes(name)) ? [name] : [],
  );
}
