// A record as it stands in an author's file, before anything is known of it but its type and its place.
import type { RecordType } from '../../model/record-type.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Fault, FilePlace } from '../../store/port/staging.ts';

export type RawType = RecordType | 'dataset' | 'codebook' | 'retired';

/** Field names and list indexes from a record down to one of its values. */
export type Path = readonly (string | number)[];

export interface RawRecord {
  readonly type: RawType;
  readonly value: unknown;
  readonly place: FilePlace;
  /** Where a field or list item begins; what is not there is placed at the nearest thing around it. */
  placeOf(path: Path): FilePlace;
  /** A plain value exactly as its author wrote it, so that a bare 010 can be told from 10; null for anything else. */
  sourceOf(path: Path): string | null;
}

/** The files that hold each type, and the order in which they are read. */
export const FILE_NAMES: readonly (readonly [type: RawType, name: string])[] = [
  ['dataset', 'dataset'],
  ['codebook', 'codebooks'],
  ...Object.values(RESOURCES).map(({ type, name }) => [type, name] as const),
  ['retired', 'retired'],
];

/** Whether a file holds one thing instead of a list of them. */
export function isAlone(type: RawType): boolean {
  return type === 'dataset' || type === 'codebook';
}

/** How deep a record may nest: twice what any of them needs. */
export const MAX_DEPTH = 32;

export function isFault(item: object): item is Fault {
  return 'message' in item;
}
