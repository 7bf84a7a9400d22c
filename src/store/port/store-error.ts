// What can go wrong with a store, by code. Messages are public words: no path beyond the one the operator gave, no SQL.

export type StoreErrorCode =
  | 'missing'
  | 'unreadable'
  | 'unwritable'
  | 'notADataset'
  | 'otherFormat'
  | 'truncated'
  | 'damaged'
  | 'unchecked'
  | 'locked'
  | 'invalidPosition'
  | 'durabilityUnknown';

/** What is wrong with the data itself. */
const FINAL: readonly StoreErrorCode[] = ['notADataset', 'otherFormat', 'truncated', 'damaged'];

export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }

  /** Whether the same data would be refused again. Any other error may pass. */
  get isFinal(): boolean {
    return FINAL.includes(this.code);
  }
}

/** Another load is writing the same dataset. `pid` is null where the other has not said it yet. */
export class LockedError extends StoreError {
  readonly pid: number | null;

  constructor(pid: number | null) {
    super('locked', pid === null ? 'locked by another load' : `locked by pid ${pid}`);
    this.name = 'LockedError';
    this.pid = pid;
  }
}
