// How counts of events are divided by status: every status counts, and what is done is said beside.
// docs/decisions/0009-every-status-counts.md says why.
import type { z } from 'zod';
import { EventStatus } from '../../model/event.ts';
import type { GroupCounts } from '../../query/counts.ts';
import type { Values } from '../../query/parameters/parameters.ts';
import { statusField } from '../../resources/counted-fields.ts';
import { type CsvColumns, numberCell } from '../../resources/csv-columns.ts';
import type { AnyResource } from '../../resources/resource.ts';
import type { StatusCounts } from './count-schemas.ts';

type Status = z.output<typeof EventStatus>;

/** The statuses of what is done; the others are planned, feared, alleged or denied. */
export const DONE_STATUSES: readonly Status[] = ['occurred', 'ongoing'];

/** A count's part that is done, and the whole count by status. */
export interface StatusTally {
  readonly done: number;
  readonly byStatus: StatusCounts;
}

/** The statuses that a count adds up: those that the request's filters let through. */
export function countedStatuses({ status, statusNot }: Values): Status[] {
  const wanted = (status ?? EventStatus.options) as readonly string[];
  const excluded = (statusNot ?? []) as readonly string[];
  return EventStatus.options.filter((each) => wanted.includes(each) && !excluded.includes(each));
}

/** Every status with its count, 0 where there is none. */
export function statusTally(counts: GroupCounts): StatusTally {
  const byStatus = Object.fromEntries(
    EventStatus.options.map((status) => [status, counts[status] ?? 0]),
  ) as StatusCounts; // every status, in its order
  return { done: DONE_STATUSES.reduce((sum, status) => sum + byStatus[status], 0), byStatus };
}

/** A column for what is done and one for each status; none for a resource without statuses. */
export function statusColumns<Row>(
  resource: AnyResource,
  tally: (row: Row) => Partial<StatusTally>,
): CsvColumns<Row> {
  if (statusField(resource) === null) return {};
  return {
    done: numberCell<Row>('Those of them that occurred or are ongoing.', (row) => tally(row).done ?? null),
    ...Object.fromEntries(
      EventStatus.options.map((status) => [
        status,
        numberCell<Row>(
          `Those of them whose status is \`${status}\`.`,
          (row) => tally(row).byStatus?.[status] ?? null,
        ),
      ]),
    ),
  };
}
