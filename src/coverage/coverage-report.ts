// What a coverage run says when it ends, as text and as JSON.

import { faultJson, quoted } from '../load/read/fault.ts';
import {
  type ArticleCoverage,
  type Coverage,
  type CoverageTally,
  isComplete,
  type Place,
} from './coverage.ts';

const COLUMNS = ['article', 'marks', 'reporting words', 'sentences'] as const;

/**
 * A table of what is accounted for, then what is not, article by article.
 * @param excerpts whether to show the first words of each place. They belong to the articles' publishers, and so are
 *   for a terminal and not for a log or a file.
 */
export function coverageLines(found: Coverage, excerpts: boolean): string[] {
  const talliesOf = ({ marks, words, sentences }: ArticleCoverage) => [marks, words, sentences];
  const rows = found.articles.map((article) => [
    article.articleId,
    ...talliesOf(article).map((tally) => (tally === null ? '–' : accounted([tally]))),
  ]);
  const all = [0, 1, 2].map((at) => accounted(found.articles.flatMap((each) => talliesOf(each)[at] ?? [])));
  return [
    ...table([[...COLUMNS], ...rows, ['all', ...all]]),
    ...found.articles.flatMap((article) => restLines(article, excerpts)),
    ...found.unread.map((id) => `${id}: no document, so nothing was read.`),
    '',
    verdict(found),
  ];
}

/** One JSON object, without a word of the articles. */
export function coverageJson({ faults, faultCount, articles, unread }: Coverage): string {
  const ok = isComplete({ faults, faultCount, articles, unread });
  const rest = JSON.stringify({ articles: articles.map(jsonOf), unread }).slice(1);
  return `{"ok":${ok},"faultCount":${faultCount},"faults":[${faults.map(faultJson)}],${rest}`;
}

function verdict({ articles }: Coverage): string {
  const marks = articles.reduce((sum, { marks }) => sum + marks.left.length, 0);
  const words = articles.reduce((sum, { words }) => sum + (words?.left.length ?? 0), 0);
  if (marks + words === 0) return 'Every mark and every reporting word is accounted for.';
  return `${marks} marks and ${words} reporting words are not accounted for: add the record, or an exclusion with its reason.`;
}

function restLines(article: ArticleCoverage, excerpts: boolean): string[] {
  const { articleId, marks, words, sentences, excluded } = article;
  const rest = [
    ...marks.left.map((place) => ({ place, kind: 'marks', note: '' })),
    ...(words?.left ?? []).map((place) => ({ place, kind: 'reporting word', note: '' })),
    ...sentences.left.map((place) => ({ place, kind: 'sentence', note: '' })),
    ...excluded.map((place) => ({ place, kind: 'excluded', note: `  ${place.note}` })),
  ].sort((a, b) => a.place.start - b.place.start);
  return rest.length === 0
    ? []
    : [
        '',
        articleId,
        ...rest.map(({ place, kind, note }) => `  ${kind.padEnd(14)}  ${at(place, excerpts)}${note}`),
      ];
}

function at({ line, start, end, text }: Place, excerpts: boolean): string {
  return `line ${line}, ${start}–${end}${excerpts ? `  ${quoted(text)}` : ''}`;
}

/** `24/25`. */
function accounted(tallies: readonly CoverageTally[]): string {
  const total = tallies.reduce((sum, tally) => sum + tally.total, 0);
  const left = tallies.reduce((sum, tally) => sum + tally.left.length, 0);
  return `${total - left}/${total}`;
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

function jsonOf({ articleId, marks, words, sentences, excluded }: ArticleCoverage) {
  const place = ({ line, start, end }: Place) => ({ line, start, end });
  const tally = ({ total, left }: CoverageTally) => ({ total, left: left.map(place) });
  return {
    articleId,
    marks: tally(marks),
    reportingWords: words && tally(words),
    sentences: tally(sentences),
    excluded: excluded.map((one) => ({ ...place(one), note: one.note })),
  };
}
