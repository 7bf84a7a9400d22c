// What becomes of a command whose output nobody takes: `demarche validate … | head -1`, a log on a full disk, a
// terminal that was closed.

/**
 * Lets the work go on, so that a load is whole and a server serves. A reader that has gone has read what it wanted, and
 * is passed over; any other loss is reported once on standard error, and the command ends as failed.
 * @param failed the exit code of a command whose output is lost.
 */
export function surviveLostOutput(failed: number): void {
  let isReported = false;
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || isReported) return;
    isReported = true;
    process.exitCode ||= failed;
    process.stderr.write(`The output cannot be written: ${message}.\n`);
  });
  process.stderr.on('error', () => {});
}
