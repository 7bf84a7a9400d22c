// The exports of records: the whole list of each resource as CSV or NDJSON.
import { z } from 'zod';
import { capitalize } from '../../model/strings.ts';
import { dataRoute } from '../contract/data-route.ts';
import { schemaName } from '../contract/response-schemas.ts';
import type { ListScope } from '../lists/list-scope.ts';
import { attachment } from '../server/attachment.ts';
import type { Call, HandlerResult, Route } from '../server/route.ts';
import { openStream } from '../server/stream.ts';
import { CHUNKS } from './chunks.ts';
import { CSV_TYPE } from './csv.ts';
import { checkExport, exportParameters, FILE_PARAMETERS, isMapped } from './export-parameters.ts';
import { EventFeatureCollection, GEOJSON_TYPE, geojsonChunks } from './geojson.ts';
import { EXPORTED_LISTS, matchingChunks, recordTable } from './record-tables.ts';

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

/** The prefix of parameters that the resource's list does not have, or describes differently. */
export const EXPORT_PREFIX = 'Export';

const EXPORT_ONLY = ['sort', 'columns'];

function exportRoute(scope: ListScope): Route {
  const { resource } = scope;
  const { name } = resource;
  const operationId = `export${capitalize(name)}`;
  const parameters = exportParameters(scope, resource.csv);
  const own = isMapped(resource) ? [...EXPORT_ONLY, 'format'] : EXPORT_ONLY;
  const componentPrefix = (parameter: string) =>
    parameter in FILE_PARAMETERS && !own.includes(parameter)
      ? 'Export'
      : `${schemaName(resource)}${own.includes(parameter) ? EXPORT_PREFIX : ''}`;
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
      others: { [NDJSON]: NdjsonText, ...(isMapped(resource) && { [GEOJSON_TYPE]: EventFeatureCollection }) },
      headers: ['Content-Disposition'],
    },
    check: checkExport(scope),
    handle: (call) => handleExport(scope, call),
  });
}

function handleExport(scope: ListScope, call: Call): HandlerResult {
  const { store, values } = call;
  const isTable = values.format === 'csv';
  const isMap = values.format === 'geojson';
  return {
    body: async () => {
      const chunks = await matchingChunks(scope, call, isTable || isMap ? CHUNKS.rows : CHUNKS.lines);
      if (isMap) return openStream(store, geojsonChunks(chunks, call));
      const table = { columns: scope.resource.csv, rowsOf: (record: unknown) => [record] };
      return openStream(store, isTable ? recordTable(table, chunks, values, store) : linesOf(chunks));
    },
    type: isTable ? CSV_TYPE : isMap ? GEOJSON_TYPE : `${NDJSON}; charset=utf-8`,
    headers: attachment(scope.resource.name, String(values.format), store.revision),
  };
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

export const exportRoutes: readonly Route[] = EXPORTED_LISTS.map(exportRoute);
