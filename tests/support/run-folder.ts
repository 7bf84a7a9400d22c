// One temporary folder for a whole run: what tests or killed processes leave behind in it is gone afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Called by Vitest before it starts its workers, which inherit the environment; gives what to call at the end. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'demarche-run-'));
  // Of POSIX and of Windows.
  process.env.TMPDIR = folder;
  process.env.TEMP = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
