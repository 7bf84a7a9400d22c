// The order of a column, and of ids where its values are the same.
import { type SQL, sql } from 'drizzle-orm';
import type { ListQuery } from '../../query/condition.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Plan } from './plan.ts';
import type { Reader } from './reader.ts';
import { allMatches, isReadInOrder } from './sorted-matches.ts';
import { columnName } from './table-names.ts';
import { whereOf, withinSql } from './where.ts';

/** Selects the first matches in order of a column, as `value`, `id` and `key`. */
export async function byColumnSql(
  reader: Reader,
  plan: Plan,
  query: ListQuery,
  wanted: number,
): Promise<SQL> {
  const { order, after } = query;
  const isDown = order.direction === 'desc';
  const table = sql.identifier(plan.resource);
  const value = (row: SQL) => sql`${row}.${sql.identifier(columnName(order.by))}`;
  const goesOn = (row: SQL) =>
    after === null
      ? sql`true`
      : sql`(${value(row)}, ${row}.id) ${isDown ? sql`<` : sql`>`} (${after[0]}, ${after[1]})`;
  const direction = isDown ? sql`desc` : sql`asc`;
  const driver = sql`driver`;
  const select = (from: SQL, conditions: readonly SQL[]) => {
    const where = [
      withinSql(plan.range, reader.unindexed(sql`driver.key`)),
      ...conditions,
      ...whereOf({
        reader,
        plan,
        columnConditions: plan.columnConditions,
        driving: null,
        record: driver,
      }),
    ];
    return sql`select ${value(driver)} as value, driver.id as id, driver.key as key from ${from} driver
      where ${sql.join(where, sql` and `)}`;
  };
  // The index alone is read where nothing else of a record is looked at.
  const looked = plan.columnConditions.length > 0 ? sql`*` : sql`${value(driver)}, driver.id, driver.key`;
  const inOrder = sql`${value(driver)} ${direction}, driver.id ${direction}`;
  const isIndexed = order.by === 'id' || RESOURCES[query.resource].columns[order.by]?.indexed === true;
  const firstMatches = (most: number) =>
    sql`${select(sql`(select ${looked} from ${table} driver where ${goesOn(driver)} order by ${inOrder} limit ${most})`, [])}
      limit ${wanted}`;
  if (isIndexed && (await isReadInOrder(reader, plan, { rows: plan.size.total, wanted, firstMatches })))
    return sql`${select(sql`${table}`, [goesOn(driver)])} order by value ${direction}, id ${direction} limit ${wanted}`;
  const record = sql`record`;
  return sql`select ${value(record)} as value, record.id as id, record.key as key
    from (${allMatches(reader, plan)}) matched cross join ${table} record
    where record.key = matched.key and ${goesOn(record)} order by value ${direction}, id ${direction} limit ${wanted}`;
}
