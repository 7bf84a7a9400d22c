// One thing read from a folder, a record or what is none, and what becomes of it: staged, refused, or the dataset's own.
import type { AuthoredCodebook } from '../../model/codebook/own-codebook.ts';
import type { AuthoredDataset } from '../../model/dataset.ts';
import type { Fault, StagedRecord } from '../../store/port/staging.ts';
import { withoutDerived } from '../definitions/authored-form.ts';
import type { Conventions } from '../definitions/definition.ts';
import { isFault, type RawRecord, type RawType } from '../read/raw-record.ts';
import { stepsOf, valuesAt } from '../read/value-paths.ts';
import { checkRecord, hashOf, stagedRecords } from './check-record.ts';

/** What became of a record, or of a line or file that is none. */
export interface CheckedItem {
  /** Null for what is no record. */
  readonly type: RawType | null;
  readonly faults: readonly Fault[];
  /** What is to be staged: nothing where there are faults. */
  readonly staged: readonly StagedRecord[];
  /** A record with faults, for others to mention, and the statements that it renders. */
  readonly refused: {
    readonly type: string;
    readonly id: string;
    readonly statementIds: readonly string[];
  } | null;
  readonly dataset: { readonly record: AuthoredDataset; readonly hash: string } | null;
  readonly codebook: AuthoredCodebook | null;
}

const NOTHING = { staged: [], refused: null, dataset: null, codebook: null };

export function checkedItem(
  read: RawRecord | Fault,
  conventions: Conventions,
  ignored: Set<string>,
): CheckedItem {
  if (isFault(read)) return faultItem(read);
  const { type } = read;
  const item = { ...read, value: withoutDerived(type, read.value, ignored) };
  const { record, faults } = checkRecord(item, conventions);
  const checked = { ...NOTHING, type, faults };
  if (record === null) return { ...checked, refused: type === 'dataset' ? null : refusedOf(item, faults) };
  if (type !== 'dataset')
    return {
      ...checked,
      staged: stagedRecords(type, record, item),
      codebook: type === 'codebook' ? (record as object as AuthoredCodebook) : null,
    };
  return { ...checked, dataset: { record: record as object as AuthoredDataset, hash: hashOf(record) } };
}

export function faultItem(fault: Fault): CheckedItem {
  return { ...NOTHING, type: null, faults: [fault] };
}

const STATEMENT_IDS = stepsOf('segments[].statementId');

/** A record with faults of its own is still there for others to mention, and with it the statements that it renders. */
function refusedOf({ value }: RawRecord, [fault]: readonly Fault[]): CheckedItem['refused'] {
  if (!fault?.recordType || fault.recordId === null) return null;
  const ids = valuesAt(value, STATEMENT_IDS).map(({ value: id }) => id);
  const statementIds = ids.filter((id) => typeof id === 'string');
  return { type: fault.recordType, id: fault.recordId, statementIds };
}
