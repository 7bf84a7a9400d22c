// Passages of an article, each with what a record says about it: the source of Web Annotations and of coverage.
import type { RecordType } from '../../model/record-type.ts';
import type { AuthoredLocalSpan } from '../../model/span.ts';
import { resourceOf } from '../../resources/index.ts';

/** A passage and what a record says about it. */
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

type Remark = Pick<PassageNote, 'from' | 'text'>;

/** A note by a part of a record, such as `report-0`. */
export function noteOf(
  type: RecordType,
  id: string,
  part: string,
  { words = null, ...remark }: Remark & { span: AuthoredLocalSpan; words?: string | null },
): PassageNote {
  const record = `/v1/${resourceOf(type).name}/${id}`;
  return { id: `${record}#${part}`, record, words, ...remark };
}

/** A note for each passage of evidence that a part of a record has. */
export function evidenceNotes(
  type: RecordType,
  id: string,
  part: string,
  evidence: readonly AuthoredLocalSpan[],
  remark: Remark,
): PassageNote[] {
  return evidence.map((span, index) => noteOf(type, id, `${part}-${index}`, { span, ...remark }));
}
