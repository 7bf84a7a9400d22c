// Where revisions come from: the part of serving them that is the engine's own.
import type { CheckableStore } from './content-checks.ts';

export interface RevisionSource {
  readonly location: string;
  /** What stands there, in messages to the operator: "database file". */
  readonly noun: string;
  /** Tells one published revision from another without opening it; null where there is none. */
  version(): Promise<string | null>;
  open(): Promise<CheckableStore>;
}
