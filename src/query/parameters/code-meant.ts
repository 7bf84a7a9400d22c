// The code of a codebook that a mistyped one likely means. Bounded: a codebook may have many thousand codes, and a
// request, or a set with many faults, asks often.
import type { CodeTree } from '../../model/codebook/own-codebook.ts';
import { valueMeant } from './meant.ts';

/** Comparing with so many takes some milliseconds. */
const CANDIDATES = 2000;

/** The codes that are compared with one: all where they are few, else those that begin alike. */
export function codesLike(code: string, { codebook: { codes } }: CodeTree): string[] {
  const all = codes.map((entry) => entry.code);
  if (all.length <= CANDIDATES) return all;
  return all.filter((each) => each[0] === code[0]).slice(0, CANDIDATES);
}

/** Another code than the one that is given; null where none is likely enough. */
export function codeMeant(code: string, tree: CodeTree): string | null {
  return valueMeant(
    code,
    codesLike(code, tree).filter((each) => each !== code),
  );
}
