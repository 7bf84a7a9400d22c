// The words of `meta.query`, which says how a request was understood. Every filter has some: a phrase of its own here,
// or one made from its name, so that a new filter needs none.
import type { Order, ResourceName } from './condition.ts';

/** Phrases where a filter's name does not say enough, for all lists or for one. `{}` is where the values go. */
const PHRASES: Readonly<Record<string, string>> = {
  id: 'with the id {}',
  identifier: 'that carry the identifier {}',
  caution: 'that rest on an article with the caution {}',
  cautionNot: 'that rest on no article with the caution {}',
  type: 'whose type is {}',
  relatedTo: 'related to {}',
  relation: 'by the relation {}',
  actor: 'in which {} takes part',
  actorNot: 'in which {} does not take part',
  actorAll: 'in which {} take part',
  source: 'whose source is {}',
  target: 'whose target is {}',
  sourceCountry: 'with a source from {}',
  targetCountry: 'with a target from {}',
  placeCountry: 'that took place in {}',
  article: 'from the article {}',
  event: 'about or performing the event {}',
  eventRole: 'in the role {}',
  speaker: 'said by {}',
  speakerNot: 'not said by {}',
  speakerCountry: 'by a speaker from {}',
  via: 'passed on by {}',
  addressee: 'addressed to {}',
  statement: 'that render the statement {}',
  attribution: 'attributed by {}',
  parent: 'that belong to {}',
  about: 'about {}',
  minRenditions: 'with at least {} renditions',
  minPlover: 'whose PLOVER score is at least {}',
  maxPlover: 'whose PLOVER score is at most {}',
  minGoldstein: 'whose Goldstein score is at least {}',
  maxGoldstein: 'whose Goldstein score is at most {}',
  'articles.actor': 'that report an act of {}, or quote it',
  'articles.event': 'that report the event {}',
  'articles.caution': 'with the caution {}',
  'articles.cautionNot': 'without the caution {}',
  'disagreements.article': 'about the article {}, or with evidence from it',
  'disagreements.actor': 'about {}, or with an account that it holds',
};

/** The phrase of a resource's filter; undefined where its name says enough. */
export function phraseOf(resource: ResourceName, filter: string): string | undefined {
  return PHRASES[`${resource}.${filter}`] ?? PHRASES[filter];
}

export function filled(phrase: string, values: string): string {
  return phrase.replace('{}', () => values);
}

/** How many values are named before the rest are only counted. */
const NAMED = 5;

/** `a, b and c`, the first few named. */
export function listWords(items: readonly string[], joint: 'and' | 'or'): string {
  const named = items.slice(0, NAMED);
  const rest = items.length - named.length;
  const parts = rest > 0 ? [...named, `${rest} more`] : named;
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${joint} ${last}`;
}

export function orderWords({ by, direction }: Order): string {
  if (by === 'key') return direction === 'desc' ? 'newest first' : 'oldest first';
  if (by === 'position') return 'in the order of the text';
  if (by === 'relevance') return 'most relevant first';
  return `by ${by}${direction === 'desc' ? ', descending' : ''}`;
}
