// The route of a statement, with the quotes that render it and how their words differ.
import type { Quote } from '../../model/quote.ts';
import { type Statement, StatementDetail } from '../../model/statement.ts';
import { statements } from '../../resources/statements.ts';
import { dataRoute } from '../contract/data-route.ts';
import { pathSchema } from '../contract/parameter-schemas.ts';
import type { Call } from '../server/route.ts';
import { boundedDocuments } from './bounded-documents.ts';
import { recordOf } from './record.ts';
import { differencesOf, MAX_PAIRS, MAX_RENDITIONS } from './rendition-differences.ts';

const path = '/v1/statements/{statementId}';

export const statementRoute = dataRoute({
  path,
  operationId: 'getStatement',
  summary: 'Get a statement with its renditions compared',
  description: `One utterance by its id, with the quotes that render it and how their words differ, for each two renditions that have words. Renditions of the whole statement are compared with one another, and parts with wholes. At most ${MAX_PAIRS} pairs of the first ${MAX_RENDITIONS} renditions are compared, fewer where they are long: \`notCompared\` names the others.`,
  pathParameters: pathSchema(statements),
  response: { description: 'The statement, its quotes and their differences.', schema: StatementDetail },
  handle: async (call) => ({ body: await detailOf(await recordOf(statements, path, call), call) }),
});

async function detailOf(document: string, { store }: Call): Promise<string> {
  const { renditions } = JSON.parse(document) as Statement;
  const ids = renditions.slice(0, MAX_RENDITIONS).map(({ quoteId }) => quoteId);
  const { documents } = await boundedDocuments(store, 'quotes', ids, MAX_RENDITIONS);
  const quotes = documents.map((quote) => JSON.parse(quote) as Quote);
  const { differences, notCompared } = differencesOf(renditions, quotes);
  const compared = JSON.stringify({ differences, notCompared }).slice(1);
  return `${document.slice(0, -1)},"quotes":[${documents.join(',')}],${compared}`;
}
