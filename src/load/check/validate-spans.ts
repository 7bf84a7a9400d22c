// Rules of spans, and of the words that a quote carries for them.
import type { AuthoredDataset } from '../../model/dataset.ts';
import type { AuthoredQuote } from '../../model/quote.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { Path } from '../read/raw-record.ts';
import { sha256 } from '../read/texts.ts';
import { type AuthoredRecords, type PlacedSpan, spansOf } from './references.ts';
import { ANNOTATE, type Problem } from './validate-issues.ts';

export type Profile = AuthoredDataset['profile'];

const REMATCH = `let annotate find the words again: remove start, end and sha256, then ${ANNOTATE}`;

export function spanProblems<T extends RecordType>(
  type: T,
  draft: Partial<AuthoredRecords[T]>,
  profile: Profile,
): Problem[] {
  return spansOf(type, draft).flatMap(({ path, span }) => boundsProblems(path, span, profile));
}

function boundsProblems(
  path: Path,
  { start, end, sha256: hash }: PlacedSpan['span'],
  profile: Profile,
): Problem[] {
  if (start === null && end === null && hash === null)
    return profile === 'open' ? [] : [{ path, message: 'the span has no offsets', cure: ANNOTATE }];
  if (start === null || end === null)
    return [{ path, message: `the span has no ${start === null ? 'start' : 'end'}`, cure: ANNOTATE }];
  if (end <= start)
    return [
      {
        path: [...path, 'end'],
        message: `the span ends at ${end}, which is not after its start, ${start}`,
        cure: 'end is one past the last character',
      },
    ];
  return hash === null && profile === 'curated'
    ? [{ path, message: 'the span has no hash', cure: ANNOTATE }]
    : [];
}

type Segment = AuthoredQuote['segments'][number];

/** Words against their offsets, and segments against each other and their quote. */
export function segmentProblems(draft: Partial<AuthoredQuote>, profile: Profile): Problem[] {
  const { articleId, kind, span, segments = [] } = draft;
  const problems = segments.flatMap((segment, at) => wordProblems(segment, at, kind));
  const spans = [
    ...segments.map((segment, at) => ({ path: ['segments', at, 'span'], span: segment.span })),
    ...(span === undefined ? [] : [{ path: ['span'], span }]),
  ];
  for (const { path, span: local } of spans)
    if (local.articleId !== undefined && articleId !== undefined && local.articleId !== articleId)
      problems.push({
        path: [...path, 'articleId'],
        message: `a quote from "${articleId}" cannot have a span in "${local.articleId}"`,
        cure: 'leave articleId out of the span',
      });
  if (kind === 'mixed' && segments.length > 0 && segments.every(({ text }) => text === null))
    problems.push({
      path: ['segments', 0],
      message: 'a mixed quote without quoted words',
      cure: 'write them as text:, or make it indirect',
    });
  return [...problems, ...orderProblems(segments), ...placeProblems(draft, segments, profile)];
}

function wordProblems(
  { text, span }: Segment,
  at: number,
  kind: AuthoredQuote['kind'] | undefined,
): Problem[] {
  const path = ['segments', at, 'text'];
  if (text === null)
    return kind === 'direct'
      ? [
          {
            path,
            message: 'a direct quote without its words',
            cure: 'write them as text:, or make it indirect',
          },
        ]
      : [];
  if (kind === 'indirect')
    return [
      {
        path,
        message: 'indirect speech has no words of its own',
        cure: 'take text: out, or make it direct or mixed',
      },
    ];
  const { start, end, sha256: hash } = span;
  if (start === null || end === null || end <= start) return [];
  const length = [...text].length;
  if (length !== end - start)
    return [
      { path, message: `the words have ${length} characters and their span ${end - start}`, cure: REMATCH },
    ];
  if (hash === null || sha256(text) === hash) return [];
  return [{ path, message: 'the words are not those whose hash is given', cure: REMATCH }];
}

function orderProblems(segments: readonly Segment[]): Problem[] {
  return segments.flatMap(({ span }, at) => {
    const before = segments[at - 1]?.span;
    if (before === undefined || span.start === null || before.start === null || before.end === null)
      return [];
    const path = ['segments', at, 'span'];
    if (span.start < before.start)
      return [
        { path, message: 'segments are not in the order of the text', cure: 'put the earlier one first' },
      ];
    if (span.start < before.end)
      return [{ path, message: 'segments overlap', cure: 'let each begin where the one before has ended' }];
    return [];
  });
}

function placeProblems(
  { span }: Partial<AuthoredQuote>,
  segments: readonly Segment[],
  profile: Profile,
): Problem[] {
  if (span === undefined)
    return segments.length > 1 && profile === 'curated'
      ? [
          {
            path: ['segments'],
            message: 'a quote of several segments without a span of its own',
            cure: ANNOTATE,
          },
        ]
      : [];
  const { start, end } = span;
  if (start === null || end === null) return [];
  return segments.flatMap(({ span: own }, at) =>
    (own.start !== null && own.start < start) || (own.end !== null && own.end > end)
      ? [
          {
            path: ['segments', at, 'span'],
            message: `the segment lies outside its quote, ${start} to ${end}`,
            cure: 'let the span of the quote run from its first segment to its last',
          },
        ]
      : [],
  );
}
