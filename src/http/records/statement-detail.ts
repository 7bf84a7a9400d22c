// A statement in full: with the quotes that render it, and how their words differ.
import type { Quote } from '../../model/quote.ts';
import { type Statement, StatementDetail } from '../../model/statement.ts';
import { statements } from '../../resources/statements.ts';
import { pathSchema } from '../contract/parameter-schemas.ts';
import { responses } from '../contract/responses.ts';
import { type Call, route } from '../server/route.ts';
import { recordOf } from './record.ts';
import { differencesOf, MAX_PAIRS } from './word-differences.ts';

const path = '/v1/statements/{statementId}';

export const statementRoute = route(
  path,
  {
    operationId: 'getStatement',
    summary: 'Get a statement with its renditions compared',
    description: `One utterance by its id, with every quote that renders it and, for each two renditions that have words, how the words differ. At most ${MAX_PAIRS} pairs are compared.`,
    tags: ['statements'],
    requestParams: { path: pathSchema(statements) },
    responses: responses(
      {
        operationId: 'getStatement',
        description: 'The statement, its quotes and their differences.',
        schema: StatementDetail,
      },
      '308',
      '404',
      '410',
    ),
  },
  async (call) => ({ body: await detailOf(await recordOf(statements, path, call), call) }),
);

async function detailOf(document: string, { store }: Call): Promise<string> {
  const { renditions } = JSON.parse(document) as Statement;
  const ids = [...new Set(renditions.map(({ quoteId }) => quoteId))];
  const quotes = await store.getMany('quotes', ids);
  const differences = differencesOf(
    renditions,
    quotes.map((quote) => JSON.parse(quote) as Quote),
  );
  return `${document.slice(0, -1)},"quotes":[${quotes.join(',')}],"differences":${JSON.stringify(differences)}}`;
}
