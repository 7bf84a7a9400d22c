// A thread that checks lines of NDJSON while its parent stages those before them: each message has some lines.
import { parentPort } from 'node:worker_threads';
import { recordOf } from '../read/read-ndjson.ts';
import { checkedItem } from './checked-item.ts';
import { type PackedLines, unpackLines } from './packed-lines.ts';
import { type PackedRecords, packRecords } from './packed-records.ts';

function answer(packed: PackedLines): PackedRecords {
  const { type, file, conventions } = packed;
  const ignored = new Set<string>();
  const items = unpackLines(packed)
    .flatMap((line) => recordOf(type, line, file))
    .map((read) => checkedItem(read, conventions, ignored));
  return packRecords(packed, items, ignored);
}

parentPort?.on('message', (packed: PackedLines) => parentPort?.postMessage(answer(packed)));
