// A thread that checks lines of NDJSON while its parent stages those before them: each message has some lines.
import { parentPort, workerData } from 'node:worker_threads';
import type { Conventions } from '../definitions/definition.ts';
import { recordOf } from '../read/read-ndjson.ts';
import { type CheckedItem, checkedItem } from './checked-item.ts';
import { type PackedLines, unpackLines } from './packed-lines.ts';
import { type PackedRecords, packRecords } from './packed-records.ts';

const conventions = workerData as Conventions;

function answer(packed: PackedLines): PackedRecords {
  const ignored = new Set<string>();
  return packRecords(packed, checked(packed, ignored), ignored);
}

function* checked(packed: PackedLines, ignored: Set<string>): Iterable<CheckedItem> {
  const { type, file } = packed;
  for (const line of unpackLines(packed))
    for (const read of recordOf(type, line, file)) yield checkedItem(read, conventions, ignored);
}

parentPort?.on('message', (packed: PackedLines) => parentPort?.postMessage(answer(packed)));
