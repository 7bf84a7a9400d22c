// A retired record: its id stays taken, and leads to its successor or to the reason it is gone.
import { z } from 'zod';
import { Prose, Slug } from './fields.ts';
import { RecordType } from './record-type.ts';

export const AuthoredRetired = z
  .strictObject({ type: RecordType, id: Slug, successorId: Slug.nullable().default(null), reason: Prose })
  .meta({ id: 'AuthoredRetired' });
export type AuthoredRetired = z.output<typeof AuthoredRetired>;
