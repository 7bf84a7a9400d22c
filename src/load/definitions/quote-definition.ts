import { fuzzyDate } from '../../model/fuzzy-date.ts';
import { AuthoredQuote, type Quote, runsOfWords } from '../../model/quote.ts';
import type { AuthoredLocalSpan } from '../../model/span.ts';
import type { RecordDefinition } from './definition.ts';
import { warningsOf, wireSpan } from './derived-fields.ts';
import { noteOf } from './passage-notes.ts';
import { missing, when } from './rules.ts';
import { segmentFaults } from './segment-rules.ts';

export const quote: RecordDefinition<AuthoredQuote, Quote> = {
  authored: AuthoredQuote,
  date: ({ said }) => said,
  mentions: {
    articleId: 'article',
    'speakerIds[]': 'actor',
    'viaIds[]': 'actor',
    'addresseeIds[]': 'actor',
    'segments[].statementId': 'statement',
    performsEventId: 'event',
    'aboutEventIds[]': 'event',
  },

  // Of itself: where the fields stand that are compared with the article, for faults of them.
  otherMentions: ({ id, cue, speakerAsPrinted, said }) =>
    Object.entries({ cue, speakerAsPrinted, said: said.edtf }).flatMap(([name, value]) =>
      value === null ? [] : [{ path: [name], type: 'quote', orType: null, id }],
    ),

  rules: (draft, { profile }) => {
    const { speakerIds, speakerAsPrinted, attribution } = draft;
    // An open dataset may leave open who it is that an article names.
    const isPrinted = profile === 'open' && !!speakerAsPrinted;
    return [
      ...missing(draft, ['gist'], profile),
      ...segmentFaults(draft, profile),
      ...when(
        attribution === 'none' && speakerIds !== undefined && speakerIds.length > 0,
        ['speakerIds'],
        'a quote that is attributed to nobody has a speaker',
        'leave speakerIds out, or say how the speaker is named in attribution',
      ),
      ...when(
        attribution !== undefined && attribution !== 'none' && speakerIds?.length === 0 && !isPrinted,
        ['speakerIds'],
        'the quote has no speaker',
        profile === 'open'
          ? 'name whom the article makes the speaker, write speakerAsPrinted, or attribution: none'
          : 'name whom the article makes the speaker, or write attribution: none',
      ),
    ];
  },

  // Spans name their article, and the quote has a span of its own.
  complete: (record) => {
    const { articleId, span } = record;
    const segments = record.segments.map((segment) => ({ ...segment, span: { ...segment.span, articleId } }));
    return { ...record, span: { ...(span ?? spanOver(segments)), articleId }, segments };
  },

  lean: (record) => {
    const { span, segments } = record;
    const local = ({ articleId, ...own }: AuthoredLocalSpan) =>
      articleId === record.articleId ? own : { ...own, articleId };
    const lean = { ...record };
    if (span !== undefined) lean.span = local(span);
    if (segments !== undefined) {
      lean.segments = segments.map((segment) => ({ ...segment, span: local(segment.span) }));
      if (span !== undefined && isSame(span, spanOver(segments))) delete lean.span;
    }
    return lean;
  },

  // A quote rests on its article, and is as contested as what it renders.
  wire: (record, source) => {
    const { articleId, segments } = record;
    const runs = runsOfWords(segments);
    const statementIds = [...new Set(segments.map((segment) => statementOf(record, segment)))];
    const [only] = segments;
    const isAlone = only !== undefined && segments.length === 1;
    const span = record.span ?? only?.span ?? { start: null, end: null, sha256: null };
    return {
      ...record,
      said: fuzzyDate(record.said),
      text: runs.length === 0 ? null : runs.join(' … '),
      span: wireSpan(articleId, span, isAlone ? only.text : null, source.passages),
      segments: segments.map((segment) => ({
        ...segment,
        span: wireSpan(articleId, segment.span, segment.text, source.passages),
        statementId: statementOf(record, segment),
      })),
      statementIds,
      ...warningsOf({ type: 'quote', id: record.id }, { articleIds: [articleId], statementIds }, source),
    };
  },

  notes: (articleId, staging) =>
    staging.quotesOfArticle(articleId).flatMap((record) => {
      const note = (part: string, span: AuthoredLocalSpan, words: string | null) =>
        noteOf('quote', record.id, part, {
          from: 'quote',
          text: record.gist,
          span: { ...span, articleId: record.articleId },
          words,
        });
      const { span: own, segments } = record;
      const isSegment = segments.some(({ span }) => span.start === own?.start && span.end === own?.end);
      return [
        // All that is reported, where that is more than the words quoted.
        ...(own === undefined || isSegment ? [] : [note('span-0', own, null)]),
        ...segments.map(({ span, text }, at) => note(`segment-${at}`, span, text)),
      ];
    }),
};

function statementOf({ id }: AuthoredQuote, { statementId }: { statementId: string | null }): string {
  if (statementId === null) throw new Error(`a segment of quote ${id} was staged without its statement`);
  return statementId;
}

/** The span that a quote has where its authors leave it out: from its first segment to its last. */
function spanOver(segments: AuthoredQuote['segments']): AuthoredLocalSpan {
  const [first, second] = segments;
  if (first === undefined) return { start: null, end: null, sha256: null };
  const { start, end, sha256 } = first.span;
  return second === undefined
    ? { start, end, sha256 }
    : { start, end: segments.at(-1)?.span.end ?? null, sha256: null };
}

function isSame(a: AuthoredLocalSpan, b: AuthoredLocalSpan): boolean {
  return a.start === b.start && a.end === b.end && a.sha256 === b.sha256;
}
