// Who still needs a store that has been replaced.

export interface Holds {
  /** Holds the store until what it returns is called, once or more. */
  hold(): () => void;
  /** Resolves when nobody holds the store. */
  released(): Promise<void>;
}

export function createHolds(): Holds {
  let held = 0;
  const waiting: (() => void)[] = [];
  return {
    hold: () => {
      held += 1;
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        held -= 1;
        if (held === 0) for (const resolve of waiting.splice(0)) resolve();
      };
    },
    released: () =>
      new Promise((resolve) => {
        if (held === 0) resolve();
        else waiting.push(resolve);
      }),
  };
}
