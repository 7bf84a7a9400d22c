// Dyads: pairs of source and target, or of sides without direction, with how often and in what kinds of event.
import { z } from 'zod';
import { PloverType } from '../../model/codebook/plover.ts';
import { countryName } from '../../model/countries.ts';
import type { PairCount } from '../../query/counts.ts';
import type { ParameterNote, Parameters, Values } from '../../query/parameters/parameters.ts';
import {
  COUNT_COLUMN,
  type CsvColumns,
  codeCell,
  numberCell,
  textCell,
} from '../../resources/csv-columns.ts';
import { ACTOR_SIDES, COUNTRY_SIDES } from '../../resources/event-sides.ts';
import { events } from '../../resources/events.ts';
import { endOfSlice, offsetPaging, sliceOf } from '../lists/offset-pages.ts';
import type { HandlerResult } from '../server/route.ts';
import { actMeta, SERIES_PARAMETER } from './act-counts.ts';
import { type CountRequest, defineCount, revisionColumn } from './count.ts';
import { DyadDirection, DyadLevel, type DyadList, DyadList as DyadListSchema } from './count-schemas.ts';
import { type MeasuredRow, measured, measuredColumns, measureParameters } from './measured-events.ts';
import { namesOf } from './record-names.ts';
import { DONE_STATUSES, statusColumns, statusTally } from './statuses.ts';

/** The fields that are paired. Actors are those who take part, not those they belong to or act for. */
const FIELDS = {
  actor: { source: 'source.exact', target: 'target.exact', sides: ACTOR_SIDES },
  country: { source: 'sourceCountry', target: 'targetCountry', sides: COUNTRY_SIDES },
} as const;

/** Parameters besides the filters. */
const PARAMETERS: Parameters = {
  level: {
    schema: DyadLevel,
    repeatable: false,
    defaultValue: 'actor',
    example: 'country',
    description: 'Whether actors are paired, or countries.',
  },
  direction: {
    schema: DyadDirection,
    repeatable: false,
    defaultValue: 'directed',
    example: 'either',
    description:
      'Whether pairs are of source and target, or of sides without direction: then `source` and `target` say nothing of who acts.',
  },
  ...SERIES_PARAMETER,
  sort: {
    schema: z.enum(['-count']),
    repeatable: false,
    defaultValue: '-count',
    example: '-count',
    description: 'Order of the dyads: most events first, of any status, with ties by source and target.',
  },
};

type Dyad = DyadList['data'][number];

/** A dyad in the table. */
type DyadRow = Dyad & MeasuredRow;

interface Slice {
  readonly start: number;
  readonly limit: number;
}

interface Counted {
  readonly data: Dyad[];
  readonly total: number;
  /** Events that are in no pair. */
  readonly unpaired: number;
}

/** Some dyads, the number of all, and that of the events without. */
async function dyadsOf(request: CountRequest, { start, limit }: Slice): Promise<Counted> {
  const { values, store, requireClient } = request.call;
  const level = levelOf(values);
  const { sides, ...directed } = FIELDS[level];
  const { pairs, total, unpaired } = await store.countPairs(
    {
      conditions: request.conditions,
      ...directed,
      sides: directionOf(values) === 'either' ? sides : null,
      scored: { field: 'status', values: DONE_STATUSES },
      measure: request.measure?.name ?? null,
      start,
      limit,
    },
    requireClient,
  );
  const ids = pairs.flatMap(({ source, target }) => [source, target]);
  const nameOf = level === 'country' ? countryName : await namesOf('actors', ids, store);
  return { data: pairs.map((pair) => dyadOf(pair, nameOf, request.measure)), total, unpaired };
}

function levelOf({ level }: Values): DyadList['level'] {
  return level as DyadList['level']; // the parameter allows no other
}

function directionOf({ direction }: Values): DyadList['direction'] {
  return direction as DyadList['direction']; // as above
}

async function metaOf(request: CountRequest, { total, unpaired }: Counted): Promise<DyadList['meta']> {
  const { values } = request.call;
  const [level, direction] = [levelOf(values), directionOf(values)];
  const ending = `counted by ${PAIRED[direction][level]}, with mean scores of what occurred or is ongoing`;
  const meta = await actMeta(request, ending);
  const isIdle = direction === 'directed' && total === 0 && unpaired > 0;
  return { ...meta, warnings: [...meta.warnings, ...(isIdle ? [UNDIRECTED] : [])], unpaired };
}

/** What is paired, in words. */
const PAIRED = {
  directed: { actor: 'source and target', country: 'the countries of source and target' },
  either: {
    actor: 'pairs of actors without direction',
    country: 'pairs of countries without direction',
  },
} as const;

const UNDIRECTED: ParameterNote = {
  parameter: 'direction',
  message:
    'Events match, and none has both a source and a target: either pairs those who stand on two sides.',
  suggestion: 'either',
};

