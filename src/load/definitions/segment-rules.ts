// The rules of a quote's segments: their words against their spans, and each against the others and the quote.
import type { AuthoredQuote } from '../../model/quote.ts';
import type { FieldFault } from '../read/fault.ts';
import { sha256 } from '../read/texts.ts';
import type { Profile } from './definition.ts';
import { ANNOTATE, when } from './rules.ts';

type Segment = AuthoredQuote['segments'][number];

const REMATCH = `let annotate find the words again: remove start, end and sha256, then ${ANNOTATE}`;

export function segmentFaults(draft: Partial<AuthoredQuote>, profile: Profile): FieldFault[] {
  const { articleId, kind, span, segments = [] } = draft;
  const spans = [
    ...segments.map((segment, at) => ({ path: ['segments', at, 'span'], articleId: segment.span.articleId })),
    { path: ['span'], articleId: span?.articleId },
  ];
  return [
    ...segments.flatMap((segment, at) => wordFaults(segment, at, draft)),
    ...segments.flatMap((segment, at) => continuesFaults(segment, segments[at - 1], at)),
    ...spans.flatMap(({ path, articleId: other }) =>
      when(
        other !== undefined && articleId !== undefined && other !== articleId,
        [...path, 'articleId'],
        `a quote from "${articleId}" cannot have a span in "${other}"`,
        'leave articleId out of the span',
      ),
    ),
    ...when(
      kind === 'mixed' && segments.length > 0 && segments.every(({ text }) => text === null),
      ['segments', 0],
      'a mixed quote without quoted words',
      'write them as text:, or make it indirect',
    ),
    ...segments.flatMap((segment, at) => orderFaults(segment, segments[at - 1], at)),
    ...(span === undefined
      ? when(
          segments.length > 1 && profile === 'curated',
          ['segments'],
          'a quote of several segments without a span of its own',
          ANNOTATE,
        )
      : segments.flatMap((segment, at) => boundsFaults(segment, span, at))),
  ];
}

/** The words of a block may be withheld: it can be another outlet's prose, which is not ours to print. */
function wordFaults({ text, span }: Segment, at: number, { kind, form }: Partial<AuthoredQuote>) {
  const path = ['segments', at, 'text'];
  if (text === null)
    return when(
      kind === 'direct' && form !== 'block',
      path,
      'a direct quote without its words',
      'write them as text:, or make it indirect; only those of a block may be withheld',
    );
  if (kind === 'indirect') {
    const cure = 'take text: out, or make it direct or mixed';
    return [{ path, message: 'indirect speech has no words of its own', cure }];
  }
  const { start, end, sha256: hash } = span;
  if (start === null || end === null || end <= start) return [];
  const length = [...text].length;
  if (length !== end - start)
    return [
      { path, message: `the words have ${length} characters and their span ${end - start}`, cure: REMATCH },
    ];
  const isOther = hash !== null && sha256(text) !== hash;
  return when(isOther, path, 'the words are not those whose hash is given', REMATCH);
}

function continuesFaults({ text, continues }: Segment, before: Segment | undefined, at: number) {
  return when(
    continues && (text === null || (before?.text ?? null) === null),
    ['segments', at, 'continues'],
    'a segment that continues none, for it or the one before has no words',
    'take continues: out',
  );
}

function orderFaults({ span }: Segment, before: Segment | undefined, at: number): FieldFault[] {
  const { start, end } = before?.span ?? { start: null, end: null };
  if (span.start === null || start === null || end === null) return [];
  const path = ['segments', at, 'span'];
  if (span.start < start)
    return [
      { path, message: 'segments are not in the order of the text', cure: 'put the earlier one first' },
    ];
  const isOver = span.start < end;
  return when(isOver, path, 'segments overlap', 'let each begin where the one before has ended');
}

function boundsFaults({ span }: Segment, { start, end }: Segment['span'], at: number): FieldFault[] {
  if (start === null || end === null) return [];
  return when(
    (span.start !== null && span.start < start) || (span.end !== null && span.end > end),
    ['segments', at, 'span'],
    `the segment lies outside its quote, ${start} to ${end}`,
    'let the span of the quote run from its first segment to its last',
  );
}
