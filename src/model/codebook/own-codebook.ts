// Code schemes of a dataset's own: a codebook as its authors write it, and its codes as a tree.
import { z } from 'zod';
import { Line, Prose, ShortCode, WebAddress, wireFields } from '../fields.ts';

/** What a load holds of them while it checks records: some hundred bytes a code. */
export const MOST_CODEBOOKS = 20;
const MOST_CODES = 20_000;
/** A record is indexed under each code that one of its own is a kind of. */
export const MOST_LEVELS = 10;

export const SchemeName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'a scheme is a short lower-case name such as "cameo"');

/** Schemes whose codebooks come with Demarche. */
export const SHARED_SCHEMES = ['plover', 'cameo'] as const;

const AuthoredCode = z
  .strictObject({
    code: ShortCode.describe('The code, as text: `010` is not `10`.'),
    label: Line.describe('A short name.'),
    parent: ShortCode.nullable().default(null).describe('The code that it is a kind of.'),
    gloss: Prose.nullable().default(null).describe('What it means, where the label does not say it.'),
  })
  .meta({ id: 'AuthoredCode' });
export type AuthoredCode = z.output<typeof AuthoredCode>;

export const AuthoredCodebook = z
  .strictObject({
    scheme: SchemeName.describe('The name by which records refer to it: that of the file.'),
    title: Line,
    version: Line.describe('The version of the scheme that the codes follow.'),
    url: WebAddress.nullable().default(null).describe('Where the scheme is published.'),
    closed: z
      .boolean()
      .default(false)
      .describe('Whether records may have no other codes of the scheme than these.'),
    codes: z.array(AuthoredCode).max(MOST_CODES).default([]),
  })
  .meta({ id: 'AuthoredCodebook' });
export type AuthoredCodebook = z.output<typeof AuthoredCodebook>;

export const CodebookSummary = z
  .object({
    ...wireFields(AuthoredCodebook.shape),
    codes: z.int().min(0).describe('How many codes it lists; `/v1/codebook/{scheme}` has them.'),
  })
  .meta({ id: 'CodebookSummary', description: "A code scheme of the dataset's own." });

/** A codebook's codes by what they are kinds of. Made only of a codebook without faults. */
export class CodeTree {
  readonly codebook: AuthoredCodebook;
  readonly #entries: ReadonlyMap<string, AuthoredCode>;
  readonly #parents: ReadonlySet<string | null>;
  #depth: number | null = null;

  constructor(codebook: AuthoredCodebook) {
    this.codebook = codebook;
    this.#entries = new Map(codebook.codes.map((entry) => [entry.code, entry]));
    this.#parents = new Set(codebook.codes.map(({ parent }) => parent));
  }

  has(code: string): boolean {
    return this.#entries.has(code);
  }

  /** Null where the code is not listed. */
  label(code: string): string | null {
    return this.#entries.get(code)?.label ?? null;
  }

  /** Whether any code is a kind of this one. */
  hasKinds(code: string): boolean {
    return this.#parents.has(code);
  }

  /** The code and all that it is a kind of, nearest first: a code that is not listed is a kind of nothing. */
  line(code: string): readonly string[] {
    const line = [code];
    for (let next = this.#entries.get(code)?.parent ?? null; next !== null; ) {
      line.push(next);
      next = this.#entries.get(next)?.parent ?? null;
    }
    return line;
  }

  /** The number of codes in its longest line; 1 where no code is a kind of another. */
  get depth(): number {
    this.#depth ??= this.codebook.codes.reduce((most, { code }) => Math.max(most, this.line(code).length), 1);
    return this.#depth;
  }
}
