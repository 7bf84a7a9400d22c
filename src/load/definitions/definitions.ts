// The definitions of everything that a dataset may hold: the one place in load that lists the types of record.
import { AuthoredDataset } from '../../model/dataset.ts';
import type { RecordType } from '../../model/record-type.ts';
import { AuthoredRetired } from '../../model/retired.ts';
import type { RawType } from '../read/raw-record.ts';
import { type OpenPath, spanPathsOf } from '../read/value-paths.ts';
import { actor } from './actor-definition.ts';
import { article } from './article-definition.ts';
import { codebook } from './codebook-definition.ts';
import type { AnyDefinition, AnyRecordDefinition, Definition } from './definition.ts';
import { disagreement } from './disagreement-definition.ts';
import { event } from './event-definition.ts';
import { quote } from './quote-definition.ts';
import { repeated, when } from './rules.ts';
import { statement } from './statement-definition.ts';

/** Ordered as an article lists notes on the same passage. */
export const RECORD_DEFINITIONS: Readonly<Record<RecordType, AnyRecordDefinition>> = {
  article,
  event,
  quote,
  statement,
  actor,
  disagreement,
};

const dataset: Definition<AuthoredDataset> = {
  authored: AuthoredDataset,
  rules: ({ coverage, measures }) => {
    const { from, to } = coverage ?? {};
    return [
      ...repeated(['measures'], measures, ({ id }) => id),
      ...when(
        !!from && !!to && from > to,
        ['coverage', 'to'],
        `the coverage ends on ${to}, before it begins`,
        'write the earlier day as from',
      ),
    ];
  },
};

const retired: Definition<AuthoredRetired> = {
  authored: AuthoredRetired,
  rules: ({ id, successorId }) =>
    when(
      id !== undefined && successorId === id,
      ['successorId'],
      'a record cannot succeed itself',
      'leave successorId out',
    ),
};

export const DEFINITIONS: Readonly<Record<RawType, AnyDefinition>> = {
  dataset,
  codebook,
  ...RECORD_DEFINITIONS,
  retired,
};

/** Where records of each type have spans. */
export const SPAN_PATHS = Object.fromEntries(
  Object.entries(DEFINITIONS).map(([type, { authored }]) => [type, spanPathsOf(authored)]),
) as Readonly<Record<RawType, readonly OpenPath[]>>; // every type is in the table
