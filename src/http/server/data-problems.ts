// Why the data answer nothing: they are not known to be what their load wrote, known not to be, or asked too much.
import type { Store } from '../../store/port/store.ts';
import { StoreError } from '../../store/port/store-error.ts';
import { PROBLEMS, Problem } from './problems.ts';

/** In seconds. A damaged file stays so until somebody puts a good one in its place. */
const RETRY_DAMAGED = '30';

function unchecked(cause?: unknown): Problem {
  return new Problem('data-unchecked', `${PROBLEMS['data-unchecked'].title}.`, { cause });
}

function damaged(cause?: unknown): Problem {
  const headers = { 'retry-after': RETRY_DAMAGED };
  return new Problem('data-damaged', `${PROBLEMS['data-damaged'].title}.`, { headers, cause });
}

/** Throws a Problem where the store must not answer. */
export function requireIntact(store: Store): void {
  const integrity = store.integrity();
  if (integrity === 'unchecked') throw unchecked();
  if (integrity === 'damaged') throw damaged();
}

/** @param detail what there is too much of, in public words */
export function overloaded(detail: string, cause?: unknown): Problem {
  return new Problem('overloaded', detail, { cause });
}

/** The problem for what a store threw while it was read from; null for any other error. */
export function problemOfStore(error: unknown): Problem | null {
  if (!(error instanceof StoreError)) return null;
  if (error.code === 'damaged') return damaged(error);
  if (error.code === 'busy') return overloaded(`${PROBLEMS.overloaded.title}.`, error);
  return error.code === 'unchecked' ? unchecked(error) : null;
}
