// A text condition in FTS5's own language. Words hold letters, marks and digits only, so nothing in them can be taken
// for syntax.
import { type SQL, sql } from 'drizzle-orm';
import type { ResourceName } from '../../../query/condition.ts';
import type { TextTerm } from '../../../query/text/text-query.ts';
import type { TextCondition } from '../../sql/reader.ts';
import { columnName } from '../../sql/table-names.ts';
import { textTable } from '../text-tables.ts';

export function matchingSql(resource: ResourceName, condition: TextCondition): SQL {
  const table = sql.identifier(textTable(resource));
  return sql`(select rowid as key from ${table} where ${table} match ${expressionOf(condition)})`;
}

function expressionOf({ query: { all, none }, fields }: TextCondition): string {
  const wanted = all.map(termOf).join(' AND ');
  const expression = none.length === 0 ? wanted : `(${wanted}) NOT (${none.map(termOf).join(' OR ')})`;
  return fields === null ? expression : `{${fields.map(columnName).join(' ')}} : (${expression})`;
}

function termOf({ words, prefix }: TextTerm): string {
  return `"${words.join(' ')}"${prefix ? ' *' : ''}`;
}
