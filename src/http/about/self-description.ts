// The routes by which the service describes itself: index of paths, dataset, codebooks, catalogue of problems.
import { z } from 'zod';
import { Codebook, CodebookScheme, codebooks, servedCodebook } from '../../model/codebook/codebook.ts';
import { SHARED_SCHEMES } from '../../model/codebook/own-codebook.ts';
import { Dataset } from '../../model/dataset.ts';
import { shorten } from '../../model/strings.ts';
import { nearest } from '../../query/parameters/nearest.ts';
import { listWords } from '../../query/query-words.ts';
import { VERSION } from '../../version.ts';
import { dataRoute } from '../contract/data-route.ts';
import { Index, ProblemCatalogue } from '../contract/response-schemas.ts';
import { PROBLEMS, Problem } from '../server/problems.ts';
import type { Route } from '../server/route.ts';

const datasetRoute = dataRoute({
  path: '/v1/dataset',
  operationId: 'getDataset',
  summary: 'Get the dataset',
  description:
    'What the dataset is, how it was coded, what it covers and does not, how to cite it, and which revision is served.',
  response: { description: 'The dataset.', schema: Dataset },
  handle: async ({ store }) => ({ body: await store.dataset() }),
});

const scheme = CodebookScheme.meta({
  description: 'The coding scheme.',
  param: { id: 'CodebookSchemeInPath', example: 'plover' },
});

const codebookRoute = dataRoute({
  path: '/v1/codebook/{scheme}',
  operationId: 'getCodebook',
  summary: 'Get a codebook',
  description:
    "Every code of a coding scheme, with what it means: of PLOVER and CAMEO with its quad class, score and equivalents in the other scheme, and of the schemes of the dataset's own, which `/v1/dataset` lists under `codebooks`.",
  pathParameters: z.object({ scheme }),
  response: { description: 'The codebook.', schema: Codebook },
  handle: async ({ pathValues, store }) => {
    const wanted = pathValues.scheme ?? '';
    if (isShared(wanted)) return { body: JSON.stringify(codebooks[wanted]) };
    const own = await store.codebook(wanted);
    if (own !== null) return { body: JSON.stringify(servedCodebook(own.codebook)) };
    const { codebooks: others } = JSON.parse(await store.dataset()) as Dataset;
    throw noSuchCodebook(wanted, [...SHARED_SCHEMES, ...others.map((each) => each.scheme)]);
  },
});

function isShared(wanted: string): wanted is (typeof SHARED_SCHEMES)[number] {
  return (SHARED_SCHEMES as readonly string[]).includes(wanted);
}

function noSuchCodebook(wanted: string, schemes: readonly string[]): Problem {
  const message = `There is no codebook "${shorten(wanted)}", but one for ${listWords(schemes, 'and')}.`;
  const suggestion = nearest(wanted, schemes) ?? schemes[0] ?? null;
  return new Problem('no-such-record', message, { errors: [{ parameter: 'scheme', message, suggestion }] });
}

const problemsRoute = dataRoute({
  path: '/v1/problems',
  operationId: 'listProblems',
  summary: 'List the kinds of problem',
  description: 'Every `code` that a problem can have, when it is answered, and what to do about it.',
  tag: 'service',
  needsData: false,
  response: { description: 'The catalogue.', schema: ProblemCatalogue },
  handle: () => ({
    body: JSON.stringify({ problems: Object.entries(PROBLEMS).map(([code, kind]) => ({ code, ...kind })) }),
  }),
});

/** @param others further routes that the index lists. */
export function selfDescriptionRoutes(others: readonly Route[]): Route[] {
  const indexRoute: Route = dataRoute({
    path: '/v1',
    operationId: 'getIndex',
    summary: 'List the paths',
    description: 'Where to begin: every path of the API with what it answers.',
    tag: 'service',
    response: { description: 'The paths.', schema: Index },
    handle: ({ store, publicUrl }) => ({
      body: JSON.stringify({
        title: 'Demarche',
        version: VERSION,
        revision: store.revision,
        documentation: `${publicUrl}/docs`,
        description: `${publicUrl}/openapi.json`,
        paths,
      }),
    }),
  });
  const routes = [indexRoute, datasetRoute, ...others, codebookRoute, problemsRoute];
  const paths = routes.map(({ path, operation }) => ({ path, summary: operation.summary ?? '' }));
  return routes;
}
