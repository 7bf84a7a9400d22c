// A page of the change log, by the plainest means.
import type { ChangeEntry, ChangePage, ChangeQuery, RevisionEntry } from '../../src/store/port/change-log.ts';

export function naiveChanges(
  { revisions, changes }: { revisions: readonly RevisionEntry[]; changes: readonly ChangeEntry[] },
  { since, types, kinds, direction, after, limit, isCounted }: ChangeQuery,
): ChangePage | null {
  const begin = since === null ? revisions[0] : revisions.findLast(({ revision }) => revision === since);
  if (begin === undefined) return null;
  const matching = changes
    .filter(({ position }) => position > begin.lastPosition)
    .filter(({ type }) => types === null || types.includes(type))
    .filter(({ kind }) => kinds === null || kinds.includes(kind))
    .toSorted((a, b) => (direction === 'asc' ? a.position - b.position : b.position - a.position));
  const rest = matching.filter(
    ({ position }) => after === null || (direction === 'asc' ? position > after : position < after),
  );
  const page = rest.slice(0, limit);
  const revisionAt = (sequence: number) => {
    const entry = revisions.find((each) => each.sequence === sequence);
    if (entry === undefined) throw new Error(`there is no revision ${sequence}`);
    return entry;
  };
  return {
    changes: page.map(({ sequence, type, id, kind, fields, successorId, reason }) => ({
      revision: revisionAt(sequence).revision,
      previousRevision: revisionAt(sequence - 1).revision,
      version: revisionAt(sequence).version,
      type,
      id,
      change: kind,
      fields: [...fields],
      successorId,
      reason,
    })),
    since: begin.revision,
    total: isCounted ? matching.length : null,
    end: page.length < rest.length ? (page.at(-1)?.position ?? null) : null,
  };
}
