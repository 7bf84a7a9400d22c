import { z } from 'zod';
import { Disagreement, DisagreementKind } from '../model/disagreement.ts';
import { RECORD_TYPES } from '../model/record-type.ts';
import { anyOf } from '../query/filters/term-filter.ts';
import { addressCell, textCell } from './csv-columns.ts';
import { defineResource } from './define-resource.ts';
import { questionCells } from './disagreement-accounts.ts';
import { column } from './resource.ts';
import { refersTo } from './shared-filters.ts';
import { namesOfActors } from './text-fields.ts';

const SubjectText = z
  .string()
  .max(80)
  .regex(
    new RegExp(`^(${RECORD_TYPES.join('|')}):[a-z0-9][a-z0-9-]*$`),
    'a subject is TYPE:ID, such as event:zakharova-warns-japan',
  )
  .meta({ id: 'SubjectText', description: 'A record as `type:id`.' });

const subjects = (disagreement: Disagreement, type: string) =>
  disagreement.about.filter((subject) => subject.type === type).map(({ id }) => id);

const evidenceArticles = ({ accounts }: Disagreement) =>
  accounts.flatMap(({ evidence }) => evidence.map(({ articleId }) => articleId));

export const disagreements = defineResource<Disagreement>({
  name: 'disagreements',
  type: 'disagreement',
  record: Disagreement,
  description: 'Questions on which accounts differ, and accounts that cannot stand.',
  exampleId: 'onward-transfer-consent',
  warnings: {
    disagreementIds: ({ id }, lookup) => lookup.disagreementsAbout('disagreement', id),
    cautions: (disagreement, lookup) =>
      evidenceArticles(disagreement).flatMap(
        (id) => lookup.article(id)?.cautions.map(({ kind }) => kind) ?? [],
      ),
  },
  warningDescriptions: {
    contested: 'Whether another disagreement is about this one.',
    contestedExample: 'false',
    cautionVerb: 'Has evidence from',
  },
  isContestable: false,
  date: null,
  textExample: 'spokesperson',
  names: (disagreement) => [disagreement.question],

  columns: {
    kind: column('text', (disagreement) => disagreement.kind),
    question: column('text', (disagreement) => disagreement.question),
  },

  texts: {
    question: (disagreement) => [disagreement.question],
    accounts: (disagreement) => disagreement.accounts.map(({ position }) => position),
    assessment: (disagreement) => [disagreement.assessment.text],
    holder: namesOfActors((disagreement) => disagreement.accounts.flatMap(({ heldByIds }) => heldByIds)),
  },

  filters: {
    kind: anyOf(
      DisagreementKind,
      'accountsDiffer',
      'Whether accounts differ, or one cannot stand.',
      (disagreement) => [disagreement.kind],
    ),
    about: anyOf(
      SubjectText,
      'actor:zakharova',
      'About this record, as `type:id`.',
      (disagreement) => disagreement.about.map(({ type, id }) => `${type}:${id}`),
      { refersTo: 'typed' },
    ),
    article: refersTo(
      'articles',
      'ru-jp-patriot-warning',
      'About this article, or with evidence from it.',
      (disagreement) => [...subjects(disagreement, 'article'), ...evidenceArticles(disagreement)],
    ),
    actor: refersTo(
      'actors',
      'zakharova',
      'About this actor, or on an account that it holds.',
      (disagreement) => [
        ...subjects(disagreement, 'actor'),
        ...disagreement.accounts.flatMap(({ heldByIds }) => heldByIds),
      ],
    ),
  },

  sorts: { id: { by: 'id', direction: 'asc' } },

  includes: {},

  facets: {},
  csv: {
    ...questionCells<Disagreement>((disagreement) => disagreement),
    positions: textCell('What each account says, in our words.', (disagreement) =>
      disagreement.accounts.map(({ position }) => position),
    ),
    outsideSourceUrls: addressCell('Sources outside the articles.', ({ sources }) =>
      sources.map(({ url }) => url),
    ),
  },
});
