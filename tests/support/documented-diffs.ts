// The diffs that a Markdown page shows, applied to a tree. A hunk stands where its lines are found, so that the page
// need not follow line numbers.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Hunk {
  /** The path, from the root of the tree. */
  readonly file: string;
  readonly isNew: boolean;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The hunks of a page, by the heading that they stand under. */
export function hunksByHeading(page: string): ReadonlyMap<string, readonly Hunk[]> {
  const sections = page.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => [section.split('\n', 1)[0] ?? '', diffsIn(section).flatMap(hunksOf)]),
  );
}

function diffsIn(section: string): string[] {
  return [...section.matchAll(/^```diff\n([\s\S]*?)^```$/gm)].map(([, diff = '']) => diff);
}

function hunksOf(diff: string): Hunk[] {
  return diff
    .split(/^--- /m)
    .slice(1)
    .flatMap((part) => {
      const [from = '', to = '', ...lines] = part.trimEnd().split('\n');
      const file = to.replace(/^\+\+\+ b\//, '');
      const isNew = from === '/dev/null' || lines[0]?.includes('a new file') === true;
      return lines
        .join('\n')
        .split(/^@@ .*@@$\n?/m)
        .slice(1)
        .map((hunk) => ({ file, isNew, ...sidesOf(hunk.replace(/\n$/, '').split('\n')) }));
    });
}

function sidesOf(lines: readonly string[]): Pick<Hunk, 'before' | 'after'> {
  const without = (sign: string) =>
    lines.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1));
  return { before: without('+'), after: without('-') };
}

/** Applies the hunks to the tree. Throws where a hunk's lines are not found exactly once. */
export function applyHunks(root: string, hunks: readonly Hunk[]): void {
  for (const { file, isNew, before, after } of hunks) {
    const path = join(root, file);
    if (isNew) {
      if (existsSync(path)) throw new Error(`${file} is there already`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${after.join('\n')}\n`);
      continue;
    }
    const text = `\n${readFileSync(path, 'utf8')}`;
    const [wanted, replacement] = [`\n${before.join('\n')}\n`, `\n${after.join('\n')}\n`];
    const found = text.split(wanted).length - 1;
    if (before.length > 0 && found !== 1)
      throw new Error(`${file} has these lines ${found} times:\n${before.join('\n')}`);
    writeFileSync(
      path,
      before.length === 0
        ? text.slice(1) + replacement.slice(1)
        : text.replace(wanted, () => replacement).slice(1),
    );
  }
}
