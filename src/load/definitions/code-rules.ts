// Whether the codes of a record are those of the codebooks that its dataset has.
import { type AuthoredCodebook, CodeTree, SHARED_SCHEMES } from '../../model/codebook/own-codebook.ts';
import { nearest } from '../../query/parameters/nearest.ts';
import type { FieldFault } from '../read/fault.ts';
import type { Path } from '../read/raw-record.ts';
import type { Conventions } from './definition.ts';
import { suggestion } from './rules.ts';

const trees = new WeakMap<AuthoredCodebook, CodeTree>();

/** The codebook of a scheme of the dataset's own; null where it has none. */
function treeOf(scheme: string, { codebooks }: Conventions): CodeTree | null {
  const codebook = codebooks.find((each) => each.scheme === scheme);
  if (codebook === undefined) return null;
  const tree = trees.get(codebook) ?? new CodeTree(codebook);
  trees.set(codebook, tree);
  return tree;
}

/** A code that a closed codebook does not list. An open one, and a scheme without a codebook, let any code stand. */
export function codeFaults(
  { scheme, code }: { readonly scheme: string; readonly code: string },
  path: Path,
  conventions: Conventions,
): FieldFault[] {
  const tree = treeOf(scheme, conventions);
  if (tree === null || !tree.codebook.closed || tree.has(code)) return [];
  const known = tree.codebook.codes.map((entry) => entry.code);
  const cure =
    known.length === 0 ? 'add it to the codebook, or make that closed: false' : suggestion(code, known);
  return [{ path, message: `the closed codebook ${scheme} has no code ${code}`, cure }];
}

/** Of a sector: one that is `scheme:code` is of a codebook of the dataset. */
export function sectorFaults(sector: string, path: Path, conventions: Conventions): FieldFault[] {
  const [scheme = '', code] = sector.split(/:(.*)/s);
  if (code === undefined) return [];
  if (treeOf(scheme, conventions) !== null) return codeFaults({ scheme, code }, path, conventions);
  if (scheme === SHARED_SCHEMES[0])
    return [{ path, message: 'a PLOVER sector stands by itself', cure: `write ${code}` }];
  const meant = nearest(
    scheme,
    conventions.codebooks.map((each) => each.scheme),
  );
  const cure = meant === null ? `write it, as codebooks/${scheme}.yaml` : `did you mean ${meant}:${code}?`;
  return [{ path, message: `the dataset has no codebook ${scheme}`, cure }];
}
