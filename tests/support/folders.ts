// Folders for tests, with files in them, gone after them.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new folder for several tests, and how to remove it. */
export function temporaryDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'demarche-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A folder with these files, by their paths in it, that is removed when the test ends. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const { path: folder, remove } = temporaryDirectory();
  onTestFinished(remove);
  writeFiles(folder, files);
  return folder;
}

/** Writes files by their paths in a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/**
 * A copy of a folder, with some of its files changed. An edit that changes nothing is a mistake of the test.
 * @param folder where to; one that is removed when the test ends, where nothing is said
 */
export function copyFolder(
  from: string,
  change: Readonly<Record<string, (text: string) => string>> = {},
  folder = makeFolder(),
): string {
  cpSync(from, folder, { recursive: true });
  for (const [name, edit] of Object.entries(change)) {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    const edited = edit(text);
    if (edited === text) throw new Error(`the edit of ${name} changes nothing`);
    writeFileSync(path, edited);
  }
  return folder;
}
