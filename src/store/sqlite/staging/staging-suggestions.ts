// The staged id nearest to one that does not exist. Bounded: a large set with many bad mentions is still checked
// in good time.
import type Database from 'better-sqlite3';
import { nearest } from '../../../query/parameters/nearest.ts';

/** Comparing with so many ids takes some milliseconds. */
const CANDIDATES = 2_000;
/** After so many, suggestions no longer help anyone, and the rest are named without. */
const SUGGESTIONS = 500;

export function openSuggestions(db: Database.Database) {
  const size = db.prepare('SELECT count(*) FROM (SELECT 1 FROM staged WHERE type = ? LIMIT ?)').pluck();
  const starting = db
    .prepare('SELECT DISTINCT id FROM staged WHERE type = ? AND id >= ? AND id < ? ORDER BY id LIMIT ?')
    .pluck();
  let given = 0;

  /** Ids of a small type, else those that begin alike. */
  function candidates(type: string, id: string): string[] {
    const small = (size.get(type, CANDIDATES + 1) as number) <= CANDIDATES;
    const prefix = small ? '' : id.slice(0, 2);
    return starting.all(type, prefix, `${prefix}\u{10FFFF}`, CANDIDATES) as string[];
  }

  return {
    nearest(type: string, id: string): string | null {
      given += 1;
      return given > SUGGESTIONS ? null : nearest(id, candidates(type, id));
    },
  };
}
