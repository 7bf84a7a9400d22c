// What the benches share: their sizes, a folder that goes with them, a published database of synthetic events, and how
// they measure.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Condition } from '../src/query/condition.ts';
import type { RenderedRecord } from '../src/store/port/target.ts';
import { openTarget } from '../src/store/sqlite/publish/sqlite-target.ts';
import { syntheticEvents } from './synthetic-events.ts';

/** The numbers of events and of rounds, from the command line. */
export function sizes(defaults: { readonly rounds: number }): { events: number; rounds: number } {
  const [, , events = 200_000, rounds = defaults.rounds] = process.argv;
  return { events: Number(events), rounds: Number(rounds) };
}

/** Runs a bench in a folder of its own, which is removed afterwards. */
export async function inFolder(bench: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'demarche-bench-'));
  try {
    await bench(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Publishes a database of so many synthetic events, each as `change` makes it. */
export async function publishEvents(
  path: string,
  count: number,
  change = (record: RenderedRecord): RenderedRecord => record,
): Promise<void> {
  const target = await openTarget({ location: path });
  for (const batch of syntheticEvents(count))
    await target.write(
      'events',
      batch.map(({ record }) => change(record)),
    );
  await target.finish({
    dataset: '{}',
    datasetId: 'bench',
    version: '1',
    contentHash: '',
    revision: '0'.repeat(16),
    seedHash: null,
    textsLoaded: 0,
  });
  await target.publish();
}

/** Records with this value in this field. */
export function term(field: string, value: string): Condition {
  return { kind: 'terms', match: 'any', terms: [{ field, value }] };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The size of some tables and indexes of a file together, rounded. */
export function megabytes(database: Database.Database, ...names: string[]): string {
  const size = database.prepare('select coalesce(sum(pgsize), 0) from dbstat where name = ?').pluck();
  return (names.reduce((sum, name) => sum + Number(size.get(name)), 0) / 1e6).toFixed(0);
}
