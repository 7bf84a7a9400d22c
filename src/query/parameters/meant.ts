// What was probably meant by a name or value that there is not: another spelling, a synonym, a slip of the finger. Null
// where nothing is likely enough.
import { countryMeant } from '../../model/countries.ts';
import { nearest } from './nearest.ts';
import { PARAMETER_SYNONYMS, VALUE_SYNONYMS } from './synonyms.ts';

/** Longer ones are no names that somebody meant. */
const MAX_LENGTH = 64;

/** The names of parameters that a name likely means, the best first: several where `date` means `from` and `to`. */
export function namesMeant(given: string, known: readonly string[]): readonly string[] {
  const name = unwrapped(given.slice(0, MAX_LENGTH));
  const excluded = known.find((each) => `${squash(name)}not` === squash(each));
  if (given.endsWith('!') && excluded !== undefined) return [excluded];
  const same = sameName(name, known);
  if (same !== null) return [same];
  const meant = synonyms(PARAMETER_SYNONYMS, forms(name), known);
  if (meant.length > 0) return meant;
  const near = nearest(name, known);
  return near === null ? [] : [near];
}

/** The value of a closed list that a text likely means. */
export function valueMeant(given: string, options: readonly string[]): string | null {
  const text = given.slice(0, MAX_LENGTH);
  const country = countryMeant(text);
  if (country !== null && options.includes(country)) return country;
  const sign = text.startsWith('-') ? '-' : '';
  return (
    sameName(text, options) ??
    synonyms(VALUE_SYNONYMS, forms(text), options)[0] ??
    synonyms(PARAMETER_SYNONYMS, forms(text), options)[0] ??
    nearest(
      text,
      options.filter((option) => option.startsWith(sign)),
    ) ??
    null
  );
}

/** `filter[type]` and `where.type` are `type`. */
function unwrapped(name: string): string {
  return /^(?:filter|filters|where|query|params?)(?:\[|\.|__)(\w+)\]?$/i.exec(name)?.[1] ?? name;
}

/** Letters and digits, with a leading minus, by which lists are sorted downwards. */
function squash(text: string): string {
  const sign = text.startsWith('-') ? '-' : '';
  return sign + text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** A word, its singular, and what is left without `Id` or `Name`. */
function forms(text: string): readonly string[] {
  const word = squash(text);
  const singular = word.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');
  return [...new Set([word, singular, singular.replace(/(?<=.{3})(ids?|names?)$/, '')])];
}

/** The name that differs in case, signs or number alone. */
function sameName(text: string, known: readonly string[]): string | null {
  for (const form of forms(text)) {
    const same = known.find((each) => squash(each) === form) ?? known.find((each) => forms(each)[1] === form);
    if (same !== undefined) return same;
  }
  return null;
}

function synonyms(
  rows: readonly (readonly [meant: string, typed: string])[],
  words: readonly string[],
  known: readonly string[],
): readonly string[] {
  for (const word of words)
    for (const [meant, typed] of rows) {
      if (!typed.split(' ').includes(word)) continue;
      const there = meant.split(' ').filter((name) => known.includes(name));
      if (there.length > 0) return there;
    }
  return [];
}
