// The history that a file keeps: the revisions that led to it and what each changed, as the API lists them and as the
// next load carries them over.
//
// The oldest revision that is kept is where the history begins: its own changes are not kept, so every other one has
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
const SLICE = 1000;

/** Field names hold no commas. */
export const fieldsText = (fields: readonly string[]): string => fields.join(',');
const fieldsOf = (text: string): string[] => (text === '' ? [] : text.split(','));

interface ChangeRow {
  readonly position: number;
  readonly type: Change['type'];
  readonly id: string;
  readonly kind: Change['change'];
  readonly fields: string;
  readonly successor_id: string | null;
  readonly reason: string | null;
}

interface ListedRow extends ChangeRow {
  readonly revision: string;
  readonly previous_revision: string;
  readonly version: string;
}

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
    changes: page.map(changeOf),
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
    sql`select change.*, own.revision, own.version, previous.revision as previous_revision
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

function changeOf(row: ListedRow): Change {
  return {
    revision: row.revision,
    previousRevision: row.previous_revision,
    version: row.version,
    type: row.type,
    id: row.id,
    change: row.kind,
    fields: fieldsOf(row.fields),
    successorId: row.successor_id,
    reason: row.reason,
  };
}

export async function revisionEntries(reader: Reader): Promise<RevisionEntry[]> {
  const rows = await reader.rows<Omit<RevisionEntry, 'lastPosition'> & { last_position: number }>(
    sql`select sequence, revision, version, last_position from revisions order by sequence`,
  );
  return rows.map(({ last_position: lastPosition, ...row }) => ({ ...row, lastPosition }));
}

export async function* changeEntries(
  reader: Reader,
  sequence: number,
): ReturnType<PreviousRevision['changesAfter']> {
  let position = 0;
  for (;;) {
    const rows = await reader.rows<ChangeRow & { sequence: number }>(
      sql`select * from changes where position > ${position} and sequence > ${sequence}
        order by position limit ${SLICE}`,
    );
    yield rows.map(({ successor_id: successorId, fields, ...row }): ChangeEntry => {
      return { ...row, successorId, fields: fieldsOf(fields) };
    });
    position = rows.at(-1)?.position ?? position;
    if (rows.length < SLICE) return;
  }
}

interface StateRow {
  readonly type: IdState['type'];
  readonly id: string;
  readonly hash: string | null;
  readonly successor_id: string | null;
  readonly reason: string | null;
}

export async function* idStates(reader: Reader): AsyncGenerator<IdState> {
  let [type, id] = ['', ''];
  for (;;) {
    const rows = await reader.rows<StateRow>(
      sql`select type, id, hash, null as successor_id, null as reason from record_hashes
          where (type, id) > (${type}, ${id})
        union all select type, id, null, successor_id, reason from retired where (type, id) > (${type}, ${id})
        order by type, id limit ${SLICE}`,
    );
    for (const { successor_id: successorId, reason, ...row } of rows)
      yield { ...row, retired: reason === null ? null : { successorId, reason } };
    const last = rows.at(-1);
    if (last === undefined || rows.length < SLICE) return;
    ({ type, id } = last);
  }
}
