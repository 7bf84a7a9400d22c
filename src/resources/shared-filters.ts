// Filters that several resources share, so that one parameter means one thing everywhere.
import { z } from 'zod';
import { CautionKind } from '../model/caution.ts';
import { IdText } from '../model/fields.ts';
import type { Lookup } from '../model/lookup.ts';
import { CONTROLS } from '../model/text.ts';
import type { ResourceName } from '../query/condition.ts';
import { type Filter, modifier, type TermValues } from '../query/filters/filter.ts';
import { allOf, anyOf, noneOf, type TermFilter } from '../query/filters/term-filter.ts';

const IdentifierText = z
  .string()
  .max(240)
  .regex(
    new RegExp(`^[a-z][a-z0-9-]*:[^${CONTROLS}]+$`),
    'an identifier is SCHEME:VALUE, such as acled:RUS123',
  )
  .meta({ id: 'IdentifierText', description: 'An identifier as `scheme:value`.' });

const YesNo = z.enum(['true', 'false']).meta({ id: 'YesNo', description: '`true` or `false`.' });

/** What a list of records is asked about warnings. */
export interface WarningsOf<R> {
  /** Ids of the disagreements about a record, and of those that travel to it. */
  readonly disagreementIds: (record: R, lookup: WarningLookup) => readonly string[];
  /** Kinds of the cautions that it rests on. */
  readonly cautions: (record: R, lookup: WarningLookup) => readonly string[];
}

export type WarningLookup = Pick<Lookup, 'article' | 'disagreementsAbout'>;

/** Of a record that carries its warnings itself. */
export const CARRIED_WARNINGS: WarningsOf<{
  readonly disagreementIds: readonly string[];
  readonly cautions: readonly { readonly kind: string }[];
}> = {
  disagreementIds: ({ disagreementIds }) => disagreementIds,
  cautions: ({ cautions }) => cautions.map(({ kind }) => kind),
};

/** `contested`, `caution`, `cautionNot`, `identifier`: the filters of every list that warnings travel to. */
export function warningFilters<R extends Identified>(
  { disagreementIds, cautions }: WarningsOf<R>,
  words: WarningWords,
): Record<string, Filter<R>> {
  return {
    contested: anyOf(
      YesNo,
      words.contestedExample,
      words.contested,
      (record, lookup) => [String(disagreementIds(record, lookup).length > 0)],
      { wordsOf: contestedWords },
    ),
    caution: anyOf(
      CautionKind,
      'anachronism',
      `${words.cautionVerb} an article with this caution.`,
      cautions,
    ),
    cautionNot: noneOf(
      'caution',
      CautionKind,
      'undated',
      `${words.cautionVerb} no article with this caution.`,
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

interface Identified {
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
}

/** How a resource's warnings are described. */
export interface WarningWords {
  readonly contested: string;
  readonly contestedExample: 'true' | 'false';
  /** What the record does with an article that has a caution. */
  readonly cautionVerb: string;
}

function contestedWords(values: readonly string[]): string {
  if (values.length > 1) return 'contested or not';
  return values[0] === 'true' ? 'that are contested' : 'that are not contested';
}

/**
 * Refers to a record by its id.
 * @param variants narrower relations to it, one of which the parameter `by` chooses.
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

/** An actor in a record, and on whose behalf. */
interface ActorInPart {
  readonly actorId: string;
  readonly onBehalfOfId?: string | null;
}

function families(parts: readonly ActorInPart[], lookup: Lookup): string[] {
  return parts.flatMap(({ actorId, onBehalfOfId }) => [
    ...lookup.family(actorId),
    ...(onBehalfOfId ? lookup.family(onBehalfOfId) : []),
  ]);
}

/** An actor by its id: itself, whoever it acts on behalf of, and their ancestors; `actorMatch=exact` itself only. */
export function actorFilter<R>(
  example: string,
  description: string,
  parts: (record: R, lookup: Lookup) => readonly ActorInPart[],
): TermFilter<R> {
  return anyOf(IdText, example, description, (record, lookup) => families(parts(record, lookup), lookup), {
    refersTo: 'actors',
    variants: {
      by: 'actorMatch',
      values: { exact: (record, lookup) => parts(record, lookup).map(({ actorId }) => actorId) },
    },
  });
}

const ACTOR_VARIANTS = { by: 'actorMatch', values: { exact: null } } as const;

/** `…Not` of an actor filter: reads the fields that it indexes. */
export function actorNotFilter<R>(field: string, example: string, description: string): TermFilter<R> {
  return noneOf(field, IdText, example, description, { refersTo: 'actors', variants: ACTOR_VARIANTS });
}

/** `…All` of an actor filter. */
export function actorAllFilter<R>(field: string, example: string, description: string): TermFilter<R> {
  return allOf(field, IdText, example, description, { refersTo: 'actors', variants: ACTOR_VARIANTS });
}

export function actorMatch(modifies: readonly string[]): Record<'actorMatch', Filter<unknown>> {
  return {
    actorMatch: modifier({
      modifies,
      schema: z
        .enum(['family', 'exact'])
        .meta({ id: 'ActorMatch', description: 'Whom an actor filter matches.' }),
      fallback: 'family',
      example: 'exact',
      description:
        '`family`: the actor, whoever acts on its behalf, and all who belong to it. `exact`: the actor alone.',
    }),
  };
}

/** The countries of actors and of those they act for. */
export function countries(parts: readonly ActorInPart[], lookup: Pick<Lookup, 'actor'>): (string | null)[] {
  return parts.flatMap(({ actorId, onBehalfOfId }) => [
    lookup.actor(actorId)?.country ?? null,
    onBehalfOfId ? (lookup.actor(onBehalfOfId)?.country ?? null) : null,
  ]);
}
