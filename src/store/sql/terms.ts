// The dictionary of terms: a term that nobody has is not in it, and matches nothing.
import { sql } from 'drizzle-orm';
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

export function termKey({ field, value }: Term): string {
  return `${field}\t${value}`;
}
