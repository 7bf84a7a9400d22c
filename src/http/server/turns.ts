// Long answers take turns: however many there are, one of them takes one step in each turn of the event loop, so that
// what is short waits for one step and not for as many as there are long answers.

const waiting: (() => void)[] = [];

/** Resolves in a later turn of the event loop, in the order of asking. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(goOn);
  });
}

function goOn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(goOn);
}
