// The levels of codes. CAMEO's are their numbers of digits; a scheme whose hierarchy is not known here has none, so its
// codes are whole at each level.
import { z } from 'zod';
import type { Levels } from '../query/filters/term-filter.ts';

const DIGITS = { root: 2, base: 3, event: 4 } as const;

export const CodeLevel = z.enum(Object.keys(DIGITS) as (keyof typeof DIGITS)[]).meta({
  id: 'CodeLevel',
  description:
    'A level of CAMEO: `root` is two digits (13), `base` three (138), `event` four (1385). Codes of other schemes have no levels.',
});

export const codeLevels: Levels = {
  schema: CodeLevel,
  isOf: (value, level) => {
    const [scheme, code = ''] = value.split(/:(.*)/s);
    return scheme !== 'cameo' || code.length === DIGITS[level as keyof typeof DIGITS];
  },
};
