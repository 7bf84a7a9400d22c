// The exports of what records consist of: a row for each account of a disagreement, or each figure of an event.
import type { Parameters } from '../../query/parameters/parameters.ts';
import { ACCOUNT_COLUMNS, accountRows } from '../../resources/disagreement-accounts.ts';
import { QUANTITY_COLUMNS, quantityRows } from '../../resources/event-quantities.ts';
import { dataRoute } from '../contract/data-route.ts';
import { schemaName } from '../contract/response-schemas.ts';
import { attachment } from '../server/attachment.ts';
import type { Route } from '../server/route.ts';
import { openStream } from '../server/stream.ts';
import { CHUNKS } from './chunks.ts';
import { CSV_TYPE } from './csv.ts';
import { exportParameters, FILE_PARAMETERS } from './export-parameters.ts';
import { CsvText, EXPORT_PREFIX } from './record-exports.ts';
import { EXPORTED_LISTS, matchingChunks, type RecordTable, recordTable } from './record-tables.ts';

interface PartExport extends RecordTable {
  /** The list whose records are taken apart. */
  readonly list: string;
  /** The last segment of the path. */
  readonly name: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  /** The prefix of the component that lists its columns. */
  readonly prefix: string;
}

function partExport({
  list,
  name,
  operationId,
  summary,
  description,
  prefix,
  columns,
  rowsOf,
}: PartExport): Route {
  const scope = EXPORTED_LISTS.find(({ resource }) => resource.name === list);
  if (scope === undefined) throw new Error(`there is no list of ${list}`);
  const { resource, question } = scope;
  // A table only: in the lines of the records, their parts are whole.
  const { format: _format, ...parameters }: Parameters = exportParameters(scope, columns);
  return dataRoute({
    path: `/v1/exports/${list}/${name}`,
    operationId,
    summary,
    description,
    parameters,
    componentPrefix: (parameter) => {
      if (parameter === 'columns') return prefix;
      if (parameter in FILE_PARAMETERS) return 'Export';
      return `${schemaName(resource)}${parameter === 'sort' ? EXPORT_PREFIX : ''}`;
    },
    response: {
      description: `The ${name} as a table.`,
      schema: CsvText,
      mediaType: 'text/csv',
      headers: ['Content-Disposition'],
    },
    check: (values) => question.problems(values),
    handle: (call) => ({
      body: async () => {
        const chunks = await matchingChunks(scope, call, CHUNKS.rows);
        return openStream(call.store, recordTable({ columns, rowsOf }, chunks, call.values, call.store));
      },
      type: CSV_TYPE,
      headers: attachment(`${list}-${name}`, 'csv', call.store.revision),
    }),
  });
}

export const partExportRoutes: readonly Route[] = [
  partExport({
    list: 'disagreements',
    name: 'accounts',
    operationId: 'exportDisagreementAccounts',
    summary: 'Export the accounts of disagreements',
    description:
      'A row for each account of the disagreements that the filters of `/v1/disagreements` find: its position, the actors and the articles that hold it, the passages that show it, and the question, repeated.',
    prefix: 'DisagreementAccountExport',
    columns: ACCOUNT_COLUMNS,
    rowsOf: accountRows,
  }),
  partExport({
    list: 'events',
    name: 'quantities',
    operationId: 'exportEventQuantities',
    summary: 'Export the quantities of events',
    description:
      'A row for each quantity of the events that the filters of `/v1/events` find: the measure, the part, and the figures as they are given, with the event, repeated. An event without any has no row.',
    prefix: 'EventQuantityExport',
    columns: QUANTITY_COLUMNS,
    rowsOf: quantityRows,
  }),
];
