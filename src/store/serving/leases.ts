// Who still reads from a store that has been replaced.

export interface Leases {
  /** Takes a lease on the store, which lasts until what it returns is called, once or more. */
  lease(): () => void;
  /** Resolves when no lease is left. */
  released(): Promise<void>;
}

export function countLeases(): Leases {
  let count = 0;
  const waiting: (() => void)[] = [];
  return {
    lease: () => {
      count += 1;
      let isReleased = false;
      return () => {
        if (isReleased) return;
        isReleased = true;
        count -= 1;
        if (count === 0) for (const resolve of waiting.splice(0)) resolve();
      };
    },
    released: () =>
      new Promise((resolve) => {
        if (count === 0) resolve();
        else waiting.push(resolve);
      }),
  };
}
