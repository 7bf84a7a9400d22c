// Series: events that stand for others, which are what is counted as acts.
import type { Event } from '../model/event.ts';
import { makesSeries } from '../model/series.ts';
import type { TermField } from '../query/filters/filter.ts';
import { inclusion } from '../query/filters/inclusion-filter.ts';

/** What a load gives a series. */
export const SERIES_TERM = { field: 'series', value: 'true' } as const;

export const seriesField: TermField<Event> = {
  field: SERIES_TERM.field,
  values: (event, lookup) => {
    for (const part of lookup.partsOf(event.id)) if (makesSeries(part, event)) return [SERIES_TERM.value];
    return [];
  },
};

/** What a series is, for descriptions of what becomes of them. */
export const OF_SERIES =
  'A series is an event that others are `partOf` on occasions of their own, within its dates; it is one if any event of the dataset is such a part, whichever match.';

export const seriesFilter = inclusion({
  id: 'SeriesInclusion',
  description: `Whether series are listed beside their parts. ${OF_SERIES}`,
  term: SERIES_TERM,
  clauses: { false: 'without series', only: 'that are series' },
});
