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

/** Throws where nobody waits for the answer any longer. */
export type StillAsked = () => void;

export interface ThreadPool {
  /**
   * Throws StoreError `busy` where too many questions wait, or this one would wait too long.
   * @param stillAsked is called before a thread begins with the question; what it throws is the answer
   */
  ask<T>(question: ThreadQuestion, stillAsked?: StillAsked): Promise<T>;
  /** Ends the threads; what still waits or runs is refused. */
  close(): Promise<void>;
}
