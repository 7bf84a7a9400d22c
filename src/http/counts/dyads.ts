// Dyads: who acts towards whom, how often, and in what events.
import { z } from 'zod';
import { PloverType } from '../../model/codebook/plover.ts';
import { countryName } from '../../model/labels.ts';
import type { PairCount } from '../../query/counts.ts';
import type { Parameters, Values } from '../../query/parameters/parameters.ts';
import { events } from '../../resources/events.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { responses } from '../contract/responses.ts';
import { endOfSlice, PAGE_PARAMETERS, pagedByIndex, sliceOf } from '../lists/index-pages.ts';
import { type Answer, type Call, type Route, route } from '../server/route.ts';
import {
  checkCount,
  countedConditions,
  countedStatuses,
  countMeta,
  countParameters,
  countQuery,
  statusCounts,
  statusWords,
} from './count-request.ts';
import { DyadLevel, type DyadList, DyadList as DyadListSchema } from './count-schemas.ts';
import { namesOf } from './record-names.ts';

const resource = events as AnyResource;

/** The fields that are paired. Of actors those who take part, not whoever they belong to or act for. */
const FIELDS = {
  actor: { source: 'source.exact', target: 'target.exact' },
  country: { source: 'sourceCountry', target: 'targetCountry' },
} as const;

/** What dyads are asked beside the filters. */
export const DYAD_PARAMETERS: Parameters = {
  level: {
    schema: DyadLevel,
    many: false,
    fallback: 'actor',
    example: 'country',
    description: 'Whether actors are paired, or countries.',
  },
  sort: {
    schema: z.enum(['-count']),
    many: false,
    fallback: '-count',
    example: '-count',
    description: 'Order of the dyads: most events first, with ties by source and target.',
  },
  ...PAGE_PARAMETERS,
};

const PARAMETERS = countParameters(resource, DYAD_PARAMETERS);

type Dyad = DyadList['data'][number];

/** A page of dyads, and how many there are. */
export async function dyadsOf(
  call: Call,
  { start, limit }: { readonly start: number; readonly limit: number },
): Promise<Omit<DyadList, 'page'> & { readonly total: number }> {
  const { values, store } = call;
  const level = values.level as DyadList['level'];
  const conditions = await countedConditions(resource, values, call);
  const { pairs, total } = await store.countPairs({
    conditions,
    ...FIELDS[level],
    groupBy: { field: 'status', values: countedStatuses(values) },
    start,
    limit,
  });
  const ids = pairs.flatMap(({ source, target }) => [source, target]);
  const nameOf = level === 'country' ? countryName : await namesOf('actors', ids, store);
  const data = pairs.map((pair) => dyadOf(pair, nameOf, values));
  const paired = level === 'country' ? 'the countries of source and target' : 'source and target';
  const how = [...statusWords(values), `counted by ${paired}`].join(', ');
  return { unit: 'events', level, data, total, meta: await countMeta(resource, conditions, how, call) };
}

function dyadOf(pair: PairCount, nameOf: (id: string) => string, values: Values): Dyad {
  const { source, target, count, first, last } = pair;
  const byStatus = Object.fromEntries(pair.byStatus.map((entry) => [entry.value, entry.count]));
  return {
    source,
    sourceLabel: nameOf(source),
    target,
    targetLabel: nameOf(target),
    count,
    byStatus: statusCounts(countedStatuses(values), byStatus),
    types: pair.types.map((entry) => ({ type: PloverType.parse(entry.value), count: entry.count })),
    quadClasses: pair.quadClasses.map((entry) => ({ quadClass: Number(entry.value), count: entry.count })),
    meanScores: pair.sums
      .filter(({ n }) => n > 0)
      .map(({ column, sum, n }) => ({
        scale: column as Dyad['meanScores'][number]['scale'],
        value: Math.round((sum / n) * 10_000) / 10_000,
        n,
      })),
    first,
    last,
  };
}

async function answerDyads(call: Call): Promise<Answer> {
  const { start, limit } = sliceOf(call);
  const { total, meta, data, ...head } = await dyadsOf(call, { start, limit });
  const end = endOfSlice(start, data.length, total);
  const next = end === null ? null : call.next(end);
  const page = { limit, nextCursor: next?.cursor ?? null, total };
  return {
    body: JSON.stringify({ ...head, data, page, meta }),
    headers: next === null ? {} : { link: `<${next.address}>; rel="next"` },
  };
}

export const dyadsRoute: Route = route(
  '/v1/events/dyads',
  {
    operationId: 'listEventDyads',
    summary: 'List who acts towards whom',
    description:
      'Pairs of source and target, over the filters of the list, with how often one acts towards the other, in what kinds of act, and with what mean scores. An event with several sources or targets counts once for each pair. Actors are those who take part, not those they belong to or act for; countries are those of both. Only what occurred or is ongoing counts, unless `status` says otherwise: what is feared, planned, alleged or denied is not done. Scores rate the code of an act, never the incident.',
    tags: ['events'],
    requestParams: { query: countQuery(resource, DYAD_PARAMETERS, 'Dyad') },
    responses: responses(
      {
        operationId: 'listEventDyads',
        description: 'A page of dyads.',
        schema: DyadListSchema,
        headers: ['Link'],
      },
      '410',
    ),
  },
  answerDyads,
  { parameters: PARAMETERS, check: checkCount(resource), accepts: pagedByIndex.accepts },
);
