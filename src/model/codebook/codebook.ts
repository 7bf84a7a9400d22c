// The codebooks as they are served: PLOVER and CAMEO in one shape, with the crosswalk between them.
import { z } from 'zod';
import { type CameoEntry, cameoEntries, type PloverEquivalent } from './cameo.ts';
import { CodeReference, CodeScore, QuadClass } from './event-codes.ts';
import { type AuthoredCodebook, SchemeName, type SHARED_SCHEMES } from './own-codebook.ts';
import { modesOf, PloverType, ploverType } from './plover.ts';
import { CONTEXTS, SECTORS } from './plover-tables.ts';

export const CodebookScheme = SchemeName.meta({
  id: 'CodebookScheme',
  description:
    "A coding scheme whose codebook is served: `plover`, `cameo`, or one of the dataset's own, which `/v1/dataset` lists.",
  examples: ['plover'],
  // Redundant with the pattern, for readers that allocate by it.
  maxLength: 32,
});

const CodebookEntryKind = z.enum(['type', 'mode', 'context', 'sector', 'root', 'code']).meta({
  id: 'CodebookEntryKind',
  description:
    "PLOVER has types, modes, contexts and sectors; CAMEO, and a scheme of the dataset's own, has roots and codes.",
});

const CodebookEntry = z
  .object({
    kind: CodebookEntryKind,
    code: z.string().describe('The code. A mode is unique only within its type, which is its `parent`.'),
    parent: z
      .string()
      .nullable()
      .describe("A mode's type, the CAMEO code one digit shorter, or the parent that the dataset gives it."),
    label: z.string().describe('A short name.'),
    gloss: z
      .string()
      .nullable()
      .describe('What it means, in words of the codebook; null where the label says it.'),
    quadClass: QuadClass.nullable().describe(
      "Quad class; null for contexts, sectors and codes of the dataset's own.",
    ),
    score: CodeScore.nullable().describe(
      'Score on the scale of the scheme; null where the scheme gives none.',
    ),
    crosswalk: z
      .array(CodeReference)
      .describe(
        'The same in the other scheme. A CAMEO code names its PLOVER type (`THREATEN`), its modes as type and ' +
          'mode (`THREATEN/relations`) and its contexts (`diplomatic`), which hold together. A PLOVER entry ' +
          'lists every CAMEO code that names it.',
      ),
  })
  .meta({ id: 'CodebookEntry', description: 'One code of a coding scheme.' });
type CodebookEntry = z.output<typeof CodebookEntry>;

export const Codebook = z
  .object({
    scheme: CodebookScheme,
    version: z.string().describe('The version of the scheme that the entries follow.'),
    title: z.string(),
    url: z.string().nullable().describe('Where the scheme is published; null where that is not said.'),
    closed: z.boolean().describe('Whether records have no other codes of the scheme than these.'),
    note: z.string().describe('What to know before using the codes and scores.'),
    entries: z.array(CodebookEntry),
  })
  .meta({
    id: 'Codebook',
    description: 'A coding scheme: its codes, scores, and equivalents in the other scheme.',
  });
export type Codebook = z.output<typeof Codebook>;

/** The PLOVER codes equivalent to a CAMEO code: `TYPE`, `TYPE/mode` for each mode, and the contexts. */
function ploverCodes({ type, modes, contexts }: PloverEquivalent): string[] {
  return [type, ...modes.map((mode) => `${type}/${mode}`), ...contexts];
}

/** CAMEO codes by their PLOVER equivalent: the crosswalk in the other direction. */
const cameoByPlover = Map.groupBy(
  cameoEntries.flatMap(({ code, plover }) =>
    plover === null ? [] : ploverCodes(plover).map((ploverCode) => ({ ploverCode, code })),
  ),
  ({ ploverCode }) => ploverCode,
);

function crosswalkToCameo(ploverCode: string): CodeReference[] {
  return (cameoByPlover.get(ploverCode) ?? []).map(({ code }) => ({ scheme: 'cameo', code }));
}

