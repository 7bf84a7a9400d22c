// The route of a statement, with the quotes that render it and how their words differ.
import { z } from 'zod';
import { Quote } from '../../model/quote.ts';
import { NotCompared, Statement, WordDifference } from '../../model/statement.ts';
import { includeParameter } from '../../query/parameters/list-parameters.ts';
import { statements } from '../../resources/statements.ts';
import { dataRoute } from '../contract/data-route.ts';
import { pathSchema } from '../contract/parameter-schemas.ts';
import { detailSchema, schemaName } from '../contract/response-schemas.ts';
import type { Call } from '../server/route.ts';
import { boundedDocuments } from './bounded-documents.ts';
import { withIncluded } from './includes.ts';
import { recordOf } from './record.ts';
import { differencesOf, MAX_PAIRS, MAX_RENDITIONS } from './rendition-differences.ts';

const path = '/v1/statements/{statementId}';

const ComparedStatement = z.object({
  ...Statement.shape,
  quotes: z
    .array(Quote)
    .describe(
      `The quotes of the first ${MAX_RENDITIONS} renditions, or fewer where they are very long; \`/v1/quotes?statement=\` lists all.`,
    ),
  differences: z
    .array(WordDifference)
    .describe('How renditions that have words differ, pair by pair; a part is compared with wholes only.'),
  notCompared: z
    .array(NotCompared)
    .describe('Pairs of renditions that are not compared, by reason; empty where all are.'),
});

export const statementRoute = dataRoute({
  path,
  operationId: 'getStatement',
  summary: 'Get a statement with its renditions compared',
  description: `One utterance by its id, with the quotes that render it and how their words differ, for each two renditions that have words. Renditions of the whole statement are compared with one another, and parts with wholes. At most ${MAX_PAIRS} pairs of the first ${MAX_RENDITIONS} renditions are compared, fewer where they are long: \`notCompared\` names the others.`,
  pathParameters: pathSchema(statements),
  parameters: includeParameter(statements),
  componentPrefix: schemaName(statements),
  response: {
    description: 'The statement, its quotes and their differences.',
    schema: detailSchema(
      statements,
      ComparedStatement,
      'A statement with its quotes and how their words differ, and with what else comes with it.',
    ),
  },
  handle: async (call) => {
    const statement = await recordOf(statements, path, call);
    return { body: await withIncluded(statements, statement, call, await comparisonOf(statement, call)) };
  },
});

/** The JSON of the fields that are added to the statement, without braces. */
async function comparisonOf(document: string, { store }: Call): Promise<string> {
  const { renditions } = JSON.parse(document) as Statement;
  const ids = renditions.slice(0, MAX_RENDITIONS).map(({ quoteId }) => quoteId);
  const { documents } = await boundedDocuments(store, 'quotes', ids, MAX_RENDITIONS);
  const quotes = documents.map((quote) => JSON.parse(quote) as Quote);
  const { differences, notCompared } = differencesOf(renditions, quotes);
  return `"quotes":[${documents.join(',')}],${JSON.stringify({ differences, notCompared }).slice(1, -1)}`;
}
