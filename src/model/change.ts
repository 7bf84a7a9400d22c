// A change: what a load did to one id, compared with the revision that it replaced.
import { z } from 'zod';
import { Revision } from './dataset.ts';
import { Prose, Slug } from './fields.ts';
import { RecordType } from './record-type.ts';

/** How far back changes are kept. A client that synchronises less often must read everything again. */
export const KEPT_HISTORY = { revisions: 100, changes: 100_000 };

export const ChangeKind = z.enum(['added', 'changed', 'retired', 'removed']).meta({
  id: 'ChangeKind',
  description:
    '`added`: the id has a record, and had none. `changed`: what its authors wrote differs. `retired`: the id leads ' +
    'to its successor or to the reason it is gone. `removed`: it is gone without a word.',
});
export type ChangeKind = z.output<typeof ChangeKind>;

export const Change = z
  .object({
    revision: Revision.describe('The revision that brought the change.'),
    previousRevision: Revision.describe('The revision that it replaced.'),
    version: z.string().describe("The dataset's version in that revision, as its authors name it."),
    type: RecordType,
    id: Slug,
    change: ChangeKind,
    fields: z
      .array(z.string())
      .describe(
        'Of a changed record: the fields whose authored content differs, in the order of the record. Empty otherwise.',
      ),
    successorId: Slug.nullable().describe('Of a retired id: the record that took its place, if any.'),
    reason: Prose.nullable().describe('Of a retired id: why. Null otherwise.'),
  })
  .meta({ id: 'RecordChange', description: 'What a load did to one record.' });
export type Change = z.output<typeof Change>;
