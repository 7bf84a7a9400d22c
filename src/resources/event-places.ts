// Where events took place: what is stored, filtered, counted and exported of it.
import { z } from 'zod';
import { countryName } from '../model/countries.ts';
import { type Event, PlacePrecision } from '../model/event.ts';
import { Country } from '../model/fields.ts';
import { codeWords, yesNoLabel } from '../model/labels.ts';
import { vectorOf } from '../model/sphere.ts';
import { CONTROLS } from '../model/strings.ts';
import type { Filter } from '../query/filters/filter.ts';
import { regionFilters } from '../query/filters/region-filters.ts';
import { anyOf, type Levels } from '../query/filters/term-filter.ts';
import { type CsvColumns, codeCell, numberCell, textCell } from './csv-columns.ts';
import { type Facet, multiValued, singleValued } from './facet.ts';
import { type Column, column } from './resource.ts';
import { BooleanText, IdentifierText } from './shared-filters.ts';

/** Degrees, and the unit vector of the point they name, by which the distance to another is told. */
export const placeColumns: Readonly<Record<string, Column<Event>>> = {
  latitude: column('real', ({ place }) => place?.latitude ?? null),
  longitude: column('real', ({ place }) => place?.longitude ?? null),
  x: axisColumn('x'),
  y: axisColumn('y'),
  z: axisColumn('z'),
};

function axisColumn(axis: 'x' | 'y' | 'z'): Column<Event> {
  return column('real', ({ place }) => {
    const { latitude = null, longitude = null } = place ?? {};
    return latitude === null || longitude === null ? null : vectorOf(latitude, longitude)[axis];
  });
}

type Division = NonNullable<Event['place']>['admin'][number];

const DivisionText = z
  .string()
  .max(400)
  .regex(
    new RegExp(`^[^${CONTROLS}]+$`),
    'a division is LEVEL:NAME, such as 1:West Halcyon, or a code, such as HW',
  )
  .meta({ id: 'DivisionText', description: 'A division as `LEVEL:NAME`, or by its code.' });

export const AdminLevel = z.enum(['1', '2', '3']).meta({
  id: 'AdminLevel',
  description: 'A level of administrative divisions: 1 is the first below the country.',
});

/** A facet counts divisions by their names, so that it counts each once. */
const adminLevels: Levels = {
  schema: AdminLevel,
  isOf: (value, level) => value.startsWith(`${level}:`),
};

/** The level and name of a division; its code where it has no name. */
function divisionName({ level, name, code }: Division): string | null {
  const text = name ?? code;
  return text === null ? null : `${level}:${text}`;
}

/** An event is found by the codes of its divisions too. */
function divisionTerms({ place }: Event): (string | null)[] {
  return (place?.admin ?? []).flatMap((division) => [divisionName(division), division.code]);
}

function identifiersOf({ place }: Event): string[] {
  return (place?.identifiers ?? []).map(({ scheme, value }) => `${scheme}:${value}`);
}

export const placeFilters = {
  placeCountry: anyOf<Event>(Country, 'JPN', 'Country where it took place.', ({ place }) => [
    place?.country ?? null,
  ]),
  ...regionFilters('35.68,139.69', '122,24,154,46'),
  located: anyOf<Event>(
    BooleanText,
    'false',
    'Whether its place has coordinates.',
    ({ place }) => [String((place?.latitude ?? null) !== null)],
    { clauseOf: locatedClause },
  ),
  placePrecision: anyOf<Event>(PlacePrecision, 'city', 'How exactly its place is known.', ({ place }) => [
    place?.precision ?? null,
  ]),
  admin: anyOf<Event>(
    DivisionText,
    '1:Tokyo',
    'Took place in this administrative division: `LEVEL:NAME`, such as `1:Tokyo`, or the code that the dataset gives it. Divisions of several countries may have one name: `placeCountry` tells them apart. Repeat it for several.',
    divisionTerms,
    { freeText: true, levels: adminLevels },
  ),
  placeIdentifier: anyOf<Event>(
    IdentifierText,
    'gazetteer:4711',
    'Took place where this identifier of another catalogue says. Repeat it for several.',
    identifiersOf,
    { freeText: true },
  ),
} satisfies Record<string, Filter<Event>>;

function locatedClause(values: readonly string[]): string {
  if (values.length > 1) return 'whose place has coordinates or has none';
  return values[0] === 'true' ? 'whose place has coordinates' : 'whose place has no coordinates';
}

export const placeFacets: Readonly<Record<string, Facet>> = {
  placeCountry: singleValued(countryName),
  located: singleValued(yesNoLabel),
  placePrecision: singleValued(codeWords),
  admin: multiValued((value) => value.replace(/^[1-9]:/, '')),
};

export const placeCells: CsvColumns<Event> = {
  placeName: textCell('Where it took place.', ({ place }) => place?.name ?? null),
  placeCountry: codeCell('Country of the place, ISO 3166-1 alpha-3.', ({ place }) => place?.country ?? null),
  latitude: numberCell('Latitude in degrees.', ({ place }) => place?.latitude ?? null),
  longitude: numberCell('Longitude in degrees.', ({ place }) => place?.longitude ?? null),
  placePrecision: codeCell('How exact the place is.', ({ place }) => place?.precision ?? null),
  placePrecisionAsGiven: textCell(
    'The same in the words or code of the source.',
    ({ place }) => place?.precisionAsGiven ?? null,
  ),
  placeAdmin: textCell(
    'Administrative divisions that the place lies in, as `level:name`, the largest first.',
    ({ place }) => (place?.admin ?? []).map(divisionName),
  ),
  placeAdminCodes: textCell('Their codes, in the same order.', ({ place }) =>
    (place?.admin ?? []).map(({ code }) => code),
  ),
  placeIdentifiers: textCell('The place in other catalogues, as `scheme:value`.', identifiersOf),
};
