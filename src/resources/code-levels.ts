// The levels of codes, by which a facet rolls them up. CAMEO's are their numbers of digits; those of a scheme of the
// dataset's own are the depths in its codebook, where a code without kinds of its own is whole at each level below it.
// So is a code that no codebook lists.
import { z } from 'zod';
import type { Levels, Parts } from '../query/filters/term-filter.ts';
import { codeReference } from './codes.ts';

const DIGITS = { root: 2, base: 3, event: 4 } as const;
type Level = keyof typeof DIGITS;
const LEVELS = Object.keys(DIGITS) as Level[];

export const CodeLevel = z.enum(LEVELS).meta({
  id: 'CodeLevel',
  description:
    'A level of codes: `root` is two digits of CAMEO (13), `base` three (138), `event` four (1385). In a scheme of the ' +
    "dataset's own it is a code without a parent, one below that, and one below that again; a code with none below it " +
    'is whole at each level.',
});

export const codeLevels: Levels = {
  schema: CodeLevel,
  isOf: (value, level, codes) => {
    const { scheme, code } = codeReference(value) ?? { scheme: '', code: value };
    if (scheme === 'cameo') return code.length === DIGITS[level as Level];
    const tree = codes.codeTree(scheme);
    const [depth, wanted] = [tree?.line(code).length ?? 1, LEVELS.indexOf(level as Level) + 1];
    return depth === wanted || (depth < wanted && tree?.hasKinds(code) !== true);
  },
};

/** Each scheme that has a codebook is counted by itself too, at as many levels as it has. */
export const codeSchemes: Parts = {
  of: (value) => codeReference(value)?.scheme ?? '',
  levels: (scheme, codes) => {
    if (scheme === 'cameo') return LEVELS;
    const tree = codes.codeTree(scheme);
    return tree === null ? [] : LEVELS.slice(0, tree.depth);
  },
};

/** The schemes that can be counted by themselves, of a dataset with these of its own. */
export function countedSchemes(own: readonly string[]): string[] {
  return ['cameo', ...own];
}
