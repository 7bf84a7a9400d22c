// One record at a time: everything that is wrong with it in itself, or the record as it is staged.
import canonicalize from 'canonicalize';
import { dateSortKey, fuzzyDate } from '../../model/fuzzy-date.ts';
import type { AuthoredLocalSpan } from '../../model/span.ts';
import type { Fault, Reference, StagedRecord, StagedType } from '../../store/port/staging.ts';
import type { AnyRecordDefinition, Conventions, Profile } from '../definitions/definition.ts';
import { DEFINITIONS, RECORD_DEFINITIONS } from '../definitions/definitions.ts';
import { ANNOTATE, repeated } from '../definitions/rules.ts';
import { type FieldFault, pathText } from '../read/fault.ts';
import type { Path, RawRecord, RawType } from '../read/raw-record.ts';
import { sha256 } from '../read/texts.ts';
import { type Placed, valueAt } from '../read/value-paths.ts';
import { withMadeStatements } from './made-statements.ts';
import { idListsOf, referencesOf, spansOf } from './references.ts';
import { shape } from './shape.ts';

/** A record of any type, as its schema returns it. */
export interface AuthoredRecord {
  readonly id: string;
  readonly articleId?: string;
  readonly identifiers?: readonly { readonly scheme: string; readonly value: string }[];
  readonly extra?: object;
}

/** The record with defaults filled in, or every fault that it has in itself. */
export function checkRecord(
  raw: RawRecord,
  conventions: Conventions,
): { readonly record: AuthoredRecord | null; readonly faults: readonly Fault[] } {
  const { authored, rules } = DEFINITIONS[raw.type];
  const { record, draft, faults } = shape<AuthoredRecord>(authored, raw);
  const broken = [
    ...spansOf(raw.type, draft).flatMap((span) => boundsFaults(span, conventions.profile)),
    ...rules(draft, conventions, raw.place.file),
    ...idListsOf(raw.type, draft).flatMap(({ path, value }) => repeated(path, value)),
    ...repeated(['identifiers'], draft.identifiers, ({ scheme, value }) => `${scheme}:${value}`),
  ];
  if (record !== null && broken.length === 0) return { record, faults: [] };
  // A rule does not speak of a field whose shape is wrong, nor of what is in it or around it.
  const further = broken.filter(({ path }) => !faults.some((other) => beginsAlike(path, other.path)));
  return { record: null, faults: [...faults, ...further].map((fault) => placed(fault, raw)) };
}

/**
 * A record without faults, ready to be staged, and the statements that are made for a quote: they stand where it does,
 * and it mentions them as it does any other record.
 */
export function stagedRecords(
  type: StagedType,
  record: AuthoredRecord,
  raw: RawRecord,
): readonly StagedRecord[] {
  const stage = (
    of: typeof type,
    staged: AuthoredRecord,
    references: readonly Reference[],
    isMade = false,
  ) => {
    const json = canonicalText(staged);
    return {
      ...{ ...raw.place, type: of, id: nameOf(of, staged) ?? '', hash: sha256(json), json },
      ...{ day: dayOf(of, staged), references, isMade },
    };
  };
  if (type === 'retired') return [stage(type, record, [])];
  if (type === 'codebook') return [stage(type, record, [])];
  const { complete }: AnyRecordDefinition = RECORD_DEFINITIONS[type];
  // `extra` in one order, so that the same data is the same bytes.
  const extra = Object.fromEntries(Object.entries(record.extra ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
  const whole = complete?.({ ...record, extra }) ?? { ...record, extra };
  const references = referencesOf(type, record, raw);
  if (type !== 'quote') return [stage(type, whole, references)];
  const { quote, made } = withMadeStatements(whole);
  const mentions = made.map(({ segment, statement: { id } }) => {
    const path = `segments[${segment}]`;
    return { ...raw.place, path, type: 'statement' as const, orType: null, id, end: null };
  });
  return [
    stage(type, quote, [...references, ...mentions]),
    ...made.map(({ statement }) => stage('statement', statement, [], true)),
  ];
}

function dayOf(type: StagedType, record: AuthoredRecord): string | null {
  const isRecord = type !== 'retired' && type !== 'codebook';
  const { date }: Partial<AnyRecordDefinition> = isRecord ? RECORD_DEFINITIONS[type] : {};
  return date === undefined ? null : dateSortKey(fuzzyDate(date(record)));
}

/**
 * SHA-256 of a record with defaults filled in and completed: what may be left out is the same data where it is written
 * out.
 */
export function hashOf(record: object): string {
  return sha256(canonicalText(record));
}

function canonicalText(record: object): string {
  const json = canonicalize(record);
  if (json === undefined) throw new Error('a record that is no JSON'); // cannot be: it came from JSON or YAML
  return json;
}

/** Whether a span has what its profile asks for, and ends after it starts. */
function boundsFaults({ path, value: span }: Placed<AuthoredLocalSpan>, profile: Profile): FieldFault[] {
  const { start, end, sha256: hash } = span;
  const incomplete = (message: string) => [{ path, message, cure: ANNOTATE }];
  if (start === null && end === null && hash === null)
    return profile === 'open' ? [] : incomplete('the span has no offsets');
  if (start === null || end === null)
    return incomplete(`the span has no ${start === null ? 'start' : 'end'}`);
  if (end <= start) {
    const message = `the span ends at ${end}, which is not after its start, ${start}`;
    return [{ path: [...path, 'end'], message, cure: 'end is one past the last character' }];
  }
  return hash === null && profile === 'curated' ? incomplete('the span has no hash') : [];
}

/** Whether two paths lead to one field, or one of them into what the other leads to. */
function beginsAlike(a: Path, b: Path): boolean {
  const length = Math.min(a.length, b.length);
  return length > 0 && a.slice(0, length).every((step, at) => step === b[at]);
}

/** What a record is known by, as far as it is well formed: its id, or the scheme of a codebook. */
function nameOf(type: RawType, value: unknown): string | null {
  const name = valueAt(value, [type === 'codebook' ? 'scheme' : 'id']);
  return typeof name === 'string' ? name : null;
}

function placed({ path, message, cure }: FieldFault, raw: RawRecord): Fault {
  const recordId = nameOf(raw.type, raw.value)?.slice(0, 64) ?? null;
  return { ...raw.placeOf(path), recordType: raw.type, recordId, path: pathText(path), message, cure };
}
