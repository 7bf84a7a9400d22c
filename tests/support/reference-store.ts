// The store that says what is right: it holds every record in memory, looks at each for every question, and is slow.
// What it answers rests on docs/search.md, docs/dates.md and the port's own words, and on no index.
import { CodeTree } from '../../src/model/codebook/own-codebook.ts';
import { RESOURCE_NAMES, type ResourceName } from '../../src/query/condition.ts';
import type { Store } from '../../src/store/port/store.ts';
import type { RenderedRecord } from '../../src/store/port/target.ts';
import { rankedMatches } from '../../src/store/sql/ranked-matches.ts';
import { naiveChanges } from './naive-changes.ts';
import { naiveDateCounts, naiveFacetCounts, naivePairs } from './naive-counts.ts';
import { inKeyOrder } from './naive-keys.ts';
import { naiveMatches } from './naive-lists.ts';
import { naiveAnnotations, naivePage } from './naive-pages.ts';
import { naiveSuggestion, naiveVocabulary } from './naive-words.ts';
import { compareBytes } from './records.ts';
import type { ReferenceContent } from './reference-content.ts';

let openings = 0;

export function referenceStore(content: ReferenceContent): Store {
  const { meta, annotations, texts, retired } = content;
  const records = Object.fromEntries(
    RESOURCE_NAMES.map((name) => [name, inKeyOrder(content.records[name])]),
  ) as Record<ResourceName, readonly RenderedRecord[]>;
  const list: Store['list'] = async (query) => naivePage(records[query.resource], query);
  openings += 1;
  return {
    revision: meta.revision,
    opening: openings,
    integrity: () => 'intact',
    textsLoaded: meta.textsLoaded,
    dataset: async () => meta.dataset,
    codebook: async (scheme) => {
      const found = content.codebooks.find((each) => each.scheme === scheme);
      return found === undefined ? null : new CodeTree(found);
    },
    get: async (resource, id) => records[resource].find((record) => record.id === id)?.document ?? null,
    getMany: async (resource, ids) =>
      records[resource]
        .filter(({ id }) => ids.includes(id))
        .toSorted((a, b) => compareBytes(a.id, b.id))
        .map(({ document }) => document),
    list,
    count: async (resource, conditions, cap) =>
      Math.min(cap ?? Number.POSITIVE_INFINITY, naiveMatches(records[resource], conditions).length),
    // Which records are ranked, and how, is said once for all engines: they only list.
    ranked: (query, stillAsked) => rankedMatches(list, query, stillAsked),
    countFacets: async (query) => naiveFacetCounts(records[query.resource], query),
    countDates: async (query) => naiveDateCounts(records[query.resource], query),
    countPairs: async (query) => {
      const { pairs, unpaired } = naivePairs(records.events, query);
      return { pairs: pairs.slice(query.start, query.start + query.limit), total: pairs.length, unpaired };
    },
    unknown: async (resource, ids) =>
      [...new Set(ids)].filter((id) => !records[resource].some((record) => record.id === id)),
    suggest: async (resource, text) => naiveSuggestion(records[resource], text),
    vocabulary: async (resource, start, limit) => naiveVocabulary(records[resource], start, limit),
    retired: async (type, id) => {
      const found = retired.find((each) => each.type === type && each.id === id);
      return found === undefined ? null : { successorId: found.successorId, reason: found.reason };
    },
    changes: async (query) => naiveChanges(content, query),
    annotations: async (articleId, start, limit) =>
      naiveAnnotations(annotations.get(articleId) ?? [], start, limit),
    text: async (articleId, start, end) => {
      const text = texts.get(articleId);
      return text === undefined ? null : [...text].slice(start, end).join('');
    },
    check: async () => {},
    lease: () => () => {},
    close: async () => {},
  };
}
