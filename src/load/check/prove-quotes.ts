// Holds quotes against the articles' documents: their quotation marks, and the words that they give as printed.
import type { Document } from '../../model/code-points.ts';
import type { AuthoredQuote } from '../../model/quote.ts';
import type { Fault, Staging } from '../../store/port/staging.ts';
import { when } from '../definitions/rules.ts';
import { type FieldFault, pathText, quoted } from '../read/fault.ts';
import { standsIn } from '../read/find-words.ts';
import type { Passages } from '../read/passages.ts';
import { closesQuotation, isContinued, leavesOpen, opensQuotation } from '../read/quotation-marks.ts';
import { verifySpan } from '../read/texts.ts';

/**
 * How far from a quote its cue and its speaker may stand, in code points: the farthest in the Patriot dataset is 196
 * away, a newspaper before the block that is taken from it.
 */
const NEAR = 300;

/** What stands in each article otherwise than its quotes say, article by article. */
export function* proveQuotes(staging: Staging, passages: Passages): Iterable<Fault[]> {
  for (const { id: articleId } of staging.documents()) {
    const document = passages.documentOf(articleId);
    if (document === null) continue;
    yield staging.quotesOfArticle(articleId).flatMap((quote) =>
      quoteFaults(quote, document).map(({ path, message, cure }) => {
        const field = pathText(path) ?? '';
        const place = staging.placeOf('quote', quote.id, field);
        return { ...place, recordType: 'quote', recordId: quote.id, path: field, message, cure };
      }),
    );
  }
}

/** A segment whose passage has been proved. */
interface Placed {
  readonly start: number;
  readonly end: number;
  readonly text: string | null;
  /** Whether no word of the article stands between it and the segment before. */
  readonly isJoined: boolean;
}

/** A quote with a passage that is not proved has a fault already, and nothing more is said of it. */
function quoteFaults(quote: AuthoredQuote, document: Document): FieldFault[] {
  const segments = placedSegments(quote, document);
  if (segments === null) return [];
  return [
    ...jointFaults(quote, segments),
    ...markFaults(quote, segments, document),
    ...printedFaults(quote, segments, document),
  ];
}

function placedSegments(quote: AuthoredQuote, document: Document): Placed[] | null {
  const segments: Placed[] = [];
  for (const { span, text } of quote.segments) {
    const { start, end, sha256 } = span;
    if (start === null || end === null || verifySpan(document, { start, end, sha256 }) !== null) return null;
    const before = segments.at(-1);
    const isJoined = before !== undefined && isContinued(document.slice(before.end, start));
    segments.push({ start, end, text, isJoined });
  }
  return segments;
}

/** By whether a segment continues the one before, the words of the two are joined. */
function jointFaults(quote: AuthoredQuote, segments: readonly Placed[]): FieldFault[] {
  return segments.flatMap(({ text, isJoined }, at) => {
    const continues = quote.segments[at]?.continues === true;
    const path = ['segments', at, 'span'];
    const hasWords = text !== null && (segments[at - 1]?.text ?? null) !== null;
    return [
      ...when(
        hasWords && isJoined && !continues,
        path,
        'no word stands between the segment and the one before',
        'write continues: true',
      ),
      ...when(
        continues && !isJoined,
        path,
        'words stand between the segment and the one before, which it is said to continue',
        'take continues: out',
      ),
    ];
  });
}

/**
 * Words that somebody said stand between marks, but for those that are set as a block or a post. Segments with no word
 * between them share a pair. Marks may be noted as missing, but not both at the ends of the quote.
 */
function markFaults(
  { kind, form, notes }: AuthoredQuote,
  segments: readonly Placed[],
  document: Document,
): FieldFault[] {
  if (form === 'block' || form === 'post') return [];
  if (kind === 'indirect') return form === 'marks' ? reportedFaults(segments, document) : [];
  const marked = segments.flatMap(({ start, end, text, isJoined }, at) => {
    if (text === null) return [];
    const before = document.slice(Math.max(0, start - 2), start);
    const after = document.slice(end, Math.min(document.length, end + 2));
    return [
      {
        at,
        isOpened: isJoined || opensQuotation(before),
        isClosed: segments[at + 1]?.isJoined || closesQuotation(after),
      },
    ];
  });
  const hasOuterMark = marked[0]?.isOpened || marked.at(-1)?.isClosed;
  if (hasOuterMark && notes.some((note) => note.kind === 'missingMarks')) return [];
  return marked.flatMap(({ at, isOpened, isClosed }) => {
    if (isOpened && isClosed) return [];
    const lacking = isOpened ? 'after' : isClosed ? 'before' : 'around';
    return form === 'marks'
      ? [markFault(at, `no quotation marks stand ${lacking} these words, whose form is marks`)]
      : [markFault(at, `the article has these words of a ${kind} quote without marks`)];
  });
}

/** What is reported within somebody's quotation stands somewhere between its marks. */
function reportedFaults(segments: readonly Placed[], document: Document): FieldFault[] {
  return segments.flatMap(({ start }, at) => {
    const paragraph = document.slice(0, start).split('\n').at(-1) ?? '';
    return leavesOpen(paragraph) ? [] : [markFault(at, 'what is reported here stands between no marks')];
  });
}

function markFault(segment: number, message: string): FieldFault {
  const cure =
    'have the span lie just inside the marks; where there are none, write another form or kind, and where one is missing, a note of kind missingMarks';
  return { path: ['segments', segment, 'span'], message, cure };
}

/** The cue and the speaker are given as printed, so they stand where the quote does. */
function printedFaults(
  { cue, speakerAsPrinted }: AuthoredQuote,
  segments: readonly Placed[],
  document: Document,
): FieldFault[] {
  const start = Math.max(0, (segments[0]?.start ?? 0) - NEAR);
  const end = Math.min(document.length, (segments.at(-1)?.end ?? 0) + NEAR);
  const around = document.slice(start, end);
  return Object.entries({ cue, speakerAsPrinted }).flatMap(([name, printed]) =>
    when(
      printed !== null && !standsIn(around, printed),
      [name],
      `${name} ${quoted(printed ?? '')} does not stand in the article within ${NEAR} characters of the quote`,
      'copy it from the article as printed, parts that stand apart joined by an ellipsis, or leave it out',
    ),
  );
}
