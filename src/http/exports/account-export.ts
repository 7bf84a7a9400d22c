// The export of accounts: the disagreements of the list, with a row for each position and who holds it.
import type { Parameters } from '../../query/parameters/parameters.ts';
import { ACCOUNT_COLUMNS, accountRows } from '../../resources/disagreement-accounts.ts';
import { dataRoute } from '../contract/data-route.ts';
import { schemaName } from '../contract/response-schemas.ts';
import { attachment } from '../server/attachment.ts';
import type { Route } from '../server/route.ts';
import { openStream } from '../server/stream.ts';
import { CHUNKS } from './chunks.ts';
import { CSV_TYPE } from './csv.ts';
import { exportParameters, FILE_PARAMETERS } from './export-parameters.ts';
import { CsvText, EXPORT_PREFIX } from './record-exports.ts';
import { EXPORTED_LISTS, matchingChunks, recordTable } from './record-tables.ts';

function accountExport(): Route {
  const scope = EXPORTED_LISTS.find(({ resource }) => resource.name === 'disagreements');
  if (scope === undefined) throw new Error('there is no list of disagreements');
  const { resource, question } = scope;
  // A table only: in the lines of the disagreements, accounts are whole.
  const { format: _format, ...parameters }: Parameters = exportParameters(scope, ACCOUNT_COLUMNS);
  return dataRoute({
    path: '/v1/exports/disagreements/accounts',
    operationId: 'exportDisagreementAccounts',
    summary: 'Export the accounts of disagreements',
    description:
      'A row for each account of the disagreements that the filters of `/v1/disagreements` find: its position, the actors and the articles that hold it, the passages that show it, and the question, repeated.',
    parameters,
    componentPrefix: (parameter) => {
      if (parameter === 'columns') return 'DisagreementAccountExport';
      if (parameter in FILE_PARAMETERS) return 'Export';
      return `${schemaName(resource)}${parameter === 'sort' ? EXPORT_PREFIX : ''}`;
    },
    response: {
      description: 'The accounts as a table.',
      schema: CsvText,
      mediaType: 'text/csv',
      headers: ['Content-Disposition'],
    },
    check: (values) => question.problems(values),
    handle: (call) => ({
      body: async () => {
        const chunks = await matchingChunks(scope, call, CHUNKS.rows);
        const table = { columns: ACCOUNT_COLUMNS, rowsOf: accountRows };
        return openStream(call.store, recordTable(table, chunks, call.values, call.store));
      },
      type: CSV_TYPE,
      headers: attachment('disagreements-accounts', 'csv', call.store.revision),
    }),
  });
}

export const accountExportRoute: Route = accountExport();
