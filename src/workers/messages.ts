// What the primary and its workers say to one another. Types only.
import type { ProcessMetrics } from '../http/server/metrics.ts';
import type { Integrity } from '../store/port/store.ts';

export interface Begin {
  readonly type: 'begin';
  /** Which worker it is, from 1 on, and of how many. */
  readonly worker: number;
  readonly workers: number;
  readonly location: string;
  readonly port: number;
}

export type FromPrimary =
  | Begin
  /** Serve this version, or what is known of the one that is served. */
  | { readonly type: 'serve'; readonly version: string; readonly integrity: Integrity }
  | { readonly type: 'prepare' | 'abandon'; readonly version: string }
  /** End as on a signal. */
  | { readonly type: 'stop' }
  | { readonly type: 'measure'; readonly round: number }
  | { readonly type: 'gathered'; readonly round: number; readonly metrics: readonly ProcessMetrics[] };

export type FromWorker =
  /** It can be told what to serve. */
  | { readonly type: 'ready' }
  | { readonly type: 'listening' }
  | { readonly type: 'prepared'; readonly version: string }
  | { readonly type: 'refused'; readonly version: string; readonly message: string }
  /** It cannot go on. */
  | { readonly type: 'failed'; readonly message: string }
  /** Asks for the metrics of all. */
  | { readonly type: 'gather'; readonly round: number }
  | { readonly type: 'measured'; readonly round: number; readonly metrics: ProcessMetrics };
