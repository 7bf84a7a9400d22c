// Threads that answer the questions whose work grows with the dataset. Types only.
import type { StoreErrorCode } from './store-error.ts';

/** What a thread is asked: a method of a store and its arguments, which can be copied. */
export interface ThreadQuestion {
  readonly method: string;
  readonly args: readonly unknown[];
}

/** What a thread answers: a value, or what was thrown, whose class does not survive the way between threads. */
export type ThreadAnswer =
  | { readonly value: unknown }
  | { readonly error: { readonly code: StoreErrorCode | null; readonly message: string } };

export interface ThreadPool {
  /** Throws StoreError `busy` where too many questions wait, or this one would wait too long. */
  ask<T>(question: ThreadQuestion): Promise<T>;
  /** Ends the threads; what still waits or runs is refused. */
  close(): Promise<void>;
}
