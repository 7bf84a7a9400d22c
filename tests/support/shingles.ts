// Finds where a tree repeats an article: eight consecutive words of it, in any case, across lines and marks. Words that
// the records quote are left out, by the passages that the records name and by nothing else.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthoredActor } from '../../src/model/actor.ts';
import type { AuthoredArticle } from '../../src/model/article.ts';
import type { Document } from '../../src/model/code-points.ts';
import type { AuthoredQuote } from '../../src/model/quote.ts';
import { contains, type Range, rangeOfSpan } from '../../src/model/text-range.ts';

/** How many consecutive words are a repetition. */
export const SHINGLE = 8;

interface Word {
  readonly text: string;
  /** UTF-16 units of the text, half open. */
  readonly start: number;
  readonly end: number;
}

/** Words in lower case, each with the apostrophes in it; YAML doubles some of those. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:['’]{1,2}[\p{L}\p{N}]+)*/gu)].map(({ 0: word, index }) => ({
    text: word.normalize('NFKC').toLowerCase().replace(/['’]+/g, "'"),
    start: index,
    end: index + word.length,
  }));
}

/** Each run of so many words, with where it stands. */
function* shinglesOf(text: string): Iterable<Range & { readonly words: string }> {
  const words = wordsOf(text);
  for (const [at, first] of words.entries()) {
    const last = words[at + SHINGLE - 1];
    if (last === undefined) return;
    const run = words.slice(at, at + SHINGLE).map((word) => word.text);
    yield { start: first.start, end: last.end, words: run.join(' ') };
  }
}

/** The shingles of an article that no record quotes. */
export function unquotedShingles(document: Document, quoted: readonly Range[]): Set<string> {
  const points = ({ start, end }: Range) => ({
    start: document.pointOf(start),
    end: document.pointOf(end),
  });
  const all = [...shinglesOf(document.text)];
  const isQuoted = (shingle: Range) => quoted.some((range) => contains(range, points(shingle)));
  const free = new Set(all.map(({ words }) => words));
  for (const shingle of all) if (isQuoted(shingle)) free.delete(shingle.words);
  return free;
}

/**
 * The passages of an article whose words may stand in the tree: what a record gives as the words of a speaker, and short
 * identifying words, which are the headline, the byline, and cues, speakers and titles as printed.
 */
export function quotedRanges(
  article: AuthoredArticle,
  document: Document,
  quotes: readonly AuthoredQuote[],
  actors: readonly AuthoredActor[],
): Range[] {
  const own = quotes.filter(({ articleId }) => articleId === article.id);
  // A block is prose that an article takes from elsewhere: nobody's spoken words.
  const spoken = own.flatMap(({ form, segments }) => {
    if (form === 'block') return [];
    const runs: Range[] = [];
    for (const { text, continues, span } of segments) {
      const range = text === null ? null : rangeOfSpan(span);
      const before = continues ? runs.pop() : undefined;
      if (range !== null) runs.push({ start: before?.start ?? range.start, end: range.end });
    }
    return runs;
  });
  const named = actors.flatMap(({ name, aliases, roles }) => [
    name,
    ...aliases,
    ...roles.map(({ title }) => title),
  ]);
  const printed = own.flatMap(({ cue, speakerAsPrinted }) => [cue, speakerAsPrinted]);
  const identifying = [article.title, article.byline, ...named, ...printed].filter((words) => words !== null);
  return [...spoken, ...identifying.flatMap((words) => placesOf(words, document))];
}

/** Every place of the words, in any case; places with no word between are one, as a headline that is printed twice. */
function placesOf(words: string, document: Document): Range[] {
  const literal = words.trim().replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const pattern = literal.replace(/\s+/g, '\\s+').replace(/['’]/g, "['’]");
  const places = document.text.matchAll(new RegExp(`(?:${pattern}[^\\p{L}\\p{N}]*)+`, 'giu'));
  return [...places].map(({ 0: found, index }) => ({
    start: document.pointOf(index),
    end: document.pointOf(index + found.length),
  }));
}

/** Every text file of the repository that is or would be committed, by its path. */
export function* treeFiles(root: string): Iterable<{ readonly path: string; readonly text: string }> {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const path of new Set(listed.split('\0'))) {
    if (path === '') continue;
    let text: string;
    try {
      text = readFileSync(join(root, path), 'utf8');
    } catch {
      continue; // deleted and not yet committed so, or a link to a folder
    }
    if (!text.includes('\0')) yield { path, text: text.replace(/\\[nrt"]/g, ' ') };
  }
}

/** The shingles in a text that are among those given. */
export function repeatedIn(text: string, shingles: ReadonlySet<string>): string[] {
  return [...shinglesOf(text)].map(({ words }) => words).filter((words) => shingles.has(words));
}
