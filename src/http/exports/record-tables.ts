// Tables of records: the whole of a list, read from the store in chunks and written as rows.
import type { Values } from '../../query/parameters/parameters.ts';
import { conditionsOf, Question } from '../../query/question.ts';
import { type CsvColumns, selectedColumns } from '../../resources/csv-columns.ts';
import { BY_RELEVANCE } from '../../resources/resource.ts';
import type { Store } from '../../store/port/store.ts';
import { LIST_SCOPES } from '../lists/all-lists.ts';
import { type ListScope, queryOf } from '../lists/list-scope.ts';
import type { Call } from '../server/route.ts';
import { chunksOf } from './chunks.ts';
import { csvChunks } from './csv.ts';
import { csvOptions } from './export-parameters.ts';
import { tableRows } from './export-rows.ts';

/** Records as JSON, chunk by chunk. */
type Chunks = AsyncIterable<readonly string[]>;

/** What the rows of a table are, and their columns. */
export interface RecordTable {
  // biome-ignore lint/suspicious/noExplicitAny: each table reads its own rows
  readonly columns: CsvColumns<any>;
  // biome-ignore lint/suspicious/noExplicitAny: each table reads its own records
  readonly rowsOf: (record: any) => readonly unknown[];
}

/** The list without its order by relevance, which ranks a bounded number of matches. */
function withoutRelevance(scope: ListScope): ListScope {
  const { name, filters, includes } = scope.resource;
  const sorts = Object.fromEntries(
    Object.entries(scope.sorts).filter(([, { by }]) => by !== BY_RELEVANCE.by),
  );
  return { ...scope, sorts, question: new Question({ name, filters, sorts, includes }) };
}

/** The lists that are exported: one of each resource. */
export const EXPORTED_LISTS: readonly ListScope[] = LIST_SCOPES.filter(({ fixed }) => fixed === null).map(
  withoutRelevance,
);

export async function matchingChunks(
  { resource, question }: ListScope,
  { store, values }: Call,
  size: number,
): Promise<Chunks> {
  const conditions = conditionsOf(await queryOf(question, values, store));
  return chunksOf(store, { resource: resource.name, conditions, order: question.order(values) }, size);
}

/** The table as CSV, with the columns that the values select. */
export function recordTable(
  { columns, rowsOf }: RecordTable,
  chunks: Chunks,
  values: Values,
  store: Store,
): AsyncGenerator<string> {
  const names = selectedColumns(Object.keys(columns), (values.columns ?? null) as readonly string[] | null);
  const chosen = Object.fromEntries(
    names.flatMap((name) => (columns[name] === undefined ? [] : [[name, columns[name]]])),
  );
  return csvChunks(chosen, rowBatches({ columns: chosen, rowsOf }, chunks, store), csvOptions(values));
}

async function* rowBatches({ columns, rowsOf }: RecordTable, chunks: Chunks, store: Store) {
  for await (const documents of chunks) {
    const rows = documents.flatMap((document) => rowsOf(JSON.parse(document)));
    yield await tableRows(rows, Object.values(columns), store);
  }
}
