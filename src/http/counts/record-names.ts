// Looks up the names of records, as labels of counts.
import type { ResourceName } from '../../query/condition.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Store } from '../../store/port/store.ts';

/** The first name of each record, by its id; the id itself where the record has none. */
export async function namesOf(
  resource: ResourceName,
  ids: readonly string[],
  store: Store,
): Promise<(id: string) => string> {
  const documents = await store.getMany(resource, [...new Set(ids)]);
  const names = new Map(
    documents.map((document) => {
      const record = JSON.parse(document) as { id: string };
      return [record.id, RESOURCES[resource].names(record)[0]];
    }),
  );
  return (id) => names.get(id) ?? id;
}
