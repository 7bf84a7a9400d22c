// Codes as terms: what a code is found by, and what a request may ask for.
import { z } from 'zod';
import { cameoEntries } from '../model/codebook/cameo.ts';
import type { CodeReference } from '../model/codebook/event-codes.ts';
import { PloverSector } from '../model/codebook/plover.ts';
import { Sector } from '../model/codebook/sector.ts';
import type { CodeLookup, Lookup } from '../model/lookup.ts';
import { CONTROLS } from '../model/strings.ts';
import { anyOf, type TermFilter } from '../query/filters/term-filter.ts';

export const CodeText = z
  .string()
  .max(100)
  .regex(new RegExp(`^[a-z][a-z0-9-]*:[^${CONTROLS}]+$`), 'a code is SCHEME:CODE, such as cameo:13')
  .refine(isKnownIfCameo, 'there is no such CAMEO code; /v1/codebook/cameo lists them')
  .meta({ id: 'CodeText', description: 'A code as `scheme:code`.' });

/**
 * CAMEO is a closed list, so a code must be one of its codes or a prefix of one. Whether a code of another scheme is
 * known depends on the codebooks of the dataset that answers.
 */
function isKnownIfCameo(text: string): boolean {
  if (!text.startsWith('cameo:')) return true;
  const code = text.slice('cameo:'.length);
  return code.length >= 2 && cameoEntries.some((entry) => entry.code.startsWith(code));
}

/** `scheme:code` in its parts; null for a text without a scheme, such as a PLOVER sector. */
export function codeReference(text: string): CodeReference | null {
  const [scheme = '', code] = text.split(/:(.*)/s);
  return code === undefined ? null : { scheme, code };
}

/** As `codeReference`, for codes that are known by the dataset's own codebooks: those of CAMEO are known without. */
export function ownCodeReference(text: string): CodeReference | null {
  const reference = codeReference(text);
  return reference?.scheme === 'cameo' ? null : reference;
}

/**
 * A code is indexed under itself and each code that it is a kind of, so that the list finds it by each. A CAMEO code is
 * a kind of each of its prefixes: 1312 of 131, and that of 13. Codes of other schemes have their parents in the codebook.
 */
export function codeTerms({ scheme, code }: CodeReference, codes: CodeLookup): string[] {
  return codeLine(scheme, code, codes).map((each) => `${scheme}:${each}`);
}

function codeLine(scheme: string, code: string, codes: CodeLookup): readonly string[] {
  if (scheme !== 'cameo') return codes.codeTree(scheme)?.line(code) ?? [code];
  return Array.from({ length: code.length - 1 }, (_, index) => code.slice(0, index + 2));
}

/**
 * The filter by sectors of actors. `whose` begins the description: `PLOVER sector of an actor that acts`.
 */
export function sectorFilter<R>(
  whose: string,
  sectorsOf: (record: R, lookup: Lookup) => readonly string[],
): TermFilter<R> {
  return anyOf(
    Sector,
    'GOV',
    `${whose}, or a code of the dataset's own as \`scheme:code\`: that code, or one below it in its codebook.`,
    (record, lookup) => sectorTerms(sectorsOf(record, lookup), lookup),
    { codeOf: codeReference, options: PloverSector.options },
  );
}

/** What the sectors of an actor are found by. */
function sectorTerms(sectors: readonly string[], codes: CodeLookup): string[] {
  return sectors.flatMap((sector) => {
    const reference = codeReference(sector);
    return reference === null ? [sector] : codeTerms(reference, codes);
  });
}
