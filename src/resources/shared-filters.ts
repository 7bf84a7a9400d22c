// Filters that several resources share, so that one parameter means one thing everywhere.
import { z } from 'zod';
import { CautionKind } from '../model/caution.ts';
import { IdText } from '../model/fields.ts';
import type { Lookup } from '../model/lookup.ts';
import { CONTROLS } from '../model/text.ts';
import type { ResourceName } from '../query/condition.ts';
import {
  allOf,
  anyOf,
  type Filter,
  type Modifier,
  noneOf,
  type TermFilter,
  type Values,
} from '../query/filters/filter.ts';

interface Warned {
  readonly cautions: readonly { readonly kind: string }[];
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
}

const IdentifierText = z
  .string()
  .max(240)
  .regex(
    new RegExp(`^[a-z][a-z0-9-]*:[^${CONTROLS}]+$`),
    'an identifier is SCHEME:VALUE, such as acled:RUS123',
  )
  .meta({ id: 'IdentifierText', description: 'An identifier as `scheme:value`.' });

const YesNo = z.enum(['true', 'false']).meta({ id: 'YesNo', description: '`true` or `false`.' });

export function idFilter<R>(example: string): Record<'id', Filter<R>> {
  return { id: { kind: 'id', schema: IdText, example, description: 'Only the records with these ids.' } };
}

export function identifierFilter<R extends Pick<Warned, 'identifiers'>>(): Record<'identifier', Filter<R>> {
  return {
    identifier: anyOf(
      IdentifierText,
      'acled:RUS123',
      'Carries this identifier of another catalogue.',
      (record) => record.identifiers.map(({ scheme, value }) => `${scheme}:${value}`),
      { freeText: true },
    ),
  };
}

/** @param about ids of the disagreements about a record. */
export function contestedFilter<R>(
  example: 'true' | 'false',
  description: string,
  about: (record: R, lookup: Lookup) => readonly string[],
): Record<'contested', Filter<R>> {
  return {
    contested: anyOf(YesNo, example, description, (record, lookup) => [
      String(about(record, lookup).length > 0),
    ]),
  };
}

/** `id`, `contested`, `caution`, `cautionNot`, `identifier`: the filters of every list that warnings travel to. */
export function warningFilters<R extends Warned>(
  exampleId: string,
  disagreementIds: (record: R, lookup: Lookup) => readonly string[],
): Record<string, Filter<R>> {
  return {
    ...idFilter<R>(exampleId),
    ...contestedFilter<R>('true', 'Whether a disagreement is about the record.', disagreementIds),
    caution: anyOf(CautionKind, 'anachronism', 'Rests on an article with this caution.', (record) =>
      record.cautions.map(({ kind }) => kind),
    ),
    cautionNot: noneOf('caution', CautionKind, 'undated', 'Rests on no article with this caution.'),
    ...identifierFilter<R>(),
  };
}

/** Refers to a record by its id. */
export function refersTo<R>(
  resource: ResourceName,
  example: string,
  description: string,
  values: Values<R>,
): TermFilter<R> {
  return anyOf(IdText, example, description, values, { refersTo: resource });
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

export function actorMatch(of: readonly string[]): Record<'actorMatch', Modifier> {
  return {
    actorMatch: {
      kind: 'modifier',
      of,
      schema: z
        .enum(['family', 'exact'])
        .meta({ id: 'ActorMatch', description: 'Whom an actor filter matches.' }),
      fallback: 'family',
      example: 'exact',
      description:
        '`family`: the actor, whoever acts on its behalf, and all who belong to it. `exact`: the actor alone.',
    },
  };
}

/** The countries of actors and of those they act for. */
export function countries(parts: readonly ActorInPart[], lookup: Pick<Lookup, 'actor'>): (string | null)[] {
  return parts.flatMap(({ actorId, onBehalfOfId }) => [
    lookup.actor(actorId)?.country ?? null,
    onBehalfOfId ? (lookup.actor(onBehalfOfId)?.country ?? null) : null,
  ]);
}
