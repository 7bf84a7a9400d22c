// When the source of an event made or last changed its record: the columns and the filters.
import type { Event } from '../model/event.ts';
import { dayRangeFilters } from '../query/filters/day-range-filter.ts';
import { type Column, column } from './resource.ts';

export const RECORDED_COLUMNS: Readonly<Record<string, Column<Event>>> = {
  recorded: column('text', (event) => event.recorded),
  /** Since 1970; a day stands for its first second. */
  recordedSeconds: column('integer', ({ recorded }) =>
    recorded === null ? null : Date.parse(recorded) / 1000,
  ),
};

export const RECORDED_FILTERS = dayRangeFilters<Event>({
  field: 'recorded',
  names: ['recordedFrom', 'recordedTo'],
  examples: ['2024-03-01', '2024-03-31T12:00:00Z'],
  subject: 'the source made or last changed its record',
  clause: 'recorded',
  ranges: ({ recorded }) => {
    const day = recorded?.slice(0, 10) ?? null;
    return [{ earliest: day, latest: day }];
  },
  seconds: 'recordedSeconds',
});
