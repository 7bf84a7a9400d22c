// A thread that checks lines of NDJSON while its parent stages those before them: each message has some lines.
import { parentPort, workerData } from 'node:worker_threads';
import type { Conventions } from '../definitions/definition.ts';
import { recordOf } from '../read/read-ndjson.ts';
import { checkedItem } from './checked-item.ts';
import { type PackedLines, unpackLines } from './packed-lines.ts';
import { type PackedRecords, packRecords } from './packed-records.ts';

const conventions = workerData as Conventions;

function answer(packed: PackedLines): PackedRecords {
  const { type, file } = packed;
  const ignored = new Set<string>();
  const items = unpackLines(packed)
    .flatMap((line) => recordOf(type, line, file))
    .map((read) => checkedItem(read, conventions, ignored));
  return packRecords(packed, items, ignored);
}

parentPort?.on('message', (packed: PackedLines) => parentPort?.postMessage(answer(packed)));
