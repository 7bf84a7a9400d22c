// Filters that several resources share, so that one parameter means one thing everywhere.
import { z } from 'zod';
import type { AuthoredActor } from '../model/actor.ts';
import { CautionKind } from '../model/caution.ts';
import { IdText, Language, LineText, type recordFields } from '../model/fields.ts';
import { fuzzyDate } from '../model/fuzzy-date.ts';
import type { Lookup } from '../model/lookup.ts';
import { CONTROLS } from '../model/strings.ts';
import type { ResourceName } from '../query/condition.ts';
import { dayRangeFilters } from '../query/filters/day-range-filter.ts';
import { type Filter, modifier, type TermValues } from '../query/filters/filter.ts';
import { allOf, anyOf, noneOf, type TermFilter } from '../query/filters/term-filter.ts';

export const IdentifierText = z
  .string()
  .max(240)
  .regex(
    new RegExp(`^[a-z][a-z0-9-]*:[^${CONTROLS}]+$`),
    'an identifier is SCHEME:VALUE, such as acled:RUS123',
  )
  .meta({ id: 'IdentifierText', description: 'An identifier as `scheme:value`.' });

export const BooleanText = z.enum(['true', 'false']).meta({ id: 'YesNo', description: '`true` or `false`.' });

/** How the warnings of a record are read. */
export interface WarningsOf<R> {
  /** Ids of the disagreements about the record, and of those that it shares with its article or statement. */
  readonly disagreementIds: (record: R, lookup: WarningLookup) => readonly string[];
  /** Kinds of the cautions of the articles that it rests on. */
  readonly cautions: (record: R, lookup: WarningLookup) => readonly string[];
}

export type WarningLookup = Pick<Lookup, 'article' | 'disagreementsAbout'>;

/** For records that contain their warnings. */
export const OWN_WARNINGS: WarningsOf<{
  readonly disagreementIds: readonly string[];
  readonly cautions: readonly { readonly kind: string }[];
}> = {
  disagreementIds: ({ disagreementIds }) => disagreementIds,
  cautions: ({ cautions }) => cautions.map(({ kind }) => kind),
};

/** What `include=disagreements` adds to records that contain their warnings. */
export const OWN_DISAGREEMENTS = {
  disagreements: {
    resource: 'disagreements' as const,
    ids: ({ disagreementIds }: { readonly disagreementIds: readonly string[] }) => disagreementIds,
  },
};

/** The filters of every list by warnings and by identifier: `contested`, `caution`, `cautionNot`, `identifier`. */
export function warningFilters<R extends Identified>(
  { disagreementIds, cautions }: WarningsOf<R>,
  descriptions: WarningDescriptions,
): Record<string, Filter<R>> {
  return {
    contested: anyOf(
      BooleanText,
      descriptions.contestedExample,
      descriptions.contested,
      (record, lookup) => [String(disagreementIds(record, lookup).length > 0)],
      { clauseOf: contestedClause },
    ),
    caution: anyOf(
      CautionKind,
      'anachronism',
      `${descriptions.cautionVerb} an article with this caution.`,
      cautions,
    ),
    cautionNot: noneOf(
      'caution',
      CautionKind,
      'undated',
      `${descriptions.cautionVerb} no article with this caution.`,
    ),
    identifier: anyOf(
      IdentifierText,
      'acled:RUS123',
      'Carries this identifier of another catalogue.',
      ({ identifiers }) => identifiers.map(({ scheme, value }) => `${scheme}:${value}`),
      { freeText: true },
    ),
  };
}

/** What every record has. */
export interface Identified extends z.output<z.ZodObject<typeof recordFields>> {
  readonly id: string;
}

/** How the document describes a resource's filters by warnings. */
export interface WarningDescriptions {
  readonly contested: string;
  readonly contestedExample: 'true' | 'false';
  /** How a record relates to an article with a caution: `Rests on`. */
  readonly cautionVerb: string;
}

function contestedClause(values: readonly string[]): string {
  if (values.length > 1) return 'contested or not';
  return values[0] === 'true' ? 'that are contested' : 'that are not contested';
}

/**
 * A filter by the id of another record.
 * @param variants narrower relations to that record, which the parameter `by` selects.
 */
export function refersTo<R>(
  resource: ResourceName,
  example: string,
  description: string,
  values: TermValues<R>,
  variants?: { readonly by: string; readonly values: Readonly<Record<string, TermValues<R>>> },
): TermFilter<R> {
  return anyOf(IdText, example, description, values, {
    refersTo: resource,
    ...(variants !== undefined && { variants }),
  });
}

