// What a record points at: passages of articles, and other records by id. Its definition says by which fields.
import type { RecordType } from '../../model/record-type.ts';
import type { AuthoredLocalSpan } from '../../model/span.ts';
import type { Reference } from '../../store/port/staging.ts';
import type { Mention } from '../definitions/definition.ts';
import { RECORD_DEFINITIONS, SPAN_PATHS } from '../definitions/definitions.ts';
import { pathText } from '../read/fault.ts';
import type { RawRecord, RawType } from '../read/raw-record.ts';
import { type Placed, stepsOf, valuesAt } from '../read/value-paths.ts';

/** The spans of a record, or of as much of one as is well formed. */
export function spansOf(type: RawType, record: object): Placed<AuthoredLocalSpan>[] {
  return SPAN_PATHS[type].flatMap((path) => valuesAt<AuthoredLocalSpan>(record, path));
}

const MENTIONS = Object.fromEntries(
  Object.entries(RECORD_DEFINITIONS).map(([type, { mentions }]) => [
    type,
    Object.entries(mentions).map(([field, types]) => {
      const [named, orType = null] = typeof types === 'string' ? [types] : types;
      const steps = stepsOf(field);
      return { steps, list: steps.at(-1) === '[]' ? steps.slice(0, -1) : null, type: named, orType };
    }),
  ]),
);

/** The lists of ids in a record, or in as much of one as is well formed. */
export function idListsOf(type: RawType, record: object): Placed<string[]>[] {
  return (MENTIONS[type] ?? []).flatMap(({ list }) =>
    list === null ? [] : valuesAt<string[]>(record, list),
  );
}

function mentionsOf(type: RecordType, record: object): Mention[] {
  const fields = (MENTIONS[type] ?? []).flatMap(({ steps, type: named, orType }) =>
    valuesAt<string>(record, steps).map(({ path, value: id }) => ({ path, type: named, orType, id })),
  );
  return [...fields, ...(RECORD_DEFINITIONS[type].otherMentions?.(record) ?? [])];
}

/** Every mention of another record, and every passage as a mention of its article. */
export function referencesOf(
  type: RecordType,
  record: { readonly articleId?: string },
  raw: RawRecord,
): Reference[] {
  const passages = spansOf(type, record).flatMap(({ path, value: span }) => {
    const id = span.articleId ?? record.articleId; // the spans of a quote need not repeat its article
    return id === undefined ? [] : [{ path, type: 'article' as const, orType: null, id, end: span.end }];
  });
  const mentions = mentionsOf(type, record).map((mention) => ({ ...mention, end: null }));
  return [...mentions, ...passages].map(({ path, ...reference }) => ({
    ...raw.placeOf(path),
    ...reference,
    path: pathText(path) ?? '',
  }));
}
