// The related records that `include=` adds to a page or to a record, each once. Lists parse documents only here and to
// rank them.
import type { ParameterNote } from '../../query/parameters/parameters.ts';
import type { AnyResource, Include } from '../../resources/resource.ts';
import type { Store } from '../../store/port/store.ts';
import { MAX_INCLUDED } from '../contract/response-schemas.ts';
import type { Call } from '../server/route.ts';
import { type BoundedDocuments, boundedDocuments } from './bounded-documents.ts';

export interface Included {
  /** The JSON of `included`. */
  readonly json: string;
  readonly warnings: readonly ParameterNote[];
}

/**
 * The JSON of a record with what `include` asks for, and as it is without.
 * @param added the JSON of fields to add besides, without braces
 */
export async function withIncluded(
  resource: AnyResource,
  document: string,
  { values, store }: Call,
  added = '',
): Promise<string> {
  const fields = added === '' ? [] : [added];
  if (values.include !== undefined) {
    const kinds = values.include as readonly string[];
    const { json, warnings } = await includedOf(resource, [document], kinds, store);
    fields.push(`"included":${json}`, `"warnings":${JSON.stringify(warnings)}`);
  }
  return fields.length === 0 ? document : `${document.slice(0, -1)},${fields.join(',')}}`;
}

/** @param kinds the includes requested; the others are empty arrays. */
export async function includedOf(
  resource: AnyResource,
  documents: readonly string[],
  kinds: readonly string[],
  store: Store,
): Promise<Included> {
  const warnings: ParameterNote[] = [];
  const records =
    kinds.length === 0 ? [] : documents.map((document) => JSON.parse(document) as { id: string });
  const parts: string[] = [];
  for (const [name, include] of Object.entries(resource.includes)) {
    const related = await relatedTo(kinds.includes(name) ? records : [], include, store);
    if (related.more)
      warnings.push({
        parameter: 'include',
        message: `Only the first ${related.documents.length} ${name} are included${documents.length > 1 ? '; ask for a smaller page' : ''}.`,
        suggestion: null,
      });
    parts.push(`"${name}":[${related.documents.join(',')}]`);
  }
  return { json: `{${parts.join(',')}}`, warnings };
}

async function relatedTo(
  records: readonly { id: string }[],
  // biome-ignore lint/suspicious/noExplicitAny: each resource's own table reads its own records
  include: Include<any>,
  store: Store,
): Promise<BoundedDocuments> {
  if (records.length === 0) return { documents: [], more: false };
  if ('by' in include) {
    const terms = records.map(({ id }) => ({ field: include.by, value: id }));
    const { documents, end } = await store.list({
      resource: include.resource,
      conditions: [{ kind: 'terms', match: 'any', terms }],
      order: { by: 'id', direction: 'asc' },
      after: null,
      limit: MAX_INCLUDED,
    });
    return { documents, more: end !== null };
  }
  const ids = records.flatMap((record) => include.ids(record)).filter((id) => id !== null);
  return boundedDocuments(store, include.resource, ids, MAX_INCLUDED);
}