/** An actor that takes part in something, and on whose behalf. */
interface Participation {
  readonly actorId: string;
  readonly onBehalfOfId?: string | null;
}

/** The actors, those on whose behalf they act, and the ancestors of all of them. */
function families(actors: readonly Participation[], lookup: Lookup): string[] {
  return actors.flatMap(({ actorId, onBehalfOfId }) => [
    ...lookup.family(actorId),
    ...(onBehalfOfId ? lookup.family(onBehalfOfId) : []),
  ]);
}

/** A filter by actor: it also matches those who act for the actor or belong to it, unless `actorMatch=exact`. */
export function actorFilter<R>(
  example: string,
  description: string,
  actorsOf: (record: R, lookup: Lookup) => readonly Participation[],
): TermFilter<R> {
  return anyOf(IdText, example, description, (record, lookup) => families(actorsOf(record, lookup), lookup), {
    refersTo: 'actors',
    variants: {
      by: 'actorMatch',
      values: { exact: (record, lookup) => actorsOf(record, lookup).map(({ actorId }) => actorId) },
    },
  });
}

const ACTOR_VARIANTS = { by: 'actorMatch', values: { exact: null } } as const;

/** `…Not` of an actor filter, over the fields that the actor filter indexes. */
export function actorNotFilter<R>(field: string, example: string, description: string): TermFilter<R> {
  return noneOf(field, IdText, example, description, { refersTo: 'actors', variants: ACTOR_VARIANTS });
}

/** `…All` of an actor filter, over the fields that the actor filter indexes. */
export function actorAllFilter<R>(field: string, example: string, description: string): TermFilter<R> {
  return allOf(field, IdText, example, description, { refersTo: 'actors', variants: ACTOR_VARIANTS });
}

/** @param modifies the actor filters of the list, by parameter. */
export function actorMatch(modifies: readonly string[]): Record<'actorMatch', Filter<unknown>> {
  return {
    actorMatch: modifier({
      modifies,
      schema: z
        .enum(['family', 'exact'])
        .meta({ id: 'ActorMatch', description: 'Whom an actor filter matches.' }),
      defaultValue: 'family',
      example: 'exact',
      description:
        '`family`: the actor, whoever acts on its behalf, and all who belong to it. `exact`: the actor alone.',
    }),
  };
}

/** The speakers of a quote or statement, as `actorFilter` takes them. */
export function speakersOf({ speakerIds }: { readonly speakerIds: readonly string[] }): Participation[] {
  return speakerIds.map((actorId) => ({ actorId }));
}

/**
 * The filters of what articles report or carry, by the articles: `publisher`, `articleLanguage`, `publishedFrom`,
 * `publishedTo`.
 * @param outlets of a record that names who reports it where no article is known
 */
export function articleFilters<R>(
  subject: string,
  articleIds: (record: R) => readonly string[],
  outlets?: (record: R) => readonly (string | null)[],
): Record<string, Filter<R>> {
  const articles = (record: R, lookup: Lookup) =>
    articleIds(record).flatMap((id) => lookup.article(id) ?? []);
  return {
    publisher: anyOf(
      LineText,
      'Example Gazette',
      `Publisher of an article that ${subject}, exactly as stated${outlets === undefined ? '' : ', or outlet that does where no article is known'}.`,
      (record, lookup) => [
        ...articles(record, lookup).map(({ publisher }) => publisher),
        ...(outlets?.(record) ?? []),
      ],
      { freeText: true },
    ),
    articleLanguage: anyOf(Language, 'en', `Language of an article that ${subject}.`, (record, lookup) =>
      articles(record, lookup).map(({ language }) => language),
    ),
    ...dayRangeFilters<R>({
      field: 'published',
      names: ['publishedFrom', 'publishedTo'],
      examples: ['2023-12', '2024-03'],
      subject: `an article that ${subject} was published or could have been`,
      clause: 'in an article published',
      ranges: (record, lookup) => articles(record, lookup).map(({ published }) => fuzzyDate(published)),
      seconds: null,
    }),
  };
}

/** Actors and those they act for, as far as they are known. */
export function actorsBehind(
  actors: readonly Participation[],
  lookup: Pick<Lookup, 'actor'>,
): AuthoredActor[] {
  return actors
    .flatMap(({ actorId, onBehalfOfId }) => [actorId, onBehalfOfId ?? null])
    .map((id) => (id === null ? null : lookup.actor(id)))
    .filter((actor) => actor !== null);
}

/** The countries of actors and of those they act for. */
export function countries(
  actors: readonly Participation[],
  lookup: Pick<Lookup, 'actor'>,
): (string | null)[] {
  return actorsBehind(actors, lookup).map(({ country }) => country);
}
