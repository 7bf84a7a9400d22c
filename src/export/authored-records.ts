// The records of a revision as their authors would write them, one by one in byte order of type and id.

import { hashOf } from '../load/check/check-record.ts';
import { madeStatement, madeStatementId } from '../load/check/made-statements.ts';
import { authoredRecord, briefRecord } from '../load/definitions/authored-form.ts';
import type { RawType } from '../load/read/raw-record.ts';
import type { Dataset } from '../model/dataset.ts';
import type { AuthoredQuote } from '../model/quote.ts';
import type { RecordType } from '../model/record-type.ts';
import type { Statement } from '../model/statement.ts';
import { resourceOf } from '../resources/index.ts';
import type { PreviousRevision } from '../store/port/change-log.ts';

export interface WrittenRecord {
  readonly type: RawType;
  readonly record: object;
}

type Revision = Pick<PreviousRevision, 'states' | 'get' | 'dataset' | 'codebook'>;

/** Every record and retired id but the statements that a load makes, then codebooks, and last the dataset's own. */
export async function* authoredRecords(revision: Revision): AsyncGenerator<WrittenRecord> {
  for await (const { type, id, retired } of revision.states()) {
    if (retired !== null) {
      yield { type: 'retired', record: briefRecord('retired', { type, id, ...retired }) };
      continue;
    }
    const record = await recordFor(type, id, revision);
    if (record !== null) yield { type, record: briefRecord(type, record) };
  }
  const served = JSON.parse(await revision.dataset()) as Dataset;
  for (const { scheme } of served.codebooks) {
    const tree = await revision.codebook(scheme);
    if (tree === null) throw new Error(`the codebook ${scheme} is known and not there`);
    yield { type: 'codebook', record: briefRecord('codebook', tree.codebook) };
  }
  const dataset = authoredRecord('dataset', served);
  yield { type: 'dataset', record: briefRecord('dataset', dataset) };
}

/** Null for a statement that is made when the rest is loaded. */
async function recordFor(type: RecordType, id: string, revision: Revision): Promise<object | null> {
  const wire = await wireRecord(type, id, revision);
  if (type === 'statement')
    return (await makerOf(wire as Statement, revision)) === null ? authoredRecord(type, wire) : null;
  const record = authoredRecord(type, wire);
  return type === 'quote' ? withoutMade(record as AuthoredQuote, revision) : record;
}

/** The quote without the ids of statements that are made for it. */
async function withoutMade(quote: AuthoredQuote, revision: Revision): Promise<AuthoredQuote> {
  const segments: AuthoredQuote['segments'] = [];
  for (const [at, segment] of quote.segments.entries()) {
    const { statementId } = segment;
    const isOwn = statementId === madeStatementId(quote.id, at);
    const statement = isOwn ? ((await wireRecord('statement', statementId, revision)) as Statement) : null;
    const maker = statement === null ? null : await makerOf(statement, revision);
    const isMade = maker?.quoteId === quote.id && maker.segment === at;
    segments.push(isMade ? { ...segment, statementId: null } : segment);
  }
  return { ...quote, segments };
}

/**
 * The first segment for which a load makes just this statement, where no statement is named for it: whether it was made
 * or written cannot be told, and is the same data. Null where there is none.
 */
async function makerOf(
  statement: Statement,
  revision: Revision,
): Promise<Statement['renditions'][number] | null> {
  const hash = hashOf(authoredRecord('statement', statement));
  for (const rendition of statement.renditions) {
    const { quoteId, segment } = rendition;
    if (madeStatementId(quoteId, segment) !== statement.id) continue;
    const quote = authoredRecord('quote', await wireRecord('quote', quoteId, revision)) as AuthoredQuote;
    if (hashOf(madeStatement(quote, segment)) === hash) return rendition;
  }
  return null;
}

async function wireRecord(type: RecordType, id: string, revision: Revision): Promise<unknown> {
  const json = await revision.get(resourceOf(type).name, id);
  if (json === null) throw new Error(`the ${type} "${id}" is known and not there`);
  return JSON.parse(json);
}
