// What can go wrong with a store, by code. Messages are public words: no path beyond the one the operator gave, no SQL.

export type StoreErrorCode =
  | 'noFile'
  | 'unreadable'
  | 'unwritable'
  | 'notADataset'
  | 'otherFormat'
  | 'truncated'
  | 'damaged'
  | 'locked'
  | 'invalidPosition'
  | 'durabilityUnknown';

export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
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
