// A disagreement: accounts that contradict one another, or one that is impossible, side by side.
import { z } from 'zod';
import { Line, Prose, recordFields, Slug, Source, wireFields } from './fields.ts';
import { RecordType } from './record-type.ts';
import { AuthoredSpan, Span } from './span.ts';

const Verdict = z.enum(['open', 'leans', 'settled']).meta({
  id: 'Verdict',
  description: 'Without a source from outside the articles at most `leans`.',
});

export const DisagreementKind = z.enum(['accountsDiffer', 'cannotStand']).meta({
  id: 'DisagreementKind',
  description:
    '`accountsDiffer`: sources say different things. `cannotStand`: what a source says is impossible as it stands.',
});

const AuthoredSubject = z
  .strictObject({ type: RecordType, id: Slug, field: z.string().min(1).max(64).nullable().default(null) })
  .meta({ id: 'AuthoredDisagreementSubject' });

const accountFields = {
  position: Prose.describe('What this account says, in our own words.'),
  heldByIds: z.array(Slug).default([]).describe('Actors or articles that hold it.'),
  evidence: z.array(AuthoredSpan).default([]),
};

const authoredFields = {
  id: Slug,
  kind: DisagreementKind,
  question: Line,
  about: z.array(AuthoredSubject).min(1),
  accounts: z.array(z.strictObject(accountFields)).min(1),
  assessment: z
    .strictObject({ verdict: Verdict, text: Prose.describe('Why, in our own words.') })
    .meta({ id: 'Assessment', description: 'What the editors make of it.' }),
  sources: z.array(Source).default([]),
  ...recordFields,
};

export const AuthoredDisagreement = z.strictObject(authoredFields).meta({ id: 'AuthoredDisagreement' });
export type AuthoredDisagreement = z.output<typeof AuthoredDisagreement>;

export const Disagreement = z
  .object({
    ...wireFields(authoredFields),
    about: z
      .array(
        z
          .object(wireFields(AuthoredSubject.shape))
          .meta({ id: 'DisagreementSubject', description: 'What it is about.' }),
      )
      .describe('The records, and fields, it is about.'),
    accounts: z.array(
      z
        .object({
          ...wireFields(accountFields),
          evidence: z.array(Span).describe('The passages that hold the account.'),
        })
        .meta({ id: 'Account', description: 'One position, who holds it, and the passages that show it.' }),
    ),
  })
  .meta({
    id: 'Disagreement',
    description: 'A question on which accounts differ, or an account that cannot stand.',
  });
export type Disagreement = z.output<typeof Disagreement>;
