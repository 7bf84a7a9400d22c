// The record of the dataset itself: what it is, how it was made, and which revision is served.

import { z } from 'zod';
import { CodebookSummary } from './codebook/own-codebook.ts';
import { Day, Language, Line, Prose, Sha256, Slug, WebAddress, wireFields } from './fields.ts';
import { AuthoredMeasure, Measure } from './quantity.ts';
import { RECORD_TYPES, type RecordType } from './record-type.ts';

const authoredFields = {
  id: Slug,
  title: Line,
  description: Prose,
  profile: z.enum(['curated', 'open']).meta({
    id: 'Profile',
    description: 'In an `open` dataset titles, gists, documents and offsets may be null.',
  }),
  version: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.+-]{0,31}$/, 'a version such as "1.0.0"'),
  released: Day.nullable().default(null).describe('When this version was released: the date to cite it by.'),
  license: z.strictObject({
    name: Line,
    identifier: Line.nullable().default(null),
    url: WebAddress.nullable().default(null),
    note: Prose.nullable().default(null),
  }),
  languages: z.array(Language).default([]),
  schemes: z.array(z.strictObject({ name: Line, version: Line.nullable().default(null) })).default([]),
  measures: z.array(AuthoredMeasure).max(100).default([]).describe('What the quantities of events measure.'),
  method: z
    .strictObject({
      coder: Line,
      passes: z.int().min(0).max(99),
      guidelines: Line.nullable().default(null),
      note: Prose.nullable().default(null),
    })
    .nullable()
    .default(null),
  coverage: z
    .strictObject({
      from: Day.nullable().default(null),
      to: Day.nullable().default(null),
      scope: Prose,
      notCovered: Prose.nullable().default(null),
    })
    .nullable()
    .default(null),
  citation: Prose.nullable().default(null),
};

export const AuthoredDataset = z.strictObject(authoredFields).meta({ id: 'AuthoredDataset' });
export type AuthoredDataset = z.output<typeof AuthoredDataset>;

/** How much of the articles' texts is served. */
export const Serving = z
  .enum(['none', 'passages', 'full'])
  .meta({ id: 'Serving', description: 'What of the loaded texts is served.' });
export type Serving = z.output<typeof Serving>;

export const Revision = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .meta({
    id: 'Revision',
    description: 'Names the data exactly as served; changes with any load that changes an answer.',
    maxLength: 16,
  });

const count = z.int().min(0);

export const Dataset = z
  .object({
    ...wireFields(authoredFields),
    license: z
      .object(wireFields(authoredFields.license.shape))
      .meta({ id: 'License', description: 'Under what terms the data may be used.' }),
    schemes: z.array(
      z
        .object(wireFields(authoredFields.schemes.unwrap().element.shape))
        .meta({ id: 'Scheme', description: 'A coding scheme that the data use.' }),
    ),
    measures: z.array(Measure),
    codebooks: z.array(CodebookSummary).describe("The code schemes of the dataset's own, by name."),
    method: z
      .object(wireFields(authoredFields.method.unwrap().unwrap().shape))
      .meta({ id: 'Method', description: 'How the data were coded.' })
      .nullable(),
    coverage: z
      .object(wireFields(authoredFields.coverage.unwrap().unwrap().shape))
      .meta({ id: 'Coverage', description: 'What the data cover, and what they do not.' })
      .nullable(),
    contentHash: Sha256.describe(
      'SHA-256 over the authored records: the same data has the same hash anywhere.',
    ),
    revision: Revision,
    counts: z
      .object(
        Object.fromEntries(RECORD_TYPES.map((type) => [`${type}s`, count])) as Record<
          `${RecordType}s`,
          typeof count
        >,
      )
      .meta({ id: 'DatasetCounts', description: 'How many records there are of each type.' }),
    texts: z
      .object({
        loaded: count.describe('Articles whose document was loaded.'),
        total: count,
        served: Serving,
      })
      .meta({
        id: 'DatasetTexts',
        description: "Whether the articles' documents are at hand, and what of them is served.",
      }),
  })
  .meta({ id: 'Dataset', description: 'The dataset that is served.' });
export type Dataset = z.output<typeof Dataset>;