function dyadOf(pair: PairCount, nameOf: (id: string) => string, measure: CountRequest['measure']): Dyad {
  const { source, target, count, first, last } = pair;
  const byStatus = Object.fromEntries(pair.byStatus.map((entry) => [entry.value, entry.count]));
  return {
    source,
    sourceLabel: nameOf(source),
    target,
    targetLabel: nameOf(target),
    count,
    ...statusTally(byStatus),
    ...measured(measure, { counts: byStatus, sums: pair.figures }),
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

async function handleDyads(request: CountRequest): Promise<HandlerResult> {
  const { call } = request;
  const { start, limit } = sliceOf(call);
  const counted = await dyadsOf(request, { start, limit });
  const { total, data } = counted;
  const end = endOfSlice(start, data.length, total);
  const next = end === null ? null : call.next(end);
  const page = { limit, nextCursor: next?.cursor ?? null, total };
  const head = { unit: 'events', level: levelOf(call.values), direction: directionOf(call.values) };
  return {
    body: JSON.stringify({ ...head, data, page, meta: await metaOf(request, counted) }),
    headers: next === null ? {} : { link: `<${next.address}>; rel="next"` },
  };
}

/** Dyads in a batch of the table: pairs are counted once, but each batch goes over the matches to look closer at them. */
const BATCH_SIZE = 5000;

async function* dyadRows(request: CountRequest): AsyncGenerator<readonly DyadRow[]> {
  for (let start = 0; ; start += BATCH_SIZE) {
    const { data, total } = await dyadsOf(request, { start, limit: BATCH_SIZE });
    const measure = request.measure?.name ?? null;
    if (data.length > 0) yield data.map((dyad) => ({ ...dyad, measure }));
    if (start + data.length >= total || data.length === 0) return;
  }
}

function scoreColumns(scale: Dyad['meanScores'][number]['scale']): CsvColumns<DyadRow> {
  const of = ({ meanScores }: Dyad) => meanScores.find((score) => score.scale === scale);
  return {
    [`${scale}Mean`]: numberCell(
      `Mean score on the ${scale} scale of what is done; it rates codes, never incidents.`,
      (dyad) => of(dyad)?.value ?? null,
    ),
    [`${scale}Events`]: numberCell(
      `Events that are done and have a score on the ${scale} scale.`,
      (dyad) => of(dyad)?.n ?? 0,
    ),
  };
}

const COLUMNS: CsvColumns<DyadRow> = {
  source: codeCell(
    'Who acts, or with `direction=either` one of the two: the id of an actor, or a country.',
    ({ source }) => source,
  ),
  sourceLabel: textCell('The name of the source.', ({ sourceLabel }) => sourceLabel),
  target: codeCell('Who is acted upon, or the other of the two.', ({ target }) => target),
  targetLabel: textCell('The name of the target.', ({ targetLabel }) => targetLabel),
  count: numberCell(COUNT_COLUMN, ({ count }) => count),
  ...statusColumns<DyadRow>(events, (dyad) => dyad),
  ...measuredColumns<DyadRow>(events, (dyad) => dyad),
  types: codeCell('PLOVER types with their counts, as `TYPE:COUNT`.', ({ types }) =>
    types.map(({ type, count }) => `${type}:${count}`),
  ),
  quadClasses: codeCell('Quad classes with their counts, as `CLASS:COUNT`.', ({ quadClasses }) =>
    quadClasses.map(({ quadClass, count }) => `${quadClass}:${count}`),
  ),
  ...scoreColumns('plover'),
  ...scoreColumns('goldstein'),
  first: codeCell(
    'The first day that any of the events can have; empty where open or unknown.',
    ({ first }) => first,
  ),
  last: codeCell(
    'The last day that any of the events can have; empty where open or unknown.',
    ({ last }) => last,
  ),
  ...revisionColumn(),
};

export const eventDyads = defineCount<DyadRow>({
  resource: events,
  name: 'dyads',
  operationId: 'listEventDyads',
  summary: 'List who acts towards whom',
  description:
    'Pairs of source and target, over the filters of the list, with how often one acts towards the other, in what kinds of act, and with what mean scores. An event with several sources or targets counts once for each pair. Actors are those who take part, not those they belong to or act for; countries are those of both. With `direction=either` pairs have no direction: they are of side a and side b where an event tells sides apart, else of source and target, else of all who take part equally; who is only associated with a side is in none. A series is left out, for its parts are counted, unless `series=true`. What is feared, planned, alleged or denied counts too; `done` is what occurred or is ongoing, and mean scores are of that alone. Scores rate the code of an act, never the incident.',
  responseDescription: 'A page of dyads.',
  schema: DyadListSchema,
  ownParameters: { ...PARAMETERS, ...measureParameters(events) },
  ownPrefix: 'Dyad',
  pages: offsetPaging,
  handle: handleDyads,
  columns: COLUMNS,
  rows: dyadRows,
});
