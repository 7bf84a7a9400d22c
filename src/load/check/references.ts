// What a record points at: passages of articles, and other records by id. Its definition says by which fields.
import type { RecordType } from '../../model/record-type.ts';
import type { AuthoredLocalSpan } from '../../model/span.ts';
import type { Reference } from '../../store/port/staging.ts';
import type { Mention } from '../definitions/definition.ts';
import { RECORD_DEFINITIONS, SPAN_PATHS } from '../definitions/definitions.ts';
import { pathText } from '../read/fault.ts';
import type { Path, RawRecord, RawType } from '../read/raw-record.ts';
import { stepsOf, valuesAt } from '../read/value-paths.ts';

export interface PlacedSpan {
  readonly path: Path;
  readonly span: AuthoredLocalSpan;
}

/** The spans of a record, or of as much of one as is well formed. */
export function spansOf(type: RawType, record: object): PlacedSpan[] {
  return SPAN_PATHS[type].flatMap((path) =>
    valuesAt(record, path).map((found) => ({ path: found.path, span: found.value as AuthoredLocalSpan })),
  );
}

const MENTIONS = Object.fromEntries(
  Object.entries(RECORD_DEFINITIONS).map(([type, { mentions }]) => [
    type,
    Object.entries(mentions).map(([field, types]) => {
      const [named, orType = null] = typeof types === 'string' ? [types] : types;
      return { steps: stepsOf(field), type: named, orType };
    }),
  ]),
);

/** The lists of ids in a record, or in as much of one as is well formed. */
export function idListsOf(type: RawType, record: object): { path: Path; ids: string[] }[] {
  return (MENTIONS[type] ?? [])
    .filter(({ steps }) => steps.at(-1) === '[]')
    .flatMap(({ steps }) => valuesAt(record, steps.slice(0, -1)))
    .map(({ path, value }) => ({ path, ids: value as string[] }));
}

function mentionsOf(type: RecordType, record: object): Mention[] {
  const fields = (MENTIONS[type] ?? []).flatMap(({ steps, ...types }) =>
    valuesAt(record, steps).map(({ path, value }) => ({ path, ...types, id: value as string })),
  );
  return [...fields, ...(RECORD_DEFINITIONS[type].otherMentions?.(record) ?? [])];
}

/** Every mention of another record, and every passage as a mention of its article. */
export function referencesOf(
  type: RecordType,
  record: { readonly articleId?: string },
  raw: RawRecord,
): Reference[] {
  const passages = spansOf(type, record).flatMap(({ path, span }) => {
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
