// The counts as tables: facets, timelines and dyads, each from the same object as its answer in JSON.

import { EventStatus } from '../../model/event.ts';
import { capitalize } from '../../model/text.ts';
import type { Parameters, Values } from '../../query/parameters/parameters.ts';
import { type CsvColumns, codeCell, numberCell, textCell } from '../../resources/csv-columns.ts';
import { events } from '../../resources/events.ts';
import { quotes } from '../../resources/quotes.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { querySchema } from '../contract/parameter-schemas.ts';
import { responses } from '../contract/responses.ts';
import { schemaName } from '../contract/schemas.ts';
import { checkCount, countParameters, countQuery } from '../counts/count-request.ts';
import type { DyadList, FacetCounts, StatusCounts, Timeline } from '../counts/count-schemas.ts';
import { DYAD_PARAMETERS, dyadsOf } from '../counts/dyads.ts';
import { checkFacets, facetOwnParameters, facetsOf } from '../counts/facets.ts';
import { TIMELINE_PARAMETERS, timelineOf } from '../counts/timeline.ts';
import { type Call, type Route, route } from '../server/route.ts';
import { openStream } from '../server/stream.ts';
import { CSV_TYPE, csvChunks } from './csv.ts';
import { FILE_PARAMETERS } from './export-parameters.ts';
import { rowsOf } from './export-rows.ts';
import { attachment, CsvText } from './record-exports.ts';

const { raw, bom } = FILE_PARAMETERS;
/** A count is a table and nothing else. */
const TABLE_PARAMETERS: Parameters = { raw, bom };
/** Dyads are read so many at a time. */
const DYADS_AT_A_TIME = 200;

/** The rows of each count are read by its own columns. */
// biome-ignore lint/suspicious/noExplicitAny: a table of columns and the rows it fits are given together
type Columns = CsvColumns<any>;

interface CountTable {
  readonly resource: AnyResource;
  /** The last part of the path: `facets`. */
  readonly count: string;
  /** What the count is asked beside the filters, and what its parameters are called in the document. */
  readonly own: Parameters;
  readonly owner: string;
  readonly check: Route['check'];
  readonly columns: Columns;
  readonly rows: (call: Call) => AsyncGenerator<readonly unknown[]>;
}

function countExport({ resource, count, own, owner, check, columns, rows }: CountTable): Route {
  const { name } = resource;
  const operationId = `export${schemaName(resource)}${capitalize(count)}`;
  return route(
    `/v1/exports/${name}/${count}`,
    {
      operationId,
      summary: `Export the ${count} of ${name}`,
      description: `What \`/v1/${name}/${count}\` counts, as a table of ${Object.keys(columns).length} columns.`,
      tags: ['exports'],
      requestParams: {
        query: countQuery(resource, own, owner).extend(querySchema(TABLE_PARAMETERS, 'Export').shape),
      },
      responses: responses({
        operationId,
        description: `The ${count} as a table.`,
        schema: CsvText,
        mediaType: 'text/csv',
        headers: ['Content-Disposition'],
      }),
    },
    (call) => ({
      body: () =>
        openStream(
          call.store,
          csvChunks(columns, cells(columns, rows(call), call), tableOptions(call.values)),
        ),
      type: CSV_TYPE,
      headers: attachment(`${name}-${count}`, { ...call.values, format: 'csv' }, call.store),
    }),
    { parameters: { ...countParameters(resource, own), ...TABLE_PARAMETERS }, check },
  );
}

function tableOptions(values: Values): { raw: boolean; bom: boolean } {
  return { raw: values.raw === true, bom: values.bom === true };
}

async function* cells(columns: Columns, batches: AsyncIterable<readonly unknown[]>, { store }: Call) {
  for await (const records of batches) yield await rowsOf(records, Object.values(columns), store);
}

function statusColumns<R>(counts: (row: R) => StatusCounts | null): CsvColumns<R> {
  return Object.fromEntries(
    EventStatus.options.map((status) => [
      status,
      numberCell<R>(
        `Those whose status is \`${status}\`; empty where it is not counted.`,
        (row) => counts(row)?.[status] ?? null,
      ),
    ]),
  );
}

function revisionColumn<R>(): CsvColumns<R> {
  return { revision: codeCell<R>('The revision of the dataset.', (_, { revision }) => revision) };
}

interface FacetRow extends Omit<FacetCounts, 'values'> {
  readonly value: FacetCounts['values'][number];
}

