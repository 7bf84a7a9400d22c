// Values of parameters that the records of a dataset have, so that random requests find something.
import fc from 'fast-check';
import { RESOURCE_NAMES, type ResourceName } from '../../src/query/condition.ts';
import { isTermFilter } from '../../src/query/filters/term-filter.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import type { RenderedRecord } from '../../src/store/port/target.ts';
import { anyText } from './any-text.ts';
import type { KnownIds, KnownTexts } from './arbitrary-requests.ts';
import type { ReferenceContent } from './reference-content.ts';

/** Ids of records and retired ones, by resource. */
export function knownIds({ records, retired }: ReferenceContent): KnownIds {
  return Object.fromEntries(
    RESOURCE_NAMES.map((name) => [
      name,
      [
        ...records[name].map(({ id }) => id),
        ...retired.filter(({ type }) => type === RESOURCES[name].type).map(({ id }) => id),
      ],
    ]),
  );
}

/** What a request for the path may say, by parameter. */
export function knownTexts(content: ReferenceContent): (path: string) => KnownTexts {
  const byResource = Object.fromEntries(
    RESOURCE_NAMES.map((name) => [name, textsOf(content, name)]),
  ) as Record<ResourceName, KnownTexts>;
  const common: KnownTexts = {
    // Short pages, so that lists have several.
    limit: fc.constantFrom('1', '2', '3', '7', '50'),
    size: fc.constantFrom('1', '2', '5', '20'),
    since: fc.constantFrom(...content.revisions.map(({ revision }) => revision)),
  };
  return (path) => {
    const name = path.split('/').findLast((part) => part in byResource) as ResourceName | undefined;
    if (name === 'events') return { ...common, facet: facetsOf(content), ...byResource[name] };
    if (name !== undefined) return { ...common, ...byResource[name] };
    return { ...common, q: fc.oneof(...RESOURCE_NAMES.flatMap((each) => byResource[each].q ?? [])) };
  };
}

/** Every facet of events, and those of schemes, one of which is not there. */
function facetsOf({ codebooks }: ReferenceContent): fc.Arbitrary<string> {
  const schemes = ['cameo', ...codebooks.map(({ scheme }) => scheme), 'rot'].map(
    (scheme) => `code.${scheme}`,
  );
  return fc.oneof(fc.constantFrom(...Object.keys(RESOURCES.events.facets)), fc.constantFrom(...schemes));
}

function textsOf({ records: all }: ReferenceContent, name: ResourceName): KnownTexts {
  const records = all[name];
  const texts: Record<string, fc.Arbitrary<string>> = {};
  for (const [parameter, filter] of Object.entries(RESOURCES[name].filters)) {
    if (!isTermFilter(filter)) continue;
    const fields = filter.allFields(parameter);
    const terms = records.flatMap((record) => record.terms.filter(({ field }) => fields.includes(field)));
    // Not each value once: what many records have is asked for more often.
    if (terms.length === 0) continue;
    const known = fc.constantFrom(...terms.map(({ value }) => value));
    texts[parameter] =
      filter.refersTo === null ? known : fc.oneof({ weight: 9, arbitrary: known }, slipOf(known));
  }
  if (records.length === 0) return texts;
  const dates = datesOf(records);
  const published = datesOf(all.articles);
  const recorded = instantsOf(records);
  const points = pointsOf(records);
  return {
    ...texts,
    ...(points !== null && {
      near: points,
      withinKm: fc.constantFrom('0.001', '1', '40', '900', '20015'),
    }),
    id: fc.constantFrom(...records.map(({ id }) => id)),
    afterEvent: fc.constantFrom(...all.events.map(({ id }) => id), 'no-such-event'),
    q: wordsOf(records),
    in: fc.constantFrom(...Object.keys(RESOURCES[name].texts)),
    ...figureTexts(records),
    ...(dates !== null && { from: dates, to: dates }),
    ...(published !== null && { publishedFrom: published, publishedTo: published }),
    ...(recorded !== null && { recordedFrom: recorded, recordedTo: recorded }),
  };
}

/** Where events took place. */
function pointsOf(records: readonly RenderedRecord[]): fc.Arbitrary<string> | null {
  const points = records.flatMap(({ columns: { latitude, longitude } }) =>
    typeof latitude === 'number' ? [`${latitude},${longitude}`] : [],
  );
  return points.length === 0 ? null : fc.constantFrom(...points);
}

/** Measures and bounds of figures, at figures that there are and beside them. */
function figureTexts(records: readonly RenderedRecord[]): KnownTexts {
  const figures = records.flatMap((record) => record.figures);
  if (figures.length === 0) return {};
  const bound = fc
    .tuple(fc.constantFrom(...figures), fc.constantFrom(-1, 0, 0, 1))
    .map(([{ name, value }, more]) => `${name}:${value + more}`);
  const measure = fc.constantFrom(...figures.map(({ name }) => name));
  return { measure, minQuantity: bound, maxQuantity: bound };
}

/** Days, months and years. */
function datesOf(records: readonly RenderedRecord[]): fc.Arbitrary<string> | null {
  const days = records
    .flatMap(({ columns }) => [columns.earliest, columns.latest])
    .filter((day) => typeof day === 'string' && !/^(0000-00|9999-99)/.test(day)) as string[];
  if (days.length === 0) return null;
  return fc.tuple(fc.constantFrom(...days), fc.constantFrom(4, 7, 10)).map(([day, end]) => day.slice(0, end));
}

/** Instants, days, months and years. */
function instantsOf(records: readonly RenderedRecord[]): fc.Arbitrary<string> | null {
  const known = records.flatMap(({ columns: { recorded } }) =>
    typeof recorded === 'string' ? [recorded] : [],
  );
  if (known.length === 0) return null;
  return fc
    .tuple(fc.constantFrom(...known), fc.constantFrom(4, 7, 10, 20))
    .map(([text, end]) => text.slice(0, end));
}

/** Words that stand in the texts, anywhere and side by side, some with a slip. */
function wordsOf(records: readonly RenderedRecord[]): fc.Arbitrary<string> {
  const texts = records.flatMap(({ words }) => Object.values(words)).filter((text) => text !== '');
  const lists = texts.map((text) => text.split(' '));
  const words = lists.flat();
  const phrase = fc
    .tuple(fc.constantFrom(...lists), fc.nat(1000), fc.integer({ min: 2, max: 4 }))
    .map(([list, at, length]) => list.slice(at % list.length, (at % list.length) + length).join(' '));
  return fc.oneof(
    { weight: 5, arbitrary: anyText(words) },
    { weight: 2, arbitrary: phrase.map((text) => `"${text}"`) },
    { weight: 2, arbitrary: slipOf(fc.constantFrom(...words)) },
  );
}

/** A text with its last letter mistaken, or its first two swapped. */
function slipOf(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    texts.map((text) => `${text.slice(0, -1)}q`),
    texts.map((text) => `${text.slice(1, 2)}${text.slice(0, 1)}${text.slice(2)}`),
  );
}
