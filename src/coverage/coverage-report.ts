// What a coverage run says when it ends, as text and as JSON.

import { faultJson } from '../load/read/fault.ts';
import { shorten } from '../model/strings.ts';
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
 * @param withWords whether to show the words of each place. They belong to the articles' publishers, and so are for
 *   whoever has the articles and not for a log or a file.
 */
export function coverageLines(found: Coverage, withWords: boolean): string[] {
  const talliesOf = ({ marks, words, sentences }: ArticleCoverage) => [marks, words, sentences];
  const rows = found.articles.map((article) => [
    article.articleId,
    ...talliesOf(article).map((tally) => (tally === null ? '–' : accounted([tally]))),
  ]);
  const all = [0, 1, 2].map((at) => accounted(found.articles.flatMap((each) => talliesOf(each)[at] ?? [])));
  return [
    ...table([[...COLUMNS], ...rows, ['all', ...all]]),
    ...found.articles.flatMap((article) => restLines(article, withWords)),
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

function restLines(article: ArticleCoverage, withWords: boolean): string[] {
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
        ...rest.map(({ place, kind, note }) => `  ${kind.padEnd(14)}  ${at(place, withWords)}${note}`),
      ];
}

/** How many code points of a passage are shown, and on either side of a short one. */
const SHOWN = 200;
const AROUND = 40;

/** A passage in its place, and with `[ ]` around it where so few words need those about them to be understood. */
function at({ line, start, end, text, before, after }: Place, withWords: boolean): string {
  const place = `line ${line}, ${start}–${end}`;
  if (!withWords) return place;
  const words = oneLine(shorten(text, SHOWN));
  if (end - start > AROUND) return `${place}  ${words}`;
  const [left, right] = [[...before].slice(-AROUND).join(''), shorten(after, AROUND)];
  return `${place}  ${oneLine(`${left.length < before.length ? '…' : ''}${left}[${words}]${right}`)}`;
}

/** Line breaks as a sign, and no other control character, which a terminal might obey. */
function oneLine(text: string): string {
  return text
    .trim()
    .replace(/\s*\n\s*/g, ' ⏎ ')
    .replace(/\p{Cc}/gu, ' ');
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
