// The CAMEO codebook: every code with its Goldstein score, quad class and PLOVER equivalent.
// Codes and figures are facts; labels and glosses are our own words.
//
// Sources: Goldstein from GDELT's CAMEO.goldsteinscale.txt (copy in mpiccirilli/UNDP-BCPR-Project@08d29bb), never
// from py-gdelt's JSON, which differs on nearly every code; it has no figure for 1213 and 1214. Quad class by root,
// as in ICEWS and GDELT. PLOVER from openeventdata/PLOVER@5e0c24f, CAMEO2PLOVER-2021.txt, a table for draft 0.8.
// Where that table and PLOVER 2.0 differ, 2.0 wins:
// - modes that 2.0 dropped: ban, political -> restrict; assassinate, massacre -> targeted; return, ease, cleansing -> none
// - contexts that 2.0 dropped: humanitarian -> human_security; democracy -> pro_democracy
// - modes under a type that lacks them: 1712 seize -> destroy; 175 has a context in the mode's column
// - acts that 2.0 places elsewhere: apologies (055) and curfews lifted (0813, 0814) are CONCEDE, diplomatic protests
//   (114) disapprove, verdicts (116) SANCTION convict, sanctions (163) SANCTION discontinue, air raids (195) aerial
// - root 08 splits: the root alone is CONCEDE, as its code 080 is
// - root 20 is ASSAULT unconventional: the manual's table still names FIGHT, a type that 2.0 dropped
import { CONFLICT } from './cameo-conflict.ts';
import { COOPERATION } from './cameo-cooperation.ts';
import type { PloverContext, PloverMode, PloverType } from './plover.ts';

/** A root and up to two digits. A string always: `010` (state something) is not `10` (demand). */
export const CAMEO_CODE = /^(0[1-9]|1\d|20)\d{0,2}$/;

export type PloverEquivalent = {
  type: PloverType;
  modes: readonly PloverMode[];
  contexts: readonly PloverContext[];
};

export type CameoEntry = {
  code: string;
  /** The code one digit shorter; null for a root. */
  parent: string | null;
  label: string;
  gloss: string | null;
  /** As listed; null where the list gives none, for which `goldsteinOf` falls back to a shorter code. */
  goldstein: number | null;
  quadClass: number;
  /** Null where PLOVER codes nothing: plain statements (01) and appeals (02). */
  plover: PloverEquivalent | null;
};

/** Notes on codes whose label is not enough. */
const GLOSSES: Record<string, string> = {
  '01': 'Words only. PLOVER codes no event here.',
  '02': 'Words only. PLOVER codes no event here.',
  '08': 'PLOVER splits it: 081 to 083 are words and CONCEDE, 084 to 087 are deeds and RETREAT.',
  '106': 'Some copies of the list name it a demand for withdrawal.',
  '107': 'Some copies of the list name it a demand for a ceasefire.',
  '139': 'A demand with a time limit and a threat.',
  '163': 'Formal sanctions; PLOVER names any cut in relations SANCTION.',
};

/** CAMEO's quad class by root; PLOVER's CONCEDE (1) and CAMEO's 08 (2) differ. */
function quadClassOfRoot(root: string): number {
  const number = Number(root);
  if (number <= 5) return 1;
  if (number <= 8) return 2;
  return number <= 13 ? 3 : 4;
}

/** All codes, in their order. */
export const cameoEntries: readonly CameoEntry[] = [...COOPERATION, ...CONFLICT].map(
  ([code, goldstein, label, type, modes, contexts]) => ({
    code,
    parent: code.length === 2 ? null : code.slice(0, -1),
    label,
    gloss: GLOSSES[code] ?? null,
    goldstein,
    quadClass: quadClassOfRoot(code.slice(0, 2)),
    plover: type && { type, modes, contexts },
  }),
);

const entryByCode = new Map(cameoEntries.map((entry) => [entry.code, entry]));

/** The listed entry of a code, if there is one. */
export function cameoEntry(code: string): CameoEntry | undefined {
  return entryByCode.get(code);
}

/** Quad class of a code, listed or not, by its root; null where the root is none of CAMEO's. */
export function cameoQuadClass(code: string): number | null {
  return entryByCode.get(code.slice(0, 2))?.quadClass ?? null;
}

/** Goldstein score of a code, or of the nearest shorter code that has one; null where not even the root exists. */
export function goldsteinOf(code: string): number | null {
  for (let length = code.length; length >= 2; length--) {
    const goldstein = entryByCode.get(code.slice(0, length))?.goldstein;
    if (goldstein !== undefined && goldstein !== null) return goldstein;
  }
  return null;
}
