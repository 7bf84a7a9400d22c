// The change log that a database keeps: the revisions that led to it and what each changed, as the API lists them and
// as the next load carries them over.
//
// The oldest revision that is kept is where the log begins: its own changes are not kept, so every other one has
// the one before it.
import { type SQL, sql } from 'drizzle-orm';
import type { Change } from '../../model/change.ts';
import type {
  ChangeEntry,
  ChangePage,
  ChangeQuery,
  IdState,
  PreviousRevision,
  RevisionEntry,
} from '../port/change-log.ts';
import { padParameters, type Reader } from './reader.ts';

/** Rows read at a time while a load compares. */
const BATCH = 1000;

/** Field names hold no commas. */
export const fieldsText = (fields: readonly string[]): string => fields.join(',');
const fieldsOf = (text: string): string[] => (text === '' ? [] : text.split(','));

/** A row of the change log, in which the fields are one text. */
type Stored<Row extends { readonly fields: readonly string[] }> = Omit<Row, 'fields'> & {
  readonly fields: string;
};
type ListedRow = Stored<Change> & Pick<ChangeEntry, 'position'>;

const withFields = <Row extends { readonly fields: string }>(row: Row) => ({
  ...row,
  fields: fieldsOf(row.fields),
});

export async function changePage(reader: Reader, query: ChangeQuery): Promise<ChangePage | null> {
  const begin = await beginOf(reader, query.since);
  if (begin === null) return null;
  const matching = [
    sql`change.position > ${begin.last_position}`,
    ...(query.types === null ? [] : [sql`change.type in ${padParameters(query.types)}`]),
    ...(query.kinds === null ? [] : [sql`change.kind in ${padParameters(query.kinds)}`]),
  ];
  const rows = await pageRows(reader, query, matching);
  const page = rows.slice(0, query.limit);
  return {
    changes: page.map(({ position: _, ...row }) => withFields(row)),
    since: begin.revision,
    total: query.isCounted ? await countRows(reader, matching) : null,
    end: rows.length > query.limit ? (page.at(-1)?.position ?? null) : null,
  };
}

/** The revision to begin after. One that came back later is taken as it came last: its content is the same. */
async function beginOf(
  reader: Reader,
  since: string | null,
): Promise<{ revision: string; last_position: number } | null> {
  const which =
    since === null
      ? sql`order by sequence limit 1`
      : sql`where revision = ${since} order by sequence desc limit 1`;
  const [row] = await reader.rows<{ revision: string; last_position: number }>(
    sql`select revision, last_position from revisions ${which}`,
  );
  return row ?? null;
}

/** One more than asked for tells whether the list goes on. */
function pageRows(
  reader: Reader,
  { direction, after, limit }: ChangeQuery,
  matching: readonly SQL[],
): Promise<readonly ListedRow[]> {
  const isDown = direction === 'desc';
  const rest =
    after === null ? [] : [isDown ? sql`change.position < ${after}` : sql`change.position > ${after}`];
  return reader.rows<ListedRow>(
    sql`select own.revision, previous.revision as "previousRevision", own.version, change.type, change.id,
        change.kind as change, change.fields, change.successor_id as "successorId", change.reason, change.position
      from changes change cross join revisions own on own.sequence = change.sequence
      cross join revisions previous on previous.sequence = change.sequence - 1
      where ${sql.join([...matching, ...rest], sql` and `)}
      order by change.position ${isDown ? sql`desc` : sql`asc`} limit ${limit + 1}`,
  );
}

async function countRows(reader: Reader, matching: readonly SQL[]): Promise<number> {
  const [row] = await reader.rows<{ count: number }>(
    sql`select count(*) as count from changes change where ${sql.join([...matching], sql` and `)}`,
  );
  return row?.count ?? 0;
}

export async function revisionEntries(reader: Reader): Promise<readonly RevisionEntry[]> {
  return reader.rows<RevisionEntry>(
    sql`select sequence, revision, version, last_position as "lastPosition" from revisions order by sequence`,
  );
}

export async function* changeEntries(
  reader: Reader,
  sequence: number,
): ReturnType<PreviousRevision['changesAfter']> {
  let position = 0;
  for (;;) {
    const rows = await reader.rows<Stored<ChangeEntry>>(
      sql`select position, sequence, type, id, kind, fields, successor_id as "successorId", reason from changes
        where position > ${position} and sequence > ${sequence} order by position limit ${BATCH}`,
    );
    yield rows.map(withFields);
    position = rows.at(-1)?.position ?? position;
    if (rows.length < BATCH) return;
  }
}

interface StateRow extends Omit<IdState, 'retired'> {
  readonly successorId: string | null;
  readonly reason: string | null;
}

export async function* idStates(reader: Reader): AsyncGenerator<IdState> {
  let [type, id] = ['', ''];
  for (;;) {
    const rows = await reader.rows<StateRow>(
      sql`select type, id, hash, null as "successorId", null as reason from record_hashes
          where (type, id) > (${type}, ${id})
        union all select type, id, null, successor_id, reason from retired where (type, id) > (${type}, ${id})
        order by type, id limit ${BATCH}`,
    );
    for (const { successorId, reason, ...row } of rows)
      yield { ...row, retired: reason === null ? null : { successorId, reason } };
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    ({ type, id } = last);
  }
}
