// A row of the CAMEO tables.
import type { PloverContext, PloverMode, PloverType } from './plover.ts';

/**
 * Code; Goldstein score, null where the list has none; label; and the PLOVER equivalent: type, modes, contexts.
 * The type is null where PLOVER codes nothing. The quad class is not a column: it follows from the root.
 */
export type CameoRow = readonly [
  code: string,
  goldstein: number | null,
  label: string,
  type: PloverType | null,
  modes: readonly PloverMode[],
  contexts: readonly PloverContext[],
];
