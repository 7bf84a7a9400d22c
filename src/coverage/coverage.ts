// What of each article the records account for: its quotation marks, its reporting words and its sentences. The rules
// are in docs/annotation.md; what is counted as accounted for is here and nowhere else.

import { type CheckFolderOptions, checkFolder, type Folder } from '../load/check/check-folder.ts';
import type { PassageNote } from '../load/definitions/passage-notes.ts';
import { LoadRefused } from '../load/read/fault.ts';
import { notesOn } from '../load/render/web-annotations.ts';
import type { AuthoredArticle } from '../model/article.ts';
import type { Document } from '../model/code-points.ts';
import { contains, overlap, type Range, rangeOfSpan } from '../model/text-range.ts';
import { nearest } from '../query/parameters/nearest.ts';
import type { Fault, Staging } from '../store/port/staging.ts';
import { findMarks, type Marks } from './coverage-marks.ts';
import { placeQuotes, type QuotePlaces } from './coverage-quotes.ts';
import { findReportingWords, findSentences } from './coverage-words.ts';

/** A place in an article; `line` counts from 1, the rest is in code points. */
export interface Place extends Range {
  readonly line: number;
  /**
   * The passage itself, and what stands before and after it in its line. They belong to the article's publisher: for
   * the eyes of whoever has the document.
   */
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

export interface CoverageTally {
  readonly total: number;
  /** What no record accounts for. */
  readonly left: readonly Place[];
}

export interface ArticleCoverage {
  readonly articleId: string;
  readonly marks: CoverageTally;
  /** Null for an article in another language than English: the words are not known. */
  readonly words: CoverageTally | null;
  readonly sentences: CoverageTally;
  /** What the authors leave out on purpose, and why. */
  readonly excluded: readonly (Place & { readonly note: string })[];
}

export interface Coverage {
  /** Faults of the dataset; nothing is counted while there are any. */
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  /** In byte order of id. */
  readonly articles: readonly ArticleCoverage[];
  /** Articles without a document, of which nothing is known. */
  readonly unread: readonly string[];
}

/** Whether every pair of marks and every reporting word is accounted for. Sentences are for a reader to judge. */
export function isComplete({ faultCount, articles }: Coverage): boolean {
  return (
    faultCount === 0 &&
    articles.every(({ marks, words }) => marks.left.length === 0 && (words?.left.length ?? 0) === 0)
  );
}

export interface CoverageOptions extends CheckFolderOptions {
  readonly texts: string;
  /** The id of the only article to look at; null for all. */
  readonly article: string | null;
}

/**
 * Reads the dataset in `dir` beside its documents. Throws where a folder cannot be read.
 * @throws LoadRefused where the dataset does not have the article
 */
export function coverage(options: CoverageOptions): Promise<Coverage> {
  return checkFolder(options, ({ checked: { faults, faultCount }, ...folder }) =>
    faultCount > 0
      ? { faults, faultCount, articles: [], unread: [] }
      : { faults, faultCount, ...read(folder, options.article) },
  );
}

function read(
  { staging, passages }: Omit<Folder, 'checked'>,
  only: string | null,
): Pick<Coverage, 'articles' | 'unread'> {
  const all = [...staging.inKeyOrder('article')].map(({ id }) => id).sort();
  const ids = all.filter((id) => only === null || id === only);
  if (only !== null && ids.length === 0) {
    const likely = nearest(only, all);
    throw new LoadRefused(
      `There is no article "${only}".${likely === null ? '' : ` Did you mean ${likely}?`}`,
    );
  }
  const articles: ArticleCoverage[] = [];
  const unread: string[] = [];
  for (const id of ids) {
    const article = staging.article(id);
    const document = passages.documentOf(id);
    if (article !== null && document !== null) articles.push(coverageOf(article, document, staging));
    else unread.push(id);
  }
  return { articles, unread };
}

function coverageOf(article: AuthoredArticle, document: Document, staging: Staging): ArticleCoverage {
  const notes = notesOn(article, staging).flatMap(passagesOf);
  const sentences = findSentences(document);
  const marks = findMarks(document);
  const reportingWords = findReportingWords(document);
  const accounting: Accounting = {
    sentences,
    quotes: placeQuotes(staging.quotesOfArticle(article.id), { document, sentences, reportingWords }),
    tellings: notes.filter(({ from }) => from === 'report' || from === 'account'),
    excluded: notes.filter(({ from }) => from === 'exclusion'),
  };
  // Between marks it is the speaker who says and asks: there the pair has to be accounted for.
  const words = reportingWords.filter(
    (word) => !marks.some(({ inside }) => inside !== null && contains(inside, word)),
  );
  const tally = <T extends Range>(all: readonly T[], isAccountedFor: (one: T) => boolean): CoverageTally => ({
    total: all.length,
    left: all.filter((one) => !isAccountedFor(one)).map((one) => placeOf(document, one)),
  });
  const isEnglish = article.language === null || /^en\b/.test(article.language);
  return {
    articleId: article.id,
    marks: tally(marks, (mark) => isQuoted(document, mark, accounting)),
    words: isEnglish ? tally(words, (word) => isReported(word, accounting)) : null,
    sentences: tally(sentences, (sentence) => notes.some((note) => overlap(note, sentence))),
    excluded: accounting.excluded.map((passage) => ({ ...placeOf(document, passage), note: passage.note })),
  };
}

interface Passage extends Range {
  readonly from: PassageNote['from'];
  readonly note: string;
}

function passagesOf({ from, text, span }: PassageNote): Passage[] {
  const range = rangeOfSpan(span);
  return range === null ? [] : [{ from, note: text ?? '', ...range }];
}

/** What accounts for passages of an article. */
interface Accounting {
  readonly sentences: readonly Range[];
  readonly quotes: QuotePlaces;
  /** Passages in which an act or an account is told. */
  readonly tellings: readonly Range[];
  readonly excluded: readonly Passage[];
}

/**
 * A pair of marks is accounted for where segments of quotes that stand between the marks hold every letter and digit
 * there, or an exclusion does. A block that the pair stands in does not do: a quote inside a quote is one of its own.
 */
function isQuoted(
  document: Document,
  { start, end, inside }: Marks,
  { quotes, excluded }: Accounting,
): boolean {
  if (excluded.some((passage) => contains(passage, inside ?? { start, end }))) return true;
  if (inside === null) return quotes.words.some((words) => words.start === end || words.end === start);
  const own = quotes.words.filter((words) => contains(inside, words));
  return [...document.slice(inside.start, inside.end)].every(
    (character, at) =>
      !/[\p{L}\p{N}]/u.test(character) ||
      own.some((words) => words.start <= inside.start + at && inside.start + at < words.end),
  );
}

/**
 * A reporting word is accounted for where it is in the cue of a quote, or stands in a passage that reports an event or
 * bears out an account and does not reach beyond the word's own sentence, or in an exclusion.
 */
function isReported(word: Range, { sentences, quotes, tellings, excluded }: Accounting): boolean {
  const sentence = sentences.find((one) => contains(one, word)) ?? word;
  return (
    quotes.cues.some((cue) => overlap(cue, word)) ||
    excluded.some((passage) => contains(passage, word)) ||
    tellings.some((passage) => contains(passage, word) && contains(sentence, passage))
  );
}

function placeOf(document: Document, { start, end }: Range): Place {
  const above = document.slice(0, start).split('\n');
  const [after = ''] = document.slice(end, document.length).split('\n', 1);
  const text = document.slice(start, end);
  return { line: above.length, start, end, text, before: above.at(-1) ?? '', after };
}
