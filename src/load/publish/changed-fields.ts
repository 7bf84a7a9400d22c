// Which fields of a record its authors changed, told from what was served before and what is served now.
import type { RecordType } from '../../model/record-type.ts';
import { RECORD_DEFINITIONS } from '../definitions/definitions.ts';

/** The authored fields whose content differs between two wire records of a type, in the order of the record. */
export function changedFields(type: RecordType, before: object, after: object): string[] {
  return Object.keys(RECORD_DEFINITIONS[type].authored.shape).filter(
    (field) => authoredText(before, field) !== authoredText(after, field),
  );
}

function authoredText(record: object, field: string): string | undefined {
  return JSON.stringify((record as Record<string, unknown>)[field], withoutDerived);
}

/** What of an authored field follows from the texts that were loaded, and so is no change of its authors'. */
function withoutDerived(key: string, value: unknown): unknown {
  if (key === 'textAvailable') return undefined;
  if (typeof value !== 'object' || value === null || !('sha256' in value && 'exact' in value)) return value;
  const { exact: _, status: __, ...span } = value as Record<string, unknown>;
  return span;
}
