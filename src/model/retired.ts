// A retired record: its id is not reused, and leads to its successor or to the reason why it is gone.
import { z } from 'zod';
import { Prose, Slug } from './fields.ts';
import { RecordType } from './record-type.ts';

export const AuthoredRetired = z
  .strictObject({ type: RecordType, id: Slug, successorId: Slug.nullable().default(null), reason: Prose })
  .meta({ id: 'AuthoredRetired' });
export type AuthoredRetired = z.output<typeof AuthoredRetired>;
