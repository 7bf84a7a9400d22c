// What becomes of a command whose output nobody takes: `demarche validate … | head -1`, a log on a full disk, a
// terminal that was closed.

/** As much of a stream as is needed. */
interface Output {
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/**
 * Lets the work go on, so that a load is whole and a server serves. A reader that has gone has read what it wanted, and
 * is passed over.
 * @param report is told once of any other loss of the output.
 */
export function surviveLostOutput(output: Output, progress: Output, report: (message: string) => void): void {
  let isReported = false;
  output.on('error', ({ code, message }) => {
    if (code === 'EPIPE' || isReported) return;
    isReported = true;
    report(`The output cannot be written: ${message}.`);
  });
  progress.on('error', () => {});
}
