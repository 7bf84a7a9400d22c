// One span: its author's words become offsets and a hash. A span that has them already is only checked.
import type { YAMLMap } from 'yaml';
import type { SearchWords } from '../load/read/find-words.ts';
import { type SpanFault, sha256, verifySpan } from '../load/read/texts.ts';
import type { Document } from '../model/code-points.ts';
import type { Range } from '../model/text-range.ts';
import { findOne, isSpanFault } from './annotate-find.ts';
import { addMapping, type Edit, type Fields, setFields } from './yaml-edit.ts';

/** A span as an author writes it; the fields may hold anything. */
export type WrittenSpan = Readonly<
  Partial<Record<'articleId' | 'start' | 'end' | 'sha256' | 'match' | 'occurrence', unknown>>
>;

const MOVED =
  'take start, end and sha256 out, and give the words as match: or as the text of the segment, to have them found again';

/**
 * Where the span stands: found by its words, or as it is written where that still holds.
 * Null where there is nothing to find it by.
 * @param words the words of the segment that the span is for, null for none.
 * @param bounds where it may lie.
 */
export function resolve(
  document: Document,
  span: WrittenSpan,
  words: string | null,
  bounds: Range,
): Range | SpanFault | null {
  const { start, end, sha256: hash, match } = span;
  const occurrence = typeof span.occurrence === 'number' ? span.occurrence : null;
  if (typeof start === 'number' && typeof end === 'number' && match === undefined && occurrence === null)
    return proved(document, { start, end, sha256: typeof hash === 'string' ? hash : null }, words);
  if (typeof match === 'string') {
    if (words === null) return findOne(document, { kind: 'match', text: match }, occurrence, bounds);
    const all = { start: 0, end: document.length };
    const passage = findOne(document, { kind: 'match', text: match }, null, all);
    if (isSpanFault(passage)) return passage;
    const start = Math.max(passage.start, bounds.start);
    const end = Math.min(passage.end, bounds.end);
    return findOne(document, { kind: 'words', text: words }, occurrence, { start, end });
  }
  if (match !== undefined || (span.occurrence !== undefined && words === null))
    return { message: 'the span has no words to be found by', cure: 'write match: and the words, in quotes' };
  return words === null ? null : findOne(document, { kind: 'words', text: words }, occurrence, bounds);
}

function proved(
  document: Document,
  span: { start: number; end: number; sha256: string | null },
  words: string | null,
): Range | SpanFault {
  const { start, end } = span;
  const problem = verifySpan(document, span);
  if (problem !== null) return { message: problem.message, cure: MOVED };
  if (words !== null && document.slice(start, end) !== words)
    return { message: `the words are not those that stand at ${start} to ${end}`, cure: MOVED };
  return { start, end };
}

/** What annotate looks for in a span, to tell an article's document by. */
export function searchesOf(span: WrittenSpan, words: string | null): SearchWords[] {
  const search: SearchWords[] = [];
  if (words !== null) search.push({ kind: 'words', text: words });
  if (typeof span.match === 'string') search.push({ kind: 'match', text: span.match });
  return search;
}

/** The edits that complete a span; none where it is complete. */
export function spanEdits(text: string, map: YAMLMap, document: Document, range: Range): Edit[] {
  return setFields(text, map, fieldsOf(document, range), ['match', 'occurrence']);
}

/** The edit that adds a span to a mapping that has none. */
export function newSpanEdit(
  text: string,
  owner: YAMLMap,
  after: string,
  document: Document,
  range: Range,
): Edit {
  return addMapping(text, owner, after, 'span', fieldsOf(document, range));
}

export function isAnnotated(span: WrittenSpan): boolean {
  const { start, end, sha256: hash, match, occurrence } = span;
  return (
    [start, end, hash].every((value) => value !== undefined && value !== null) &&
    match === undefined &&
    occurrence === undefined
  );
}

function fieldsOf(document: Document, { start, end }: Range): Fields {
  return { start: String(start), end: String(end), sha256: plainHash(sha256(document.slice(start, end))) };
}

/** A hash as YAML writes it: one of digits alone, or with one e among them, would be read as a number. */
export function plainHash(hash: string): string {
  return /^\d+(e\d+)?$/.test(hash) ? `"${hash}"` : hash;
}
