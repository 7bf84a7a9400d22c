// The table of accounts: a row for each position in a disagreement, with who holds it and the passages that show it.
import type { Disagreement } from '../model/disagreement.ts';
import {
  actorCells,
  type CsvColumns,
  type CsvLookup,
  codeCell,
  numberCell,
  revisionCell,
  textCell,
  unique,
} from './csv-columns.ts';

/** One account, with the disagreement that it is part of. */
export interface AccountRow {
  readonly disagreement: Disagreement;
  readonly account: Disagreement['accounts'][number];
  /** Its place among the accounts, from 1. */
  readonly number: number;
}

export function accountRows(disagreement: Disagreement): AccountRow[] {
  return disagreement.accounts.map((account, index) => ({ disagreement, account, number: index + 1 }));
}

/** The columns of the question itself, for rows that are disagreements and for rows that are accounts. */
export function questionCells<R>(of: (row: R) => Disagreement): CsvColumns<R> {
  return {
    disagreementKind: codeCell('Whether accounts differ, or one cannot stand.', (row) => of(row).kind),
    question: textCell('The question.', (row) => of(row).question),
    about: codeCell('The records it is about, as `type:id`.', (row) =>
      unique(of(row).about.map(({ type, id }) => `${type}:${id}`)),
    ),
    accounts: numberCell('How many accounts there are.', (row) => of(row).accounts.length),
    verdict: codeCell('The verdict: `open`, `leans` or `settled`.', (row) => of(row).assessment.verdict),
    assessment: textCell('What the editors make of it.', (row) => of(row).assessment.text),
  };
}

/** An id that both an actor and an article have is the actor's, as when a load looks for what it refers to. */
function holders({ account }: AccountRow, lookup: CsvLookup): { actors: string[]; articles: string[] } {
  const isActor = new Map(account.heldByIds.map((id) => [id, lookup.actor(id) !== null]));
  return {
    actors: account.heldByIds.filter((id) => isActor.get(id) === true),
    articles: account.heldByIds.filter((id) => isActor.get(id) === false),
  };
}

function evidenceArticles({ account }: AccountRow): string[] {
  return unique(account.evidence.map(({ articleId }) => articleId));
}

export const ACCOUNT_COLUMNS: CsvColumns<AccountRow> = {
  disagreementId: codeCell('The disagreement, by id.', ({ disagreement }) => disagreement.id),
  account: numberCell('The number of the account in its disagreement, from 1.', ({ number }) => number),
  position: textCell('What the account says, in our words.', ({ account }) => account.position),
  ...actorCells<AccountRow>(
    'heldByActor',
    'Actors that hold the account',
    (row, lookup) => holders(row, lookup).actors,
  ),
  heldByArticleIds: codeCell(
    'Articles that hold the account, by id.',
    (row, lookup) => holders(row, lookup).articles,
  ),
  heldByArticleTitles: textCell(
    'Articles that hold the account, by headline, in the order of the ids.',
    (row, lookup) => holders(row, lookup).articles.map((id) => lookup.article(id)?.title ?? null),
  ),
  evidenceArticleIds: codeCell('Articles with a passage that holds the account.', evidenceArticles),
  evidenceSpans: codeCell(
    'The passages that hold the account, as `article:start-end` in code points.',
    ({ account }) => account.evidence.map(({ articleId, start, end }) => `${articleId}:${start}-${end}`),
  ),
  ...questionCells<AccountRow>(({ disagreement }) => disagreement),
  cautions: codeCell('Kinds of the cautions of the articles that it rests on.', (row, lookup) =>
    unique(evidenceArticles(row).flatMap((id) => lookup.article(id)?.cautions.map(({ kind }) => kind) ?? [])),
  ),
  revision: revisionCell(),
};
