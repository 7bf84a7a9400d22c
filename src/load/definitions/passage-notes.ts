// Passages of an article with what records say of them: from these come Web Annotations and coverage.
import type { RecordType } from '../../model/record-type.ts';
import type { AuthoredLocalSpan } from '../../model/span.ts';
import { resourceOf } from '../../resources/index.ts';

/** A passage with what is said of it. */
export interface PassageNote {
  /** Path of the annotation: the record, and the part of it that has the span. */
  readonly id: string;
  /** What of a record points to the passage. */
  readonly from: 'caution' | 'exclusion' | 'report' | 'quote' | 'role' | 'account';
  /** Our words on the passage; null where the record has none. */
  readonly text: string | null;
  readonly record: string;
  readonly span: AuthoredLocalSpan;
  /** The words that the record itself carries for the span. */
  readonly words: string | null;
}

type Said = Pick<PassageNote, 'from' | 'text'>;

/** A note by a part of a record, such as `report-0`. */
export function noteOf(
  type: RecordType,
  id: string,
  part: string,
  { words = null, ...said }: Said & { span: AuthoredLocalSpan; words?: string | null },
): PassageNote {
  const record = `/v1/${resourceOf(type).name}/${id}`;
  return { id: `${record}#${part}`, record, words, ...said };
}

/** A note for each passage of evidence that a part of a record has. */
export function evidenceNotes(
  type: RecordType,
  id: string,
  part: string,
  evidence: readonly AuthoredLocalSpan[],
  said: Said,
): PassageNote[] {
  return evidence.map((span, index) => noteOf(type, id, `${part}-${index}`, { span, ...said }));
}
