// A record as the reader of JSON files gives it.
import { isFault, type RawRecord, type RawType } from '../../src/load/read/raw-record.ts';
import { readJson } from '../../src/load/read/read-json.ts';

export function raw(type: RawType, value: object): RawRecord {
  const [item] = [...readJson(type, JSON.stringify(type === 'dataset' ? value : [value]), `${type}s.json`)];
  if (item === undefined || isFault(item)) throw new Error('no record');
  return item;
}
