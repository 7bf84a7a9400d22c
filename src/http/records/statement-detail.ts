// The route of a statement, with the quotes that render it and how their words differ.
import type { Quote } from '../../model/quote.ts';
import { type Statement, StatementDetail } from '../../model/statement.ts';
import { statements } from '../../resources/statements.ts';
import { dataRoute } from '../contract/data-route.ts';
import { pathSchema } from '../contract/parameter-schemas.ts';
import type { Call } from '../server/route.ts';
import { recordOf } from './record.ts';
import { differencesOf, MAX_PAIRS } from './word-differences.ts';

const path = '/v1/statements/{statementId}';

export const statementRoute = dataRoute({
  path,
  operationId: 'getStatement',
  summary: 'Get a statement with its renditions compared',
  description: `One utterance by its id, with every quote that renders it and, for each two renditions that have words, how the words differ. At most ${MAX_PAIRS} pairs are compared.`,
  pathParameters: pathSchema(statements),
  response: { description: 'The statement, its quotes and their differences.', schema: StatementDetail },
  handle: async (call) => ({ body: await detailOf(await recordOf(statements, path, call), call) }),
});

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
