// What counts of acts have in common: a series is left out, for its parts are counted.
import type { Condition } from '../../query/condition.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { OF_SERIES, SERIES_TERM, seriesFilter } from '../../resources/event-series.ts';
import { type CountRequest, countMeta } from './count.ts';
import type { ActCountMeta, EventCountMeta } from './count-schemas.ts';

/** In place of the list's parameter of this name, which lists series unless it is told otherwise. */
export const SERIES_PARAMETER: Parameters = {
  series: {
    ...seriesFilter.parameter,
    defaultValue: 'false',
    example: 'true',
    description: `Whether series are counted beside their parts. ${OF_SERIES}`,
  },
};

/** As `countMeta`, with how many series are left out. */
export async function actMeta(request: CountRequest, ending: string): Promise<ActCountMeta> {
  const meta = (await countMeta(request, ending)) as EventCountMeta; // only events are acts
  return { ...meta, seriesLeftOut: await seriesLeftOut(request) };
}

const IS_SERIES: Condition = { kind: 'terms', match: 'any', terms: [SERIES_TERM] };

async function seriesLeftOut({ call, conditions }: CountRequest): Promise<number> {
  if (call.values.series !== 'false') return 0;
  const others = conditions.filter((condition) => !isAboutSeries(condition));
  return call.store.count('events', [...others, IS_SERIES], null, call.requireClient);
}

function isAboutSeries(condition: Condition): boolean {
  return condition.kind === 'terms' && condition.terms.some(({ field }) => field === SERIES_TERM.field);
}
