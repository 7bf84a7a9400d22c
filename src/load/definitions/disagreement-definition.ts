import type { z } from 'zod';
import { AuthoredDisagreement, type Disagreement } from '../../model/disagreement.ts';
import { nearest } from '../../query/parameters/nearest.ts';
import { resourceOf } from '../../resources/index.ts';
import type { FieldFault } from '../read/fault.ts';
import type { RecordDefinition } from './definition.ts';
import { withWireEvidence } from './derived-fields.ts';
import { evidenceNotes } from './passage-notes.ts';
import { repeated, when } from './rules.ts';

export const disagreement: RecordDefinition<AuthoredDisagreement, Disagreement> = {
  authored: AuthoredDisagreement,
  mentions: { 'accounts[].heldByIds[]': ['actor', 'article'] },
  otherMentions: ({ about }) =>
    about.map(({ type, id }, at) => ({ path: ['about', at, 'id'], type, orType: null, id })),

  rules: ({ kind, about = [], accounts, assessment, sources }) => [
    ...repeated(['about'], about, ({ type, id, field }) => `${type} ${id}${field ? `, ${field}` : ''}`),
    ...when(
      kind === 'accountsDiffer' && accounts !== undefined && accounts.length < 2,
      ['accounts'],
      'one account alone cannot differ',
      'give the other account, or write kind: cannotStand',
    ),
    ...when(
      assessment?.verdict === 'settled' && sources?.length === 0,
      ['assessment', 'verdict'],
      'nothing is settled without a source',
      'add the source to sources, or write leans',
    ),
    ...about.flatMap(fieldFaults),
  ],

  wire: (record, source) => ({
    ...record,
    accounts: record.accounts.map((account) => withWireEvidence(account, source)),
  }),

  notes: (articleId, staging) =>
    staging
      .disagreementsInArticle(articleId)
      .flatMap(({ id, question, accounts }) =>
        accounts.flatMap(({ evidence }, at) =>
          evidenceNotes('disagreement', id, `account-${at}`, evidence, { from: 'account', text: question }),
        ),
      ),
};

/** A disagreement may be about any field of a record as it is served. */
function fieldFaults({ type, field }: AuthoredDisagreement['about'][number], at: number): FieldFault[] {
  const name = field?.split(/[.[]/)[0];
  const known = Object.keys((resourceOf(type).record as z.ZodObject).shape);
  if (name === undefined || known.includes(name)) return [];
  const likely = nearest(name, known);
  return [
    {
      path: ['about', at, 'field'],
      message: `a record of type ${type} has no field "${name}"`,
      cure: likely === null ? `leave it out, or write one of ${known.join(', ')}` : `write ${likely}`,
    },
  ];
}
