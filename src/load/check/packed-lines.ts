// Lines of NDJSON on their way to a thread: one run of bytes and the length of each line.
import type { RawType } from '../read/raw-record.ts';
import type { NdjsonLine } from '../read/read-ndjson.ts';

export interface LineGroup {
  readonly type: RawType;
  readonly file: string;
  /** Lines that follow one another. */
  readonly lines: readonly NdjsonLine[];
}

export type PackedLines = Omit<LineGroup, 'lines'> & {
  readonly bytes: Uint8Array;
  /** Of each line; -1 for one that is too long. */
  readonly lengths: readonly number[];
  readonly firstNumber: number;
};

export function packLines({ lines, ...group }: LineGroup): PackedLines {
  return {
    ...group,
    bytes: Buffer.concat(lines.flatMap(({ bytes }) => (bytes === 'too long' ? [] : [bytes]))),
    lengths: lines.map(({ bytes }) => (bytes === 'too long' ? -1 : bytes.length)),
    firstNumber: lines[0]?.number ?? 0,
  };
}

export function unpackLines({ bytes, lengths, firstNumber }: PackedLines): NdjsonLine[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 0;
  return lengths.map((length, index) => {
    const number = firstNumber + index;
    if (length < 0) return { bytes: 'too long', number };
    start += length;
    return { bytes: buffer.subarray(start - length, start), number };
  });
}
