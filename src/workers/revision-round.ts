// One new version while workers open it.
import { StoreError } from '../store/port/store-error.ts';

/** How long the slowest may take, in milliseconds: opening takes a few, and a worker may be at a long answer. */
const PATIENCE = 30_000;

export interface RevisionRound<Member> {
  readonly version: string;
  /** Resolves when none is left; throws StoreError where one refuses, or takes too long. */
  readonly outcome: Promise<void>;
  /** This one has opened it, or takes part no longer. */
  done(member: Member): void;
  refuse(member: Member, reason: string): void;
  /** Nobody is waited for any more. */
  end(): void;
}

export function revisionRound<Member>(
  version: string,
  members: Iterable<Member>,
  nameOf: (member: Member) => string,
): RevisionRound<Member> {
  const pending = new Set(members);
  const { promise: outcome, resolve, reject } = Promise.withResolvers<void>();
  const fail = (message: string) => {
    clearTimeout(timer);
    reject(new StoreError('unreadable', message));
  };
  const timer = setTimeout(() => {
    fail(`${[...pending].map(nameOf).join(', ')} did not open it within ${PATIENCE / 1000} s`);
  }, PATIENCE);
  const settle = () => {
    if (pending.size > 0) return;
    clearTimeout(timer);
    resolve();
  };
  settle();
  return {
    version,
    outcome,
    done: (member) => {
      pending.delete(member);
      settle();
    },
    refuse: (member, reason) => {
      if (pending.has(member)) fail(`${nameOf(member)} cannot open it: ${reason}`);
    },
    end: () => fail('the server stops'),
  };
}
