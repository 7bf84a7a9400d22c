// An event: one kind of act, by one side towards another, on one occasion.
import { z } from 'zod';
import { warningFields } from './caution.ts';
import { AuthoredScore, CodeReference, QuadClass, Score } from './codebook/event-codes.ts';
import { PloverContext, PloverMode, PloverType } from './codebook/plover.ts';
import {
  Confidence,
  Country,
  Instant,
  Line,
  Prose,
  recordFields,
  ShortCode,
  Slug,
  wireFields,
} from './fields.ts';
import { AuthoredFuzzyDate, FuzzyDate } from './fuzzy-date.ts';
import { AuthoredQuantity, Quantity } from './quantity.ts';
import { AuthoredSpan, Span } from './span.ts';

export const EventStatus = z
  .enum(['occurred', 'ongoing', 'planned', 'hypothetical', 'alleged', 'denied'])
  .meta({
    id: 'EventStatus',
    description: 'Whether the act is done. What is only feared or conditional is `hypothetical`.',
  });

export const ParticipantRole = z.enum(['source', 'target', 'participant', 'affected', 'associate']).meta({
  id: 'ParticipantRole',
  description:
    '`source` acts, `target` is acted upon, `participant` takes part equally, `affected` bears the effects, ' +
    '`associate` stands with a side.',
});
export type ParticipantRole = z.output<typeof ParticipantRole>;

export const Relation = z
  .enum(['respondsTo', 'partOf', 'concerns'])
  .meta({ id: 'Relation', description: 'How an event stands to another.' });

export const PlacePrecision = z
  .enum(['site', 'city', 'region', 'country', 'area'])
  .meta({ id: 'PlacePrecision', description: 'How exactly the place is known.' });

const AuthoredDivision = z
  .strictObject({
    level: z.int().min(1).max(9).describe('1 for the first level below the country.'),
    name: Line.nullable().default(null),
    code: ShortCode.nullable().default(null).describe('Its code in the source, as text.'),
  })
  .meta({ id: 'AuthoredDivision' });

const Division = z
  .object(wireFields(AuthoredDivision.shape))
  .meta({ id: 'Division', description: 'An administrative division that a place lies in.' });

const AuthoredPlace = z
  .strictObject({
    name: Line,
    country: Country.nullable().default(null),
    latitude: z.number().min(-90).max(90).nullable().default(null),
    longitude: z.number().min(-180).max(180).nullable().default(null),
    precision: PlacePrecision.nullable().default(null),
    precisionAsGiven: Line.nullable()
      .default(null)
      .describe('The precision in the words or code of the source.'),
    admin: z
      .array(AuthoredDivision)
      .max(9)
      .default([])
      .describe('The divisions it lies in, the largest first.'),
    identifiers: recordFields.identifiers,
  })
  .meta({ id: 'AuthoredPlace' });

const WirePlace = z
  .object({ ...wireFields(AuthoredPlace.shape), admin: z.array(Division) })
  .meta({ id: 'Place', description: 'Where the act took place, as far as the articles say.' });

const Side = z.enum(['a', 'b']).meta({
  id: 'Side',
  description:
    'One of two sides that stand against each other, where a source tells them apart but no direction.',
});

const AuthoredParticipant = z
  .strictObject({
    actorId: Slug,
    role: ParticipantRole,
    onBehalfOfId: Slug.nullable().default(null),
    side: Side.nullable().default(null),
    asPrinted: Line.nullable().default(null).describe('The actor as the source names it here.'),
  })
  .meta({ id: 'AuthoredParticipant' });

const WireParticipant = z
  .object({
    ...wireFields(AuthoredParticipant.shape),
    onBehalfOfId: Slug.nullable().describe(
      'The body or state that the actor speaks or acts for in this act.',
    ),
  })
  .meta({ id: 'Participant', description: 'An actor in the event, and on whose behalf.' });

const reportFields = {
  span: AuthoredSpan.nullable().default(null),
  outlet: Line.nullable()
    .default(null)
    .describe('Who reports it, where no article is known: an open dataset may name an outlet instead.'),
  quoteIds: z.array(Slug).default([]).describe('Quotes by which the article reports the event.'),
  voice: z
    .enum(['article', 'attributed'])
    .meta({ id: 'ReportVoice', description: "Whether in the article's own voice, or attributed to others." })
    .default('article'),
  byIds: z.array(Slug).default([]).describe('To whom an attributed report is attributed.'),
  stance: z
    .enum(['asserts', 'denies', 'anticipates'])
    .meta({ id: 'ReportStance', description: 'Whether the article says that it happened, did not, or will.' })
    .default('asserts'),
};

export const EventReport = z
  .object({
    ...wireFields(reportFields),
    span: Span.nullable().describe(
      'The passage; null where the report names an outlet instead of an article.',
    ),
  })
  .meta({
    id: 'EventReport',
    description: "One article's or outlet's version of an event: the mention level.",
  });

const RelatedEvent = z
  .strictObject({ eventId: Slug, relation: Relation })
  .meta({ id: 'RelatedEvent', description: 'Another event, and how this one stands to it.' });

const actFields = {
  id: Slug,
  title: Line.nullable().default(null),
  summary: Prose.nullable().default(null).describe('What happened, in our own words.'),
  type: PloverType.nullable().default(null),
  modes: z.array(PloverMode).default([]).describe('PLOVER modes of the type.'),
  contexts: z.array(PloverContext).default([]).describe('PLOVER contexts of the act.'),
  codes: z.array(CodeReference).default([]).describe('Codes of the act in other schemes.'),
};

const occasionFields = {
  date: AuthoredFuzzyDate,
  status: EventStatus,
  statusAsOf: AuthoredFuzzyDate.default({ edtf: null, basis: null, time: null, note: null }),
  place: AuthoredPlace.nullable().default(null),
  participants: z.array(AuthoredParticipant).default([]),
  quantities: z.array(AuthoredQuantity).max(100).default([]).describe('What was counted or measured of it.'),
  reports: z.array(z.strictObject(reportFields)).default([]),
  related: z.array(RelatedEvent).default([]),
  confidence: Confidence.nullable().default(null),
  recorded: Instant.nullable().default(null).describe('When the source made or last changed its record.'),
  ...recordFields,
};

export const AuthoredEvent = z
  .strictObject({
    ...actFields,
    scores: z
      .array(AuthoredScore)
      .default([])
      .describe('Scores as the source gives them; what follows from the codes is added beside them.'),
    ...occasionFields,
  })
  .meta({ id: 'AuthoredEvent' });
export type AuthoredEvent = z.output<typeof AuthoredEvent>;

export const Event = z
  .object({
    ...wireFields(actFields),
    quadClass: QuadClass.nullable(),
    scores: z
      .array(Score)
      .describe(
        'Intensity by scale: what follows from the codes, then what the source gives. Scores rate the code, never the incident.',
      ),
    ...wireFields(occasionFields),
    date: FuzzyDate,
    statusAsOf: FuzzyDate,
    place: WirePlace.nullable(),
    participants: z.array(WireParticipant),
    quantities: z.array(Quantity),
    reports: z.array(EventReport),
    articleIds: z.array(Slug).describe('Articles that report the event.'),
    ...warningFields,
  })
  .meta({ id: 'Event', description: 'One kind of act, by one side towards another, on one occasion.' });
export type Event = z.output<typeof Event>;
