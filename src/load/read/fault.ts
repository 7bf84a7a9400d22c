// How a fault is made, written out and put in order.
import { compareBytes } from '../../model/strings.ts';
import type { Fault, FilePlace } from '../../store/port/staging.ts';
import type { Path } from './raw-record.ts';

/** What is wrong with a field of a record, before it is known where in its file that stands. */
export interface FieldFault {
  readonly path: Path;
  readonly message: string;
  readonly cure: string | null;
}

/** A fault of a file, not of one record in it. */
export function fileFault(place: FilePlace, message: string, cure: string | null): Fault {
  const { file, line, column } = place;
  return { file, line, column, recordType: null, recordId: null, path: null, message, cure };
}

/** A fault that concerns all that a file holds, or would hold. */
export function wholeFileFault(file: string, message: string, cure: string): Fault {
  return { ...fileFault({ file, line: 1, column: 1 }, message, cure), isOfWholeFile: true };
}

/** Of a packed file that cannot be unpacked to its end. */
export function notGzip(file: string): Fault {
  return wholeFileFault(file, 'this is not gzip, or not all of it', 'pack the file again');
}

/** `participants[0].actorId`; null for the record itself. */
export function pathText(path: Path): string | null {
  if (path.length === 0) return null;
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

/** Foreign text, quoted on one line and at most 60 code points long. */
export function quoted(text: string): string {
  const points = [...text.slice(0, 122)];
  return JSON.stringify(points.length > 60 ? `${points.slice(0, 60).join('')}…` : text);
}

/** `events.yaml:12:7  event oslo-talks  what is wrong — what would be right`. */
export function formatFault(fault: Fault): string {
  const record = [fault.recordType, fault.recordId].filter((part) => part !== null).join(' ');
  const said = fault.cure === null ? fault.message : `${fault.message} — ${fault.cure}`;
  return [`${fault.file}:${fault.line}:${fault.column}`, record, said]
    .filter((part) => part !== '')
    .join('  ');
}

/** One line of JSON, always with the same fields. */
export function faultJson(fault: Fault): string {
  const { file, line, column, recordType, recordId, path, message, cure } = fault;
  return JSON.stringify({ file, line, column, recordType, recordId, path, message, cure });
}

/** By file in byte order, then by place in it. */
export function sortFaults(faults: Iterable<Fault>): Fault[] {
  return [...faults].sort(
    (a, b) =>
      compareBytes(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareBytes(a.message, b.message),
  );
}

/** Work that may not go on, or not be published; the message says why and what to do. */
export class LoadRefused extends Error {}
