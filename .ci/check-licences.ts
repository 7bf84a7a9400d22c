// Holds the licences of all that is installed with Demarche to a list: whoever serves it must be able to keep to each.
// Usage: npm run licences
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Licences, by SPDX, that ask for a notice at most. */
const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
]);

/** Packages under other licences: which, and why they may be used all the same. */
const EXCEPTIONS: Readonly<Record<string, Exception>> = {
  citeproc: {
    licence: 'CPAL-1.0 OR AGPL-1.0',
    reason: 'Used unchanged, as a library, under CPAL-1.0; NOTICE names it, its authors and its source.',
  },
};

export interface Exception {
  /** As the package states it. Where that changes, the reason has to be thought of anew. */
  readonly licence: string;
  readonly reason: string;
}

export interface Package {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression; null where the package states none. */
  readonly licence: string | null;
}

/** What is wrong, a sentence for each package; none where every licence is allowed or excepted. */
export function licenceFaults(
  packages: readonly Package[],
  exceptions: Readonly<Record<string, Exception>> = EXCEPTIONS,
): string[] {
  const faults = packages.flatMap(({ name, version, licence }) => {
    if (licence === null) return [`${name} ${version} states no licence.`];
    const exception = Object.hasOwn(exceptions, name) ? exceptions[name] : undefined;
    if (exception?.licence === licence || isAllowed(licence)) return [];
    return [`${name} ${version} is under ${licence}, which is neither allowed nor an exception.`];
  });
  const names = new Set(packages.map(({ name }) => name));
  const idle = Object.keys(exceptions).filter((name) => !names.has(name));
  return [...faults, ...idle.map((name) => `${name} is an exception, and is not installed.`)];
}

/** Whether an SPDX expression can be met by allowed licences: one of `OR`, all of `AND`, which binds more closely. */
export function isAllowed(expression: string): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const either = (): boolean => {
    let met = both();
    while (tokens[at] === 'OR') {
      at += 1;
      const other = both();
      met ||= other;
    }
    return met;
  };
  const both = (): boolean => {
    let met = one();
    while (tokens[at] === 'AND') {
      at += 1;
      const other = one();
      met &&= other;
    }
    return met;
  };
  const one = (): boolean => {
    const token = tokens[at] ?? '';
    at += 1;
    if (token !== '(') return ALLOWED.has(token);
    const met = either();
    const isClosed = tokens[at] === ')';
    at += 1;
    return met && isClosed;
  };
  // What is left over, such as `WITH` and an exception, is not understood, and so not allowed.
  return either() && at === tokens.length;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
}

/** The licence that a manifest states, in the forms of older packages too. */
export function statedLicence({ license, licenses }: Manifest): string | null {
  if (typeof license === 'string') return license;
  const older = [license ?? [], licenses ?? []].flat().map(({ type }) => type ?? '');
  return older.length === 0 ? null : older.map((type) => `(${type})`).join(' OR ');
}

interface Lock {
  readonly packages: Readonly<Record<string, Manifest & { readonly dev?: boolean }>>;
}

/** Every package that is installed for production; of another platform's, which are not, what the lockfile says. */
export function productionPackages(root: string): Package[] {
  const lock = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as Lock;
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, locked]) => {
      const file = `${root}${path}/package.json`;
      const manifest = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : locked;
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, version: manifest.version ?? '', licence: statedLicence(manifest) };
    });
}

if (import.meta.main) {
  const packages = productionPackages(fileURLToPath(new URL('..', import.meta.url)));
  const byLicence = Map.groupBy(packages, ({ licence }) => licence ?? 'none');
  for (const [licence, under] of [...byLicence].toSorted(([, a], [, b]) => b.length - a.length))
    console.log(`${licence}: ${under.length}`);
  for (const [name, { licence, reason }] of Object.entries(EXCEPTIONS))
    console.log(`${name}, ${licence}: ${reason}`);
  const faults = licenceFaults(packages);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
