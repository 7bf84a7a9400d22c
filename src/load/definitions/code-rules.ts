// Whether the codes of a record are those of the codebooks that its dataset has.
import { type AuthoredCodebook, CodeTree, SHARED_SCHEMES } from '../../model/codebook/own-codebook.ts';
import { codesLike } from '../../query/parameters/code-meant.ts';
import { valueMeant } from '../../query/parameters/meant.ts';
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
  return [{ path, message: `the closed codebook ${scheme} has no code ${code}`, cure: cureOf(code, tree) }];
}

/**
 * A scheme that nobody declares, in a dataset that has codebooks. One that has none may name any scheme of the field's.
 */
export function schemeFaults(
  { scheme }: { readonly scheme: string },
  path: Path,
  conventions: Conventions,
): FieldFault[] {
  const { codebooks, schemes, areKnown } = conventions;
  if (!areKnown || codebooks.length === 0) return [];
  const declared = [...SHARED_SCHEMES, ...codebooks.map((each) => each.scheme), ...schemes];
  if (declared.includes(scheme)) return [];
  const meant = valueMeant(scheme, declared);
  const add = `name it under schemes in the dataset file, or write its codes as codebooks/${scheme}.yaml`;
  const cure = meant === null ? add : `did you mean ${meant}? Else ${add}`;
  return [{ path, message: `the dataset declares no scheme ${scheme}`, cure }];
}

/** What would be right, for so many different codes of a codebook: a large set repeats a few mistakes. */
const REMEMBERED = 500;
const cures = new WeakMap<CodeTree, Map<string, string>>();

function cureOf(code: string, tree: CodeTree): string {
  const known = cures.get(tree) ?? new Map<string, string>();
  cures.set(tree, known);
  if (!known.has(code) && known.size < REMEMBERED) known.set(code, newCure(code, tree));
  return known.get(code) ?? UNSAID;
}

const UNSAID = 'write a code of the codebook, or add this one to it';

function newCure(code: string, tree: CodeTree): string {
  const like = codesLike(code, tree);
  return like.length === 0 ? UNSAID : suggestion(code, like);
}

/** Of a sector: one that is `scheme:code` is of a codebook of the dataset. */
export function sectorFaults(sector: string, path: Path, conventions: Conventions): FieldFault[] {
  const [scheme = '', code] = sector.split(/:(.*)/s);
  if (code === undefined) return [];
  if (treeOf(scheme, conventions) !== null) return codeFaults({ scheme, code }, path, conventions);
  if (scheme === SHARED_SCHEMES[0])
    return [{ path, message: 'a PLOVER sector stands by itself', cure: `write ${code}` }];
  if (!conventions.areKnown) return [];
  const meant = nearest(
    scheme,
    conventions.codebooks.map((each) => each.scheme),
  );
  const cure = meant === null ? `write it, as codebooks/${scheme}.yaml` : `did you mean ${meant}:${code}?`;
  return [{ path, message: `the dataset has no codebook ${scheme}`, cure }];
}
