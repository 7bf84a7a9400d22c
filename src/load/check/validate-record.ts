// One record at a time: everything that is wrong with it in itself, or the record as it is staged.
import canonicalize from 'canonicalize';
import type { z } from 'zod';
import { AuthoredActor } from '../../model/actor.ts';
import { AuthoredArticle } from '../../model/article.ts';
import { AuthoredDataset } from '../../model/dataset.ts';
import { AuthoredDisagreement } from '../../model/disagreement.ts';
import { AuthoredEvent } from '../../model/event.ts';
import { fuzzyDate, sortDay } from '../../model/fuzzy-date.ts';
import { AuthoredQuote } from '../../model/quote.ts';
import type { RecordType } from '../../model/record-type.ts';
import { AuthoredRetired } from '../../model/retired.ts';
import { AuthoredStatement } from '../../model/statement.ts';
import type { Fault, StagedRecord } from '../../store/port/staging.ts';
import { pathText } from '../read/fault.ts';
import type { RawRecord, RawType } from '../read/raw-record.ts';
import { sha256 } from '../read/texts.ts';
import { valueAt } from '../read/value-paths.ts';
import { type AuthoredRecords, referencesOf } from './references.ts';
import type { Problem } from './validate-issues.ts';
import { ruleProblems } from './validate-rules.ts';
import { notToldBy, shape } from './validate-shape.ts';
import type { Profile } from './validate-spans.ts';

/** The schemas of what authors write, by type. */
export const AUTHORED: Readonly<Record<RawType, z.ZodObject>> = {
  dataset: AuthoredDataset,
  article: AuthoredArticle,
  actor: AuthoredActor,
  event: AuthoredEvent,
  quote: AuthoredQuote,
  statement: AuthoredStatement,
  disagreement: AuthoredDisagreement,
  retired: AuthoredRetired,
};

/** The record, ready to be staged, or every fault it has in itself. */
export function validateRecord(
  raw: RawRecord,
  profile: Profile,
): { staged: StagedRecord | null; faults: Fault[] } {
  const { type } = raw;
  if (type === 'dataset') throw new Error('validateDataset is for the dataset');
  if (type === 'retired') return validateRetired(raw);
  const { record, draft, problems } = shape<AuthoredRecords[typeof type]>(AUTHORED[type], raw);
  const all = [...problems, ...notToldBy(problems, ruleProblems(type, draft, profile))];
  if (record === null || all.length > 0) return { staged: null, faults: faultsOf(raw, all) };
  return { staged: stagedRecord(type, record, raw), faults: [] };
}

/** The dataset's own record and the SHA-256 of its RFC 8785 JSON, or its faults. */
export function validateDataset(
  raw: RawRecord,
):
  | { record: AuthoredDataset; hash: string; faults: Fault[] }
  | { record: null; hash: null; faults: Fault[] } {
  const { record, draft, problems } = shape<AuthoredDataset>(AUTHORED.dataset, raw);
  const { from, to } = draft.coverage ?? {};
  const reversed = from && to && from > to;
  const order = {
    path: ['coverage', 'to'],
    message: `the coverage ends on ${to}, before it begins`,
    cure: 'write the earlier day as from',
  };
  const all = reversed ? [...problems, order] : problems;
  if (record === null || all.length > 0) return { record: null, hash: null, faults: faultsOf(raw, all) };
  return { record, hash: hashOf(record), faults: [] };
}

function validateRetired(raw: RawRecord): { staged: StagedRecord | null; faults: Fault[] } {
  const { record, draft, problems } = shape<AuthoredRetired>(AUTHORED.retired, raw);
  const own = draft.id !== undefined && draft.successorId === draft.id;
  const self = {
    path: ['successorId'],
    message: 'a record cannot succeed itself',
    cure: 'leave successorId out',
  };
  const all = own ? [...problems, self] : problems;
  if (record === null || all.length > 0) return { staged: null, faults: faultsOf(raw, all) };
  const { id } = record;
  const staged = {
    ...raw.place,
    type: 'retired' as const,
    id,
    json: JSON.stringify(record),
    hash: hashOf(record),
    day: null,
    references: [],
  };
  return { staged, faults: [] };
}

function stagedRecord<T extends RecordType>(
  type: T,
  record: AuthoredRecords[T],
  raw: RawRecord,
): StagedRecord {
  return {
    ...raw.place,
    type,
    id: record.id,
    json: JSON.stringify(whole(type, record)),
    hash: hashOf(record),
    day: dayOf(record),
    references: referencesOf(type, record, raw),
  };
}

/** SHA-256 of what the author wrote with defaults filled in: a default left out or written out is the same data. */
function hashOf(record: object): string {
  const json = canonicalize(record);
  if (json === undefined) throw new Error('a record that is no JSON'); // cannot be: it came from JSON or YAML
  return sha256(json);
}

/**
 * The record as later steps want it: spans of a quote name their article, a quote has a span of its own, and
 * `extra` is in one order, so that the same data is the same bytes.
 */
function whole<T extends RecordType>(type: T, record: AuthoredRecords[T]): AuthoredRecords[T] {
  const extra = Object.fromEntries(Object.entries(record.extra).sort(([a], [b]) => (a < b ? -1 : 1)));
  const ordered = { ...record, extra };
  return type === 'quote'
    ? ({ ...ordered, ...wholeSpans(ordered as AuthoredQuote) } as typeof record)
    : ordered;
}

function wholeSpans(quote: AuthoredQuote): Pick<AuthoredQuote, 'span' | 'segments'> {
  const { articleId } = quote;
  const segments = quote.segments.map((segment) => ({ ...segment, span: { ...segment.span, articleId } }));
  const [first, second] = segments;
  if (quote.span !== undefined) return { span: { ...quote.span, articleId }, segments };
  if (first === undefined || second === undefined)
    return first ? { span: first.span, segments } : { segments };
  const end = segments.at(-1)?.span.end ?? null;
  return { span: { articleId, start: first.span.start, end, sha256: null }, segments };
}

/** The day that keys follow. */
function dayOf(record: AuthoredRecords[RecordType]): string | null {
  if ('date' in record) return sortDay(fuzzyDate(record.date));
  if ('said' in record) return sortDay(fuzzyDate(record.said));
  return 'published' in record ? sortDay(fuzzyDate(record.published)) : null;
}

function faultsOf(raw: RawRecord, problems: readonly Problem[]): Fault[] {
  const id = valueAt(raw.value, ['id']);
  const recordId = typeof id === 'string' ? id.slice(0, 64) : null;
  return problems.map(({ path, message, cure }) => ({
    ...raw.placeOf(path),
    recordType: raw.type,
    recordId,
    path: pathText(path),
    message,
    cure,
  }));
}
