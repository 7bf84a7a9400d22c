// The codebooks that an answer needs, looked up before it is made.
import type { CodeTree } from '../../model/codebook/own-codebook.ts';
import type { CodeLookup } from '../../model/lookup.ts';
import { codeReference } from '../../resources/codes.ts';
import type { Store } from '../../store/port/store.ts';

export async function codeLookup(schemes: Iterable<string>, store: Store): Promise<CodeLookup> {
  const trees = new Map<string, CodeTree | null>();
  for (const scheme of new Set(schemes)) trees.set(scheme, await store.codebook(scheme));
  return { codeTree: (scheme) => trees.get(scheme) ?? null };
}

/** The schemes of codes that are given as `scheme:code`. */
export function schemesOf(values: Iterable<string>): string[] {
  return Array.from(values).flatMap((value) => codeReference(value)?.scheme ?? []);
}
