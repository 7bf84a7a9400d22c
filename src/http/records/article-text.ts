// The route of an article's text, which is served only where the operator chose so.
import { z } from 'zod';
import type { ParameterNote, Parameters } from '../../query/parameters/parameters.ts';
import { articles } from '../../resources/articles.ts';
import { dataRoute } from '../contract/data-route.ts';
import { pathSchema } from '../contract/parameter-schemas.ts';
import { ArticleText } from '../contract/response-schemas.ts';
import { invalidParameters, Problem } from '../server/problems.ts';
import type { Call, HandlerResult } from '../server/route.ts';
import { recordOf } from './record.ts';

const path = '/v1/articles/{articleId}/text';

/** The most code points in one response. */
const MAX_RANGE = 100_000;
const codePoint = z.int().min(0).max(100_000_000);

const parameters: Parameters = {
  start: {
    schema: codePoint,
    repeatable: false,
    defaultValue: 0,
    example: 17,
    description: 'First code point, counted from 0.',
  },
  end: {
    schema: codePoint,
    repeatable: false,
    example: 40,
    description: `One past the last code point, at most ${MAX_RANGE.toLocaleString('en')} after \`start\`. Without it, as far as the document and that bound allow.`,
  },
};

export const textRoute = dataRoute({
  path,
  operationId: 'getArticleText',
  summary: 'Get the text of an article',
  description:
    "A range of the article's document in Unicode code points, as spans count them. Served only where the document is loaded and its owner has chosen to serve it in full; otherwise the answer is 404 `text-not-served`.",
  pathParameters: pathSchema(articles),
  parameters,
  componentPrefix: 'Text',
  response: { description: 'The text of the range.', schema: ArticleText },
  handle: handleText,
});

async function handleText(call: Call): Promise<HandlerResult> {
  const article = JSON.parse(await recordOf(articles, path, call)) as {
    id: string;
    document: { characters: number } | null;
  };
  const notServed = new Problem('text-not-served', `The text of "${article.id}" is not served here.`);
  if (article.document === null) throw notServed;
  const { characters } = article.document;
  const start = Number(call.values.start);
  const end =
    call.values.end === undefined ? Math.min(characters, start + MAX_RANGE) : Number(call.values.end);
  const problems = rangeProblems(start, end, characters);
  if (problems.length > 0) {
    // Where the text is not served, no range would be valid.
    if ((await call.store.text(article.id, 0, 0)) === null) throw notServed;
    throw invalidParameters(problems);
  }
  const text = await call.store.text(article.id, start, end);
  if (text === null) throw notServed;
  return { body: JSON.stringify({ articleId: article.id, start, end, characters, text }) };
}

function rangeProblems(start: number, end: number, characters: number): ParameterNote[] {
  const last = String(characters);
  if (start > characters)
    return [{ parameter: 'start', message: `The document has ${characters} code points.`, suggestion: last }];
  if (end > characters)
    return [{ parameter: 'end', message: `The document has ${characters} code points.`, suggestion: last }];
  if (end < start) return [{ parameter: 'end', message: '`end` lies before `start`.', suggestion: null }];
  if (end - start > MAX_RANGE)
    return [{ parameter: 'end', message: 'The range is too long.', suggestion: String(start + MAX_RANGE) }];
  return [];
}
