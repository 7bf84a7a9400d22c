// The exports of records: the whole list of each resource as CSV or NDJSON.
import { z } from 'zod';
import { capitalize } from '../../model/strings.ts';
import type { Values } from '../../query/parameters/parameters.ts';
import { conditionsOf, Question } from '../../query/question.ts';
import { type CsvColumns, selectedColumns } from '../../resources/csv-columns.ts';
import { type AnyResource, BY_RELEVANCE } from '../../resources/resource.ts';
import type { Store } from '../../store/port/store.ts';
import { dataRoute } from '../contract/data-route.ts';
import { schemaName } from '../contract/response-schemas.ts';
import { LIST_SCOPES } from '../lists/all-lists.ts';
import { type ListScope, queryOf } from '../lists/list-scope.ts';
import type { Call, HandlerResult, Route } from '../server/route.ts';
import { openStream } from '../server/stream.ts';
import { CHUNKS, chunksOf } from './chunks.ts';
import { CSV_TYPE, csvChunks } from './csv.ts';
import { checkExport, csvOptions, exportParameters, FILE_PARAMETERS } from './export-parameters.ts';
import { tableRows } from './export-rows.ts';

const NDJSON = 'application/x-ndjson';

export const CsvText = z.string().meta({
  id: 'CsvText',
  description:
    'A table as RFC 4180 has it, with the delimiter asked for: a header, then a record on each row. Null is an empty cell.',
});

const NdjsonText = z.string().meta({
  id: 'NdjsonText',
  description:
    'A record on each line, as the list answers it. Lines end with a line feed; U+0085, U+2028 and U+2029, which some readers take for line ends, are escaped.',
});

/** Parameters that the resource's list does not have, or describes differently. */
const EXPORT_ONLY = ['sort', 'columns'];

function exportRoute(scope: ListScope): Route {
  const { resource } = scope;
  const { name } = resource;
  const operationId = `export${capitalize(name)}`;
  const parameters = exportParameters(scope);
  const componentPrefix = (parameter: string) =>
    parameter in FILE_PARAMETERS
      ? 'Export'
      : `${schemaName(resource)}${EXPORT_ONLY.includes(parameter) ? 'Export' : ''}`;
  return dataRoute({
    path: `/v1/exports/${name}`,
    operationId,
    summary: `Export ${name}`,
    description: `All ${name} that the filters of \`/v1/${name}\` find, in any of its orders but by relevance, in one file that is sent as it is read. A file that was cut off ends without its last chunk, so HTTP clients report an error.`,
    parameters,
    componentPrefix,
    response: {
      description: `The ${name} as a file.`,
      schema: CsvText,
      mediaType: 'text/csv',
      others: { [NDJSON]: NdjsonText },
      headers: ['Content-Disposition'],
    },
    check: checkExport(scope),
    handle: (call) => handleExport(scope, call),
  });
}

function handleExport(scope: ListScope, call: Call): HandlerResult {
  const { store, values } = call;
  const isTable = values.format === 'csv';
  return {
    body: async () => {
      const chunks = await matchingChunks(scope, call, isTable ? CHUNKS.rows : CHUNKS.lines);
      const { csv } = scope.resource;
      return openStream(store, isTable ? recordTable(csv, chunks, values, store) : linesOf(chunks));
    },
    type: isTable ? CSV_TYPE : `${NDJSON}; charset=utf-8`,
    headers: attachment(scope.resource.name, values, store),
  };
}

/** @param what the content of the file, for its name. */
export function attachment(what: string, { format }: Values, { revision }: Store): Record<string, string> {
  return { 'content-disposition': `attachment; filename="demarche-${what}-${revision}.${format}"` };
}

async function matchingChunks({ resource, question }: ListScope, { store, values }: Call, size: number) {
  const conditions = conditionsOf(await queryOf(question, values, store));
  return chunksOf(store, { resource: resource.name, conditions, order: question.order(values) }, size);
}

/**
 * Characters that JSON allows in strings, and that readers of lines take for line ends: `splitlines` in Python, and with
 * it httpx and requests. JSON itself escapes all others of them.
 */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

async function* linesOf(chunks: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  for await (const documents of chunks)
    yield `${documents.join('\n')}\n`.replace(LINE_ENDS, (end) => {
      return `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
}

function recordTable(
  all: AnyResource['csv'],
  chunks: AsyncIterable<readonly string[]>,
  values: Values,
  store: Store,
): AsyncGenerator<string> {
  const names = selectedColumns(Object.keys(all), (values.columns ?? null) as readonly string[] | null);
  const chosen = Object.fromEntries(
    names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
  );
  return csvChunks(chosen, rowBatches(chosen, chunks, store), csvOptions(values));
}

// biome-ignore lint/suspicious/noExplicitAny: each resource's own table reads its own records
async function* rowBatches(columns: CsvColumns<any>, chunks: AsyncIterable<readonly string[]>, store: Store) {
  for await (const documents of chunks) {
    const records = documents.map((document) => JSON.parse(document) as unknown);
    yield await tableRows(records, Object.values(columns), store);
  }
}

/** The list without its order by relevance, which ranks a bounded number of matches. */
function withoutRelevance(scope: ListScope): ListScope {
  const { name, filters, includes } = scope.resource;
  const sorts = Object.fromEntries(
    Object.entries(scope.sorts).filter(([, { by }]) => by !== BY_RELEVANCE.by),
  );
  return { ...scope, sorts, question: new Question({ name, filters, sorts, includes }) };
}

const scopes = LIST_SCOPES.filter(({ fixed }) => fixed === null).map(withoutRelevance);

export const exportRoutes: readonly Route[] = scopes.map(exportRoute);
