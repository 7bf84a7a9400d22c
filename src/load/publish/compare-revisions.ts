// What a load changes: every id of the revision before against every id of this one, both in one order, so that
// nothing is held in memory but what is being compared; and which fields of a record differ.
import type { ChangeKind } from '../../model/change.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { ChangeEntry, IdState, PreviousRevision } from '../../store/port/change-log.ts';
import type { Staging } from '../../store/port/staging.ts';
import { RECORD_DEFINITIONS } from '../definitions/definitions.ts';

/** An id as it was and as it is; null where nothing was known of it. */
export interface Pair {
  readonly before: IdState | null;
  readonly after: IdState | null;
}

/** What became of one id. */
export type Difference = Pick<ChangeEntry, 'type' | 'id' | 'kind' | 'successorId' | 'reason'>;

/** Half of a SHA-256 tells contents apart as surely, and keeps a large file smaller. */
const DIGITS = 32;

/** Every id of a dataset that is staged, those of statements that the load made included. */
export function* statesOf(staging: Staging): Iterable<IdState> {
  for (const { hash, ...state } of staging.states()) yield { ...state, hash: hash?.slice(0, DIGITS) ?? null };
}

/** Joins two sequences, each in byte order of type and id. */
export async function* pairsOf(
  before: ReturnType<PreviousRevision['states']>,
  after: Iterable<IdState>,
): AsyncGenerator<Pair> {
  const [olds, news] = [before[Symbol.asyncIterator](), after[Symbol.iterator]()];
  let [old, own] = [await nextOf(olds), await nextOf(news)];
  while (old !== null || own !== null) {
    const order = old === null ? 1 : own === null ? -1 : compareIds(old, own);
    yield { before: order <= 0 ? old : null, after: order >= 0 ? own : null };
    if (order <= 0) old = await nextOf(olds);
    if (order >= 0) own = await nextOf(news);
  }
}

async function nextOf(states: AsyncIterator<IdState> | Iterator<IdState>): Promise<IdState | null> {
  const { done, value } = await states.next();
  return done ? null : value;
}

/** Types and ids are ASCII, so the order of UTF-16 is byte order. */
function compareIds(a: IdState, b: IdState): number {
  if (a.type !== b.type) return a.type < b.type ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

/** What became of an id; null where nothing did. */
export function differenceOf({ before, after }: Pair): Difference | null {
  const kind = kindOf(before, after);
  const named = after ?? before;
  if (kind === null || named === null) return null;
  const { type, id } = named;
  const { successorId, reason } = after?.retired ?? { successorId: null, reason: null };
  return { type, id, kind, successorId, reason };
}

function kindOf(before: IdState | null, after: IdState | null): ChangeKind | null {
  if (after === null) return 'removed';
  if (after.retired !== null) return sameRetirement(before, after) ? null : 'retired';
  if (before === null || before.hash === null) return 'added';
  return before.hash === after.hash ? null : 'changed';
}

function sameRetirement(before: IdState | null, after: IdState): boolean {
  return (
    before?.retired?.reason === after.retired?.reason &&
    before?.retired?.successorId === after.retired?.successorId
  );
}

/** The authored fields whose content differs between two wire records of a type, in the order of the record. */
export function changedFields(type: RecordType, before: object, after: object): string[] {
  return Object.keys(RECORD_DEFINITIONS[type].authored.shape).filter(
    (field) => authoredText(type, before, field) !== authoredText(type, after, field),
  );
}

function authoredText(type: RecordType, record: object, field: string): string | undefined {
  const value = (record as Record<string, unknown>)[field];
  const isDerived = RECORD_DEFINITIONS[type].derivedItems?.[field];
  const authored =
    isDerived !== undefined && Array.isArray(value)
      ? value.filter((item) => !isDerived(item, record))
      : value;
  return JSON.stringify(authored, withoutDerived);
}

/** What of an authored field follows from the texts that were loaded, and so is no change of its authors'. */
function withoutDerived(key: string, value: unknown): unknown {
  if (key === 'textAvailable') return undefined;
  if (typeof value !== 'object' || value === null || !('sha256' in value && 'exact' in value)) return value;
  const { exact: _, status: __, ...span } = value as Record<string, unknown>;
  return span;
}