export const FACET_COLUMNS: CsvColumns<FacetRow> = {
  facet: codeCell('The field that is counted by.', ({ field }) => field),
  value: codeCell('The value, as its filter takes it.', ({ value }) => value.value),
  label: textCell('The value in words.', ({ value }) => value.label),
  count: numberCell('Records that have the value.', ({ value }) => value.count),
  total: numberCell('Records that the facet counts.', ({ total }) => total),
  missing: numberCell('Records that have no value.', ({ missing }) => missing),
  other: numberCell(
    'Records whose value is not shown; empty where a record can have several values.',
    ({ other }) => other,
  ),
  ...revisionColumn(),
};

async function* facetRows(resource: AnyResource, call: Call) {
  const { facets } = await facetsOf(resource, call);
  yield facets.flatMap(({ values, ...facet }) => values.map((value): FacetRow => ({ ...facet, value })));
}

interface TimelineRow {
  readonly date: 'interval' | 'imprecise' | 'undated';
  readonly start: string | null;
  readonly end: string | null;
  readonly count: number;
  readonly byStatus: StatusCounts | null;
}

export const TIMELINE_COLUMNS: CsvColumns<TimelineRow> = {
  date: codeCell(
    '`interval` for the records of one; `imprecise` and `undated`, the last two rows, for those of none.',
    ({ date }) => date,
  ),
  start: codeCell('The first day of the interval.', ({ start }) => start),
  end: codeCell('The last day of the interval, inclusive.', ({ end }) => end),
  count: numberCell('Records whose date lies wholly within it.', ({ count }) => count),
  ...statusColumns(({ byStatus }) => byStatus),
  ...revisionColumn(),
};

async function* timelineRows(resource: AnyResource, call: Call) {
  const { buckets, imprecise, undated }: Timeline = await timelineOf(resource, call);
  const apart = { start: null, end: null, byStatus: null };
  yield [
    ...buckets.map((bucket): TimelineRow => ({ date: 'interval', ...bucket })),
    { date: 'imprecise', count: imprecise, ...apart },
    { date: 'undated', count: undated, ...apart },
  ];
}

type Dyad = DyadList['data'][number];

function scoreColumns(scale: Dyad['meanScores'][number]['scale']): CsvColumns<Dyad> {
  const of = ({ meanScores }: Dyad) => meanScores.find((score) => score.scale === scale);
  return {
    [`${scale}Mean`]: numberCell(
      `Mean score on the ${scale} scale, which rates codes, never incidents.`,
      (dyad) => of(dyad)?.value ?? null,
    ),
    [`${scale}Events`]: numberCell(
      `Events that have a score on the ${scale} scale.`,
      (dyad) => of(dyad)?.n ?? 0,
    ),
  };
}

export const DYAD_COLUMNS: CsvColumns<Dyad> = {
  source: codeCell('Who acts: the id of an actor, or a country.', ({ source }) => source),
  sourceLabel: textCell('Its name.', ({ sourceLabel }) => sourceLabel),
  target: codeCell('Who is acted upon.', ({ target }) => target),
  targetLabel: textCell('Its name.', ({ targetLabel }) => targetLabel),
  count: numberCell('Events, each once.', ({ count }) => count),
  ...statusColumns(({ byStatus }) => byStatus),
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

async function* dyadRows(call: Call) {
  for (let start = 0; ; start += DYADS_AT_A_TIME) {
    const { data, total } = await dyadsOf(call, { start, limit: DYADS_AT_A_TIME });
    if (data.length > 0) yield data;
    if (start + data.length >= total || data.length === 0) return;
  }
}

/** All dyads are in the table, so it has no pages. */
const { limit: _limit, cursor: _cursor, ...wholeDyads } = DYAD_PARAMETERS;

export const countExportRoutes: readonly Route[] = [
  ...([events, quotes] as readonly AnyResource[]).flatMap((resource) => [
    countExport({
      resource,
      count: 'facets',
      own: facetOwnParameters(resource),
      owner: `${schemaName(resource)}Facets`,
      check: checkFacets(resource),
      columns: FACET_COLUMNS,
      rows: (call) => facetRows(resource, call),
    }),
    countExport({
      resource,
      count: 'timeline',
      own: TIMELINE_PARAMETERS,
      owner: 'Timeline',
      check: checkCount(resource),
      columns: TIMELINE_COLUMNS,
      rows: (call) => timelineRows(resource, call),
    }),
  ]),
  countExport({
    resource: events as AnyResource,
    count: 'dyads',
    own: wholeDyads,
    owner: 'Dyad',
    check: checkCount(events as AnyResource),
    columns: DYAD_COLUMNS,
    rows: dyadRows,
  }),
];
