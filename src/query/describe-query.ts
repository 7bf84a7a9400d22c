// How a list was understood, in words: what `meta.query` says. Pure; every filter has words, known or made from its
// name, so that a new filter needs none.
import { capitalize } from '../model/text.ts';
import type { Order } from './condition.ts';
import { givenDays, givenNear } from './filters/date-filters.ts';
import type { Filters } from './filters/filter.ts';
import type { Asked } from './parameters/list-parameters.ts';
import type { Values } from './parameters/parameters.ts';
import { parseTextQuery, type TextTerm } from './text/text-query.ts';

/** Words for filters whose name does not say enough, for all lists or for one. `{}` is where the values go. */
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

/** How many values are named before the rest are only counted. */
const NAMED = 5;

/**
 * One sentence for a list request.
 * @param values defaults filled in, many-valued ones in a fixed order, so that equal requests read alike.
 * @param order of the list; for counts, the words for what is done with the records.
 */
export function describeQuery(name: string, asked: Asked, values: Values, order: Order | string): string {
  const clauses = Object.entries(asked.filters).flatMap(([parameter, filter]) => {
    const phrase = PHRASES[`${name}.${parameter}`] ?? PHRASES[parameter] ?? plainPhrase(parameter, filter);
    return clauseOf(parameter, filter, phrase, values);
  });
  const dates = dateClauses(asked, values);
  return `${[capitalize(name), [...clauses, ...dates].join(', ')].filter(Boolean).join(' ')}, ${typeof order === 'string' ? order : orderWords(order)}.`;
}

function clauseOf(parameter: string, filter: Filters[string], phrase: string, values: Values): string[] {
  const value = values[parameter];
  if (value === undefined) return [];
  if (filter.kind === 'number') return [fill(phrase, String(value))];
  if (filter.kind === 'text') return [textWords(String(value), values.in)];
  if (filter.kind === 'id') return [fill(phrase, listWords(value as readonly string[], 'or'))];
  if (filter.kind !== 'terms') return [];
  if (parameter === 'contested') return [contestedWords(value as readonly string[])];
  const items = value as readonly string[];
  const words =
    listWords(items, filter.match === 'all' ? 'and' : 'or') + familyWords(filter.variants?.by, values);
  return [fill(phrase, words)];
}

/** What a search asks for: its words as they were understood, and where. */
export function textWords(text: string, fields?: Values[string]): string {
  const { all, none } = parseTextQuery(text);
  const words = (terms: readonly TextTerm[]) =>
    terms.map((term) => `"${term.words.join(' ')}${term.prefix ? '*' : ''}"`);
  const place = fields === undefined ? '' : ` in ${listWords(fields as readonly string[], 'or')}`;
  const without = none.length === 0 ? '' : `, without ${listWords(words(none), 'or')}`;
  if (all.length === 0) return 'with no word that can be searched for';
  return `with the words ${listWords(words(all), 'and')}${without}${place}`;
}

/** Words made from the parameter's name: `quadClass` gives `whose quad class is {}`. */
function plainPhrase(parameter: string, filter: { kind: string; match?: string; bound?: string }): string {
  const words = parameter
    .replace(/^(min|max)(?=[A-Z])|(Not|All)$/g, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  if (filter.kind === 'number')
    return `whose ${words.trim()} is at ${filter.bound === 'min' ? 'least' : 'most'} {}`;
  return `whose ${words.trim()} is ${filter.match === 'none' ? 'not ' : ''}{}`;
}

/** An actor filter matches whoever acts for the actor too, unless it is asked to be exact. */
function familyWords(by: string | undefined, values: Values): string {
  if (by !== 'actorMatch') return '';
  return values.actorMatch === 'exact' ? ' alone' : ' or whoever acts for them';
}

function contestedWords(items: readonly string[]): string {
  if (items.length > 1) return 'contested or not';
  return items[0] === 'true' ? 'that a disagreement is about' : 'that no disagreement is about';
}

function dateClauses({ filters }: Asked, values: Values): string[] {
  const { from, to } = givenDays(filters, values);
  const near = givenNear(filters, values);
  const sure = values.dateMatch === 'certain' ? 'certainly' : 'possibly';
  const undated = values.undated === true ? ' or undated' : '';
  const clauses = [];
  if (from !== null || to !== null) {
    const first = from === null ? '' : ` from ${from.day}`;
    const last = to === null ? '' : ` to ${to.day}`;
    clauses.push(`dated${first}${last} (${sure})${undated}`);
  }
  if (near !== null) {
    const within = values.withinDays === undefined ? '' : ` and within ${values.withinDays} days of it`;
    clauses.push(`dated after ${near}${within} (${sure})${undated}`);
  }
  return clauses;
}

function orderWords({ by, direction }: Order): string {
  if (by === 'key') return direction === 'desc' ? 'newest first' : 'oldest first';
  if (by === 'position') return 'in the order of the text';
  if (by === 'relevance') return 'most relevant first';
  return `by ${by}${direction === 'desc' ? ', descending' : ''}`;
}

/** `a, b and c`, the first few named. */
export function listWords(items: readonly string[], joint: 'and' | 'or'): string {
  const named = items.slice(0, NAMED);
  const rest = items.length - named.length;
  const parts = rest > 0 ? [...named, `${rest} more`] : named;
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${joint} ${last}`;
}

function fill(phrase: string, words: string): string {
  return phrase.replace('{}', () => words);
}
