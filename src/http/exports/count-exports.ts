// The exports of counts as CSV, from the same definitions as their JSON responses.
import { capitalize } from '../../model/strings.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { dataRoute } from '../contract/data-route.ts';
import { schemaName } from '../contract/response-schemas.ts';
import { COUNTS } from '../counts/all-counts.ts';
import { type Count, countRequest } from '../counts/count.ts';
import { attachment } from '../server/attachment.ts';
import type { Call, Route } from '../server/route.ts';
import { openStream } from '../server/stream.ts';
import { CSV_TYPE, csvChunks } from './csv.ts';
import { csvOptions, FILE_PARAMETERS } from './export-parameters.ts';
import { tableRows } from './export-rows.ts';
import { CsvText } from './record-exports.ts';

const { format: _format, ...TABLE } = FILE_PARAMETERS;
/** Counts are exported as CSV only, so they take no `format`. */
const TABLE_PARAMETERS: Parameters = TABLE;

function countExportRoute(count: Count): Route {
  const { name } = count.resource;
  const operationId = `export${schemaName(count.resource)}${capitalize(count.name)}`;
  return dataRoute({
    path: `/v1/exports/${name}/${count.name}`,
    operationId,
    summary: `Export the ${count.name} of ${name}`,
    description: `What \`/v1/${name}/${count.name}\` counts, as a table of ${Object.keys(count.columns).length} columns.`,
    parameters: { ...count.parameters, ...TABLE_PARAMETERS },
    componentPrefix: (parameter) =>
      parameter in TABLE_PARAMETERS ? 'Export' : count.componentPrefixOf(parameter),
    response: {
      description: `The ${count.name} as a table.`,
      schema: CsvText,
      mediaType: 'text/csv',
      headers: ['Content-Disposition'],
    },
    check: count.check,
    handle: (call) => ({
      body: () => openStream(call.store, countTable(count, call)),
      type: CSV_TYPE,
      headers: attachment(`${name}-${count.name}`, 'csv', call.store.revision),
    }),
  });
}

function countTable(count: Count, call: Call): AsyncGenerator<string> {
  return csvChunks(count.columns, cellBatches(count, call), csvOptions(call.values));
}

async function* cellBatches(count: Count, call: Call) {
  for await (const rows of count.rows(await countRequest(count, call)))
    yield await tableRows(rows, Object.values(count.columns), call.store);
}

export const countExportRoutes: readonly Route[] = COUNTS.map(countExportRoute);
