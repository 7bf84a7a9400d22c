// Reads a folder of authored records, whatever format they are in, one by one and with their places.
// What cannot be read is a fault, and reading goes on with the next line or file.
import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Fault } from '../../store/port/staging.ts';
import { fileFault, notGzip, wholeFileFault } from './fault.ts';
import { type DataFile, findDataFiles } from './find-files.ts';
import type { RawRecord } from './raw-record.ts';
import { placesIn, readJson } from './read-json.ts';
import { readNdjson } from './read-ndjson.ts';
import { readYaml } from './read-yaml.ts';

/** YAML and JSON are read whole, at some hundred times their size: more belongs in several files or in NDJSON. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;

/**
 * The dataset's record first, then articles, actors, events, quotes, statements, disagreements and retired records,
 * each type by file name in byte order. Throws where the folder or a file cannot be read at all.
 */
export async function* readDataset(dir: string): AsyncGenerator<RawRecord | Fault> {
  const { files, faults } = findDataFiles(dir);
  yield* faults;
  for (const file of files) yield* readFile(file);
}

/** The records of one file. */
export async function* readFile({
  type,
  path,
  file,
  format,
  isGzip,
}: DataFile): AsyncGenerator<RawRecord | Fault> {
  if (format === 'ndjson') yield* readNdjson(type, path, file, isGzip);
  else {
    const text = readText({ path, file, isGzip });
    if (typeof text !== 'string') yield text;
    else yield* (format === 'json' ? readJson : readYaml)(type, text, file);
  }
}

/** A whole file as text without a byte order mark, or why it cannot be one. */
export function readText(of: Pick<DataFile, 'path' | 'file' | 'isGzip'>): string | Fault {
  const { file } = of;
  const bytes = readBytes(of);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const decoded = bytes.toString('utf8');
  const text = decoded.startsWith('\uFEFF') ? decoded.slice(1) : decoded;
  const bad = isUtf8(bytes) ? text.indexOf('\0') : text.indexOf('\uFFFD');
  if (bad < 0) return text;
  const place = placesIn(text, file)(bad);
  return isUtf8(bytes)
    ? fileFault(place, 'a NUL character', 'take it out')
    : fileFault(place, 'this is not UTF-8', 'save the file as UTF-8');
}

/** No more of a packed file is unpacked than would be read. */
function readBytes({ path, file, isGzip }: Pick<DataFile, 'path' | 'file' | 'isGzip'>): Buffer | Fault {
  const { size } = statSync(path);
  if (size > MAX_FILE_BYTES) return tooLarge(file, `${size} bytes`);
  const bytes = readFileSync(path);
  if (!isGzip) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_FILE_BYTES });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(file, `more than ${MAX_FILE_BYTES} bytes`);
    return notGzip(file);
  }
}

function tooLarge(file: string, size: string): Fault {
  return wholeFileFault(file, `${size} are too much for one such file`, 'split it, or write .ndjson');
}
