// An actor: a person or body that acts or speaks. Titles are recorded as an article states them.
import { z } from 'zod';
import { warningFields } from './caution.ts';
import { Sector } from './codebook/sector.ts';
import { Country, Line, Prose, recordFields, Slug, Source, wireFields } from './fields.ts';
import { AuthoredFuzzyDate, FuzzyDate } from './fuzzy-date.ts';
import { AuthoredSpan, Span } from './span.ts';

export const ActorKind = z
  .enum(['person', 'state', 'government', 'body', 'organization', 'media', 'group', 'unnamed'])
  .meta({
    id: 'ActorKind',
    description: '`body` is an institution of a state; `unnamed` an official cited without a name.',
  });
export type ActorKind = z.output<typeof ActorKind>;

const roleFields = {
  title: Line.describe('The title as an article states it.'),
  organizationId: Slug.nullable().default(null).describe('The actor in whose service the title is held.'),
  held: AuthoredFuzzyDate.describe('When the title is known to have been held.'),
  evidence: z.array(AuthoredSpan).default([]),
  sources: z.array(Source).default([]),
};

const authoredFields = {
  id: Slug,
  name: Line,
  kind: ActorKind,
  country: Country.nullable().default(null),
  sectors: z
    .array(Sector)
    .default([])
    .describe("PLOVER sector codes, or codes of schemes of the dataset's own as `scheme:code`."),
  aliases: z.array(Line).default([]).describe('Other names, as printed.'),
  description: Prose.nullable().default(null),
  parentId: Slug.nullable().default(null).describe('The actor it is part of or serves.'),
  roles: z.array(z.strictObject(roleFields)).default([]),
  ...recordFields,
};

export const AuthoredActor = z.strictObject(authoredFields).meta({ id: 'AuthoredActor' });
export type AuthoredActor = z.output<typeof AuthoredActor>;

const ActorRole = z
  .object({
    ...wireFields(roleFields),
    held: FuzzyDate,
    evidence: z.array(Span).describe('Where the title is stated.'),
  })
  .meta({ id: 'ActorRole', description: 'A title, as an article states it.' });

export const Actor = z
  .object({
    ...wireFields(authoredFields),
    roles: z.array(ActorRole),
    ...warningFields,
    counts: z
      .object({
        eventsAsSource: z.int().min(0),
        eventsAsTarget: z.int().min(0),
        quotes: z.int().min(0),
        statements: z.int().min(0),
      })
      .meta({
        id: 'ActorCounts',
        description: 'Records that name the actor itself, not those who act for it.',
      }),
  })
  .meta({ id: 'Actor', description: 'A person, institution, state or unnamed official who acts or speaks.' });
export type Actor = z.output<typeof Actor>;
