import { z } from 'zod';
import { CautionKind } from '../model/caution.ts';
import { Disagreement, DisagreementKind } from '../model/disagreement.ts';
import { RECORD_TYPES } from '../model/record-type.ts';
import { anyOf, noneOf, textFilters } from '../query/filters/filter.ts';
import { codeCell, disagreementsAbout, distinct, lastCells, textCell } from './csv-columns.ts';
import { BY_RELEVANCE, column, type Resource } from './resource.ts';
import { contestedFilter, identifierFilter, idFilter, refersTo } from './shared-filters.ts';

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

const texts = {
  question: (disagreement: Disagreement) => [disagreement.question],
  accounts: (disagreement: Disagreement) => disagreement.accounts.map(({ position }) => position),
  assessment: (disagreement: Disagreement) => [disagreement.assessment.text],
};

export const disagreements: Resource<Disagreement> = {
  name: 'disagreements',
  type: 'disagreement',
  record: Disagreement,
  description: 'Questions on which accounts differ, and accounts that cannot stand.',
  exampleId: 'zakharova-office',
  day: () => null,
  names: (disagreement) => [disagreement.question],

  columns: {
    kind: column('text', (disagreement) => disagreement.kind),
    question: column('text', (disagreement) => disagreement.question),
  },

  texts,

  filters: {
    ...textFilters(texts, 'Disagreement', 'spokesperson'),
    ...idFilter<Disagreement>('zakharova-office'),
    ...contestedFilter<Disagreement>(
      'false',
      'Whether another disagreement is about this one.',
      ({ id }, lookup) => lookup.disagreementsAbout('disagreement', id),
    ),
    caution: anyOf(
      CautionKind,
      'anachronism',
      'Has evidence from an article with this caution.',
      (disagreement, lookup) =>
        evidenceArticles(disagreement).flatMap(
          (id) => lookup.article(id)?.cautions.map(({ kind }) => kind) ?? [],
        ),
    ),
    cautionNot: noneOf('caution', CautionKind, 'undated', 'Has evidence from no article with this caution.'),
    ...identifierFilter<Disagreement>(),
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

  sorts: { id: { by: 'id', direction: 'asc' }, relevance: BY_RELEVANCE },

  includes: {},

  facets: {},
  csv: {
    id: codeCell('The id.', (disagreement) => disagreement.id),
    kind: codeCell('Whether accounts differ, or one cannot stand.', (disagreement) => disagreement.kind),
    question: textCell('The question.', (disagreement) => disagreement.question),
    about: codeCell('The records it is about, as `type:id`.', (disagreement) =>
      distinct(disagreement.about.map(({ type, id }) => `${type}:${id}`)),
    ),
    positions: textCell('What each account says, in our words.', (disagreement) =>
      disagreement.accounts.map(({ position }) => position),
    ),
    heldByIds: codeCell('Actors and articles that hold an account.', (disagreement) =>
      distinct(disagreement.accounts.flatMap(({ heldByIds }) => heldByIds)),
    ),
    evidenceArticleIds: codeCell('Articles with a passage that holds an account.', (disagreement) =>
      distinct(evidenceArticles(disagreement)),
    ),
    status: codeCell('The verdict: `open`, `leans` or `settled`.', ({ assessment }) => assessment.verdict),
    assessment: textCell('What the editors make of it.', ({ assessment }) => assessment.text),
    sourceUrls: codeCell('Sources outside the articles.', ({ sources }) => sources.map(({ url }) => url)),
    ...lastCells<Disagreement>(disagreementsAbout('disagreement'), (disagreement, lookup) =>
      evidenceArticles(disagreement).flatMap(
        (id) => lookup.article(id)?.cautions.map(({ kind }) => kind) ?? [],
      ),
    ),
  },
};
