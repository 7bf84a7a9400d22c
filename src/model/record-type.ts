// The types of record in a dataset.
import { z } from 'zod';

export const RECORD_TYPES = ['article', 'actor', 'event', 'quote', 'statement', 'disagreement'] as const;

/** The types of record, singular as in `about: [{ type, id }]`. */
export const RecordType = z.enum(RECORD_TYPES).meta({ id: 'RecordType', description: 'A type of record.' });
export type RecordType = z.output<typeof RecordType>;
