// Records from NDJSON: one JSON object a line, read as a stream, so that memory is bounded by the longest line
// allowed and not by the file.
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Fault } from '../../store/port/staging.ts';
import { fileFault, notGzip } from './fault.ts';
import { isFault, type RawRecord, type RawType } from './raw-record.ts';
import { jsonRecord, parseJson } from './read-json.ts';

/** Far beyond any record: a quote of 100 segments of 20,000 characters is 2 MB in most scripts. */
export const MAX_LINE_BYTES = 8 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;
const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A line without its end, or that it is too long; and its number, from 1. */
export interface NdjsonLine {
  readonly bytes: Buffer | 'too long';
  readonly number: number;
}

/** The records of a file, or the faults of its lines. */
export async function* readNdjson(
  type: RawType,
  path: string,
  file: string,
  isGzip: boolean,
): AsyncGenerator<RawRecord | Fault> {
  for await (const line of readLines(path, file, isGzip)) {
    if ('message' in line) yield line;
    else yield* recordOf(type, line, file);
  }
}

/** The lines of a file, and a fault where it ends before its time. */
export async function* readLines(
  path: string,
  file: string,
  isGzip: boolean,
): AsyncGenerator<NdjsonLine | Fault> {
  const lines = new Lines();
  try {
    for await (const chunk of bytesOf(path, isGzip))
      for (const bytes of lines.push(chunk as Buffer)) yield { bytes, number: lines.number };
  } catch (error) {
    if (!isGzip || !(error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw error;
    yield notGzip(file);
    return;
  }
  const last = lines.end();
  if (last !== null) yield { bytes: last, number: lines.number };
}

/** The bytes of a file, of a packed one as it is unpacked. */
function bytesOf(path: string, isGzip: boolean): AsyncIterable<unknown> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (!isGzip) return file;
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  return pipeline(file, unpacked, () => {}); // who reads what is unpacked is told of any error
}

/** Splits chunks into lines. A line that is too long is given as 'too long', once, and its bytes are let go. */
class Lines {
  /** The number of the line given last, from 1. */
  number = 0;
  #parts: Buffer[] = [];
  #length = 0;

  *push(chunk: Buffer): Generator<Buffer | 'too long'> {
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, start)) {
      this.#add(chunk.subarray(start, at));
      yield this.#take();
      start = at + 1;
    }
    this.#add(chunk.subarray(start));
  }

  /** The last line where no newline ends it. */
  end(): Buffer | 'too long' | null {
    return this.#length > 0 ? this.#take() : null;
  }

  #add(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > MAX_LINE_BYTES) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  #take(): Buffer | 'too long' {
    const [only] = this.#parts;
    const line = this.#parts.length === 1 && only ? only : Buffer.concat(this.#parts);
    const tooLong = this.#length > MAX_LINE_BYTES;
    this.#parts = [];
    this.#length = 0;
    this.number++;
    return tooLong ? 'too long' : line;
  }
}

/** Nothing for an empty line. */
export function recordOf(
  type: RawType,
  { bytes, number: line }: NdjsonLine,
  file: string,
): (RawRecord | Fault)[] {
  const start = { file, line, column: 1 };
  if (bytes === 'too long')
    return [fileFault(start, `a line of more than ${MAX_LINE_BYTES} bytes`, 'write one record a line')];
  const marked = line === 1 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK);
  const text = (marked ? bytes.subarray(3) : bytes).toString('utf8');
  if (!isUtf8(bytes)) {
    const column = text.indexOf('\uFFFD') + 1;
    return [fileFault({ ...start, column }, 'this is not UTF-8', 'save the file as UTF-8')];
  }
  if (text.trim() === '') return [];
  const placeAt = (offset: number) => ({ file, line, column: offset + 1 });
  const parsed = parseJson(text, placeAt);
  return [isFault(parsed) ? parsed : jsonRecord(type, text, parsed.root, parsed.value, placeAt)];
}