function typeEntries(): CodebookEntry[] {
  return PloverType.options.map((code) => {
    const { label, gloss, quadClass, score } = ploverType(code);
    const crosswalk = crosswalkToCameo(code);
    return {
      kind: 'type',
      code,
      parent: null,
      label,
      gloss,
      quadClass,
      score: { scale: 'plover', value: score },
      crosswalk,
    };
  });
}

function modeEntries(): CodebookEntry[] {
  return PloverType.options.flatMap((type) =>
    modesOf(type).map(({ mode, score, label, gloss }) => ({
      kind: 'mode' as const,
      code: mode,
      parent: type,
      label,
      gloss,
      quadClass: ploverType(type).quadClass,
      score: score === null ? null : { scale: 'plover' as const, value: score },
      crosswalk: crosswalkToCameo(`${type}/${mode}`),
    })),
  );
}

const unscored = { parent: null, quadClass: null, score: null };

const plover: Codebook = {
  scheme: 'plover',
  version: '2.0 draft, 2024-02-04',
  url: 'https://github.com/openeventdata/PLOVER',
  closed: true,
  title: 'PLOVER: Political Language Ontology for Verifiable Event Records',
  note:
    'An event has a type, modes of that type, and contexts. Scores were agreed by experts, not measured; they rate ' +
    'the code, never the incident. Glosses are ours. Where the manual contradicts itself, SANCTION is quad class 4 ' +
    'and ACCUSE scores -3; `vandalize` has no score.',
  entries: [
    ...typeEntries(),
    ...modeEntries(),
    ...CONTEXTS.map(([code, label, gloss]) => ({
      ...unscored,
      kind: 'context' as const,
      code,
      label,
      gloss,
      crosswalk: crosswalkToCameo(code),
    })),
    ...SECTORS.map(([code, label, gloss]) => ({
      ...unscored,
      kind: 'sector' as const,
      code,
      label,
      gloss,
      crosswalk: [],
    })),
  ],
};

function cameoCodebookEntry({
  code,
  parent,
  label,
  gloss,
  goldstein,
  quadClass,
  plover,
}: CameoEntry): CodebookEntry {
  return {
    kind: parent === null ? 'root' : 'code',
    code,
    parent,
    label,
    gloss,
    quadClass,
    score: goldstein === null ? null : { scale: 'goldstein', value: goldstein },
    crosswalk:
      plover === null
        ? []
        : ploverCodes(plover).map((ploverCode) => ({ scheme: 'plover', code: ploverCode })),
  };
}

const cameo: Codebook = {
  scheme: 'cameo',
  version: 'as in GDELT 2.0',
  url: null,
  closed: false,
  title: 'CAMEO: Conflict and Mediation Event Observations',
  note:
    "Codes are text: 010 is not 10. Scores are the Goldstein scale in GDELT's list; they rate the code, never the " +
    'incident, and are not comparable with PLOVER scores. A code without a score takes that of the nearest shorter ' +
    'code. Labels are ours. The equivalents follow the PLOVER table of 2021, brought up to PLOVER 2.0.',
  entries: cameoEntries.map(cameoCodebookEntry),
};

/** The codebooks that come with Demarche, by scheme. */
export const codebooks: Readonly<Record<(typeof SHARED_SCHEMES)[number], Codebook>> = { plover, cameo };

/** A codebook of the dataset's own, as it is served. */
export function servedCodebook({ scheme, version, title, url, closed, codes }: AuthoredCodebook): Codebook {
  return {
    ...{ scheme, version, title, url, closed },
    note: closed
      ? "A scheme of the dataset's own. Records have no other codes of it than these."
      : "A scheme of the dataset's own. Records may have codes of it that are not listed here.",
    entries: codes.map(({ code, parent, label, gloss }) => ({
      kind: parent === null ? 'root' : 'code',
      ...{ code, parent, label, gloss },
      ...{ quadClass: null, score: null, crosswalk: [] },
    })),
  };
}
