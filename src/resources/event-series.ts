// Series: events that others are part of. What is counted as acts are the parts.
import type { Event } from '../model/event.ts';
import type { TermField } from '../query/filters/filter.ts';
import { inclusion } from '../query/filters/inclusion-filter.ts';

/** What a load gives an event that others are part of. */
export const SERIES_TERM = { field: 'series', value: 'true' } as const;

export const seriesField: TermField<Event> = {
  field: SERIES_TERM.field,
  values: ({ id }, lookup) => (lookup.isSeries(id) ? [SERIES_TERM.value] : []),
};

export const seriesFilter = inclusion({
  id: 'SeriesInclusion',
  description:
    'Whether events that others are `partOf` are listed beside these parts. It is their parts in the whole dataset that make a series, whichever of them match.',
  term: SERIES_TERM,
  clauses: { false: 'without series', only: 'that are series' },
});
