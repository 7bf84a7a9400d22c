// The dictionary of terms: a term that nobody has is not in it, and matches nothing.
import { sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type { ResourceName, Term } from '../../query/condition.ts';
import { type Reader, rowsForEach } from './reader.ts';

export interface KnownTerm extends Term {
  readonly id: number;
  /** How many records have it. */
  readonly count: number;
}

/** Looks terms up, by `termKey`; terms that no record has are left out. One query for each field. */
export async function knownTerms(
  reader: Reader,
  resource: ResourceName,
  terms: readonly Term[],
): Promise<ReadonlyMap<string, KnownTerm>> {
  const known = new Map<string, KnownTerm>();
  for (const [field, sameField] of Map.groupBy(terms, (term) => term.field)) {
    const values = sameField.map(({ value }) => value);
    const rows = await rowsForEach<KnownTerm>(
      reader,
      values,
      (list) => sql`select id, field, value, count from terms
        where resource = ${resource} and field = ${field} and value in ${list}`,
    );
    for (const row of rows) known.set(termKey(row), row);
  }
  return known;
}

/** Terms that requests name again and again: with their keys some 4 MB. */
const REMEMBERED = 20_000;

/** Looks terms up, and remembers what it found or did not find: the terms of a revision never change. */
export class TermDictionary {
  readonly #reader: Reader;
  readonly #remembered = new LRUCache<string, { readonly term: KnownTerm | null }>({ max: REMEMBERED });

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** As `knownTerms`. */
  async known(resource: ResourceName, terms: readonly Term[]): Promise<ReadonlyMap<string, KnownTerm>> {
    const known = new Map<string, KnownTerm>();
    const unread: Term[] = [];
    for (const term of terms) {
      const key = termKey(term);
      const entry = this.#remembered.get(`${resource}\t${key}`);
      if (entry === undefined) unread.push(term);
      else if (entry.term !== null) known.set(key, entry.term);
    }
    if (unread.length === 0) return known;
    const read = await knownTerms(this.#reader, resource, unread);
    for (const term of unread) {
      const key = termKey(term);
      const found = read.get(key) ?? null;
      this.#remembered.set(`${resource}\t${key}`, { term: found });
      if (found !== null) known.set(key, found);
    }
    return known;
  }
}

export function termKey({ field, value }: Term): string {
  return `${field}\t${value}`;
}
