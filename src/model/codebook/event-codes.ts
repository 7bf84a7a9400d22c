// The codes of an event, and what follows from them: its quad class and scores.
import { z } from 'zod';
import { ShortCode } from '../fields.ts';
import { CAMEO_CODE, cameoQuadClass, goldsteinOf } from './cameo.ts';
import { SchemeName } from './own-codebook.ts';
import { modesOf, type PloverMode, type PloverType, ploverType } from './plover.ts';

export const CodeReference = z
  .strictObject({
    scheme: SchemeName.describe('The scheme, such as `cameo`.'),
    code: ShortCode.describe('The code in that scheme, as text: `010` is not `10`.'),
  })
  .refine(({ scheme, code }) => scheme !== 'cameo' || CAMEO_CODE.test(code), {
    path: ['code'],
    error: 'a CAMEO code is a root from 01 to 20 and up to two digits more, such as "13" or "1312"',
  })
  .meta({
    id: 'CodeReference',
    description: 'A code in a named scheme.',
    examples: [{ scheme: 'cameo', code: '1312' }],
  });
export type CodeReference = z.output<typeof CodeReference>;

export const QuadClass = z
  .int()
  .min(1)
  .max(4)
  .meta({
    id: 'QuadClass',
    description:
      '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict: ' +
      'from the PLOVER type, else from the CAMEO root.',
  });

const scoreFields = {
  scale: z.enum(['plover', 'goldstein']).meta({
    id: 'ScoreScale',
    description: '`plover` from PLOVER type and mode, `goldstein` from the CAMEO code. Not comparable.',
  }),
  value: z.number().min(-10).max(10).describe('From -10, most conflict, to 10, most cooperation.'),
};

export const CodeScore = z.object(scoreFields).meta({
  id: 'CodeScore',
  description: 'How conflictual or cooperative a code is, by expert judgement.',
});

/** A score as a source gives it, whatever follows from the codes. */
export const AuthoredScore = z
  .strictObject({ ...scoreFields, basis: z.literal('given').default('given') })
  .meta({ id: 'AuthoredScore' });

export const Score = z
  .object({
    ...scoreFields,
    basis: z.enum(['derived', 'given']).meta({
      id: 'ScoreBasis',
      description: '`derived`: it follows from the codes here. `given`: the source of the record states it.',
    }),
  })
  .meta({
    id: 'Score',
    description:
      'How conflictual or cooperative a code is, by expert judgement. It rates the code, never the incident.',
  });
export type Score = z.output<typeof Score>;

/** The first CAMEO code: where there are several, quad class and score follow from it. */
function cameoCode(codes: readonly CodeReference[]): string | undefined {
  return codes.find(({ scheme }) => scheme === 'cameo')?.code;
}

/** Quad class of an event: from its PLOVER type, else from its CAMEO root, else null. */
export function quadClassOf(type: PloverType | null, codes: readonly CodeReference[]): number | null {
  if (type !== null) return ploverType(type).quadClass;
  const cameo = cameoCode(codes);
  return cameo === undefined ? null : cameoQuadClass(cameo);
}

/** The mode's score where exactly one of the type's modes with a score is given, else the type's own. */
function ploverScore(type: PloverType, modes: readonly PloverMode[]): number {
  const scores = modesOf(type)
    .filter((entry) => modes.includes(entry.mode))
    .flatMap(({ score }) => (score === null ? [] : [score]));
  return scores.length === 1 && scores[0] !== undefined ? scores[0] : ploverType(type).score;
}

/** The scores that follow from an event's codes: one for each scale on which they have one. */
export function scoresOf(
  type: PloverType | null,
  modes: readonly PloverMode[],
  codes: readonly CodeReference[],
): Score[] {
  const scores: Score[] = [];
  if (type !== null) scores.push({ scale: 'plover', value: ploverScore(type, modes), basis: 'derived' });
  const cameo = cameoCode(codes);
  const goldstein = cameo === undefined ? null : goldsteinOf(cameo);
  if (goldstein !== null) scores.push({ scale: 'goldstein', value: goldstein, basis: 'derived' });
  return scores;
}
