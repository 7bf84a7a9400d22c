// The PLOVER codebook: its closed code lists as zod enums, and look-ups by type and mode.
// The tables, their source and the choices made in them are in plover-tables.ts.
import { z } from 'zod';
import { CONTEXTS, MODES, SECTORS, TYPES } from './plover-tables.ts';

/** Codes as the non-empty tuple that z.enum takes, each once, in the order of their table. */
function codesOf<C extends string>(codes: readonly C[]): [C, ...C[]] {
  return [...new Set(codes)] as [C, ...C[]]; // every table has rows
}

export const PloverType = z.enum(codesOf(TYPES.map(([code]) => code))).meta({
  id: 'PloverType',
  description: 'PLOVER 2.0 event type: what is done. `/v1/codebook/plover` explains each.',
});
export type PloverType = z.output<typeof PloverType>;

export const PloverMode = z.enum(codesOf(MODES.map(([, mode]) => mode))).meta({
  id: 'PloverMode',
  description:
    'PLOVER 2.0 mode: how it is done, or what a threat, request or refusal is about. ' +
    'Some names serve several types and mean another thing in each.',
});
export type PloverMode = z.output<typeof PloverMode>;

export const PloverContext = z.enum(codesOf(CONTEXTS.map(([code]) => code))).meta({
  id: 'PloverContext',
  description: 'PLOVER 2.0 context: the matter an act is about.',
});
export type PloverContext = z.output<typeof PloverContext>;

export const PloverSector = z.enum(codesOf(SECTORS.map(([code]) => code))).meta({
  id: 'PloverSector',
  description:
    'PLOVER 2.0 sector of an actor, or one of its seven codes for international bodies. ' +
    '`MED` is health and `JRN` the press, which CAMEO codes otherwise.',
});
export type PloverSector = z.output<typeof PloverSector>;

type PloverTypeEntry = { quadClass: number; score: number; label: string; gloss: string };
type PloverModeEntry = { mode: PloverMode; score: number | null; label: string; gloss: string };

const entriesByType = new Map<PloverType, PloverTypeEntry>(
  TYPES.map(([code, quadClass, score, label, gloss]) => [code, { quadClass, score, label, gloss }]),
);

const modesByType = new Map<PloverType, PloverModeEntry[]>(
  TYPES.map(([code]) => [
    code,
    MODES.filter(([type]) => type === code).map(([, mode, score, label, gloss]) => ({
      mode,
      score,
      label,
      gloss,
    })),
  ]),
);

/** Quad class, score, label and gloss of a type. */
export function ploverType(type: PloverType): PloverTypeEntry {
  return entriesByType.get(type) as PloverTypeEntry; // the map is built from the rows that define the enum
}

/** The modes of a type, with their scores in that type; empty for a type without modes. */
export function modesOf(type: PloverType): readonly PloverModeEntry[] {
  return modesByType.get(type) as PloverModeEntry[]; // as above
}

/** Whether a mode belongs to a type. */
export function isModeOf(mode: PloverMode, type: PloverType): boolean {
  return modesOf(type).some((entry) => entry.mode === mode);
}
