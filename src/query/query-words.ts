// The words of `meta.query`, which says how a request was understood. A filter's clause is made from its template here,
// or else from its name, so that a new filter needs no entry.
import type { Order, ResourceName } from './condition.ts';

/** Templates for filters whose name does not say enough, for all lists or for one. `{}` is replaced by the values. */
const CLAUSE_TEMPLATES: Readonly<Record<string, string>> = {
  id: 'with the id {}',
  identifier: 'that carry the identifier {}',
  caution: 'that rest on an article with the caution {}',
  cautionNot: 'that rest on no article with the caution {}',
  type: 'whose type is {}',
  codeAll: 'coded as {}',
  relatedTo: 'related to {}',
  relation: 'by the relation {}',
  actor: 'in which {} takes part',
  actorNot: 'in which {} does not take part',
  actorAll: 'in which {} take part',
  source: 'whose source is {}',
  target: 'whose target is {}',
  sourceCountry: 'with a source from {}',
  targetCountry: 'with a target from {}',
  actorKind: 'in which an actor of the kind {} takes part',
  sourceKind: 'with a source of the kind {}',
  targetKind: 'with a target of the kind {}',
  actorSector: 'in which an actor of the sector {} takes part',
  sourceSector: 'with a source of the sector {}',
  targetSector: 'with a target of the sector {}',
  placeCountry: 'that took place in {}',
  placePrecision: 'whose place is known to the {}',
  admin: 'that took place in the division {}',
  placeIdentifier: 'whose place carries the identifier {}',
  article: 'from the article {}',
  articleLanguage: 'from an article in {}',
  cue: 'with the cue {}',
  speakerAsPrinted: 'whose speaker is printed as {}',
  'events.publisher': 'reported by {}',
  'quotes.publisher': 'published by {}',
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
  quantity: 'that have a figure of {}',
  quantityNot: 'that have no figure of {}',
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

/** The template of a resource's filter; undefined where its name says enough. */
export function clauseTemplate(resource: ResourceName, filter: string): string | undefined {
  return CLAUSE_TEMPLATES[`${resource}.${filter}`] ?? CLAUSE_TEMPLATES[filter];
}

export function fillTemplate(template: string, values: string): string {
  return template.replace('{}', () => values);
}

/** How many values a clause names; the rest are only counted. */
const MAX_NAMED = 5;

/** `a, b and c`; beyond the first few, `a, b, c, d, e and 7 more`. */
export function listWords(items: readonly string[], conjunction: 'and' | 'or'): string {
  const named = items.slice(0, MAX_NAMED);
  const rest = items.length - named.length;
  const parts = rest > 0 ? [...named, `${rest} more`] : named;
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

export function orderWords({ by, direction, measure }: Order): string {
  if (by === 'key') return direction === 'desc' ? 'newest first' : 'oldest first';
  if (by === 'position') return 'in the order of the text';
  if (by === 'quantity') return `by ${measure}, the ${direction === 'desc' ? 'highest' : 'lowest'} first`;
  if (by === 'relevance') return 'most relevant first';
  return `by ${by}${direction === 'desc' ? ', descending' : ''}`;
}
