// Damage to database files, as a disk, a broken copy or a hand does it.
import {
  closeSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';

/** Words of a quote of the invented dataset, and what damage makes of them. */
export const WORDS = 'Whoever builds that wall';
export const ALTERED = 'Whoever burns that walls';

/** The bytes of a file with other words in it, wherever they stand: what no structure of the file shows. */
export function altered(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  let found = 0;
  for (let at = copy.indexOf(WORDS); at !== -1; at = copy.indexOf(WORDS, at)) {
    copy.write(ALTERED, at);
    found += 1;
  }
  if (found === 0) throw new Error('the file does not hold the words');
  return copy;
}

/** Writes over the bytes of a file, as whoever edits or copies it in place; its times change. */
export function overwrite(path: string, bytes: Buffer, length = bytes.length): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, length, 0);
  ftruncateSync(file, length);
  closeSync(file);
}

export function alterInPlace(path: string): void {
  overwrite(path, altered(readFileSync(path)));
}

export function cutOff(path: string): void {
  const bytes = readFileSync(path);
  overwrite(path, bytes, bytes.length - 4096);
}

/** Puts another file in the place of one, as a load does. */
export function replaceBy(path: string, bytes: Buffer): void {
  writeFileSync(`${path}.new`, bytes);
  renameSync(`${path}.new`, path);
}
