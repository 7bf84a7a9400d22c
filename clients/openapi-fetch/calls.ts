// Types by openapi-typescript, calls by openapi-fetch, against a running server.
import createClient from 'openapi-fetch';
import { address, tryEveryCall } from '../typescript/program.js';
import type { paths } from './generated/demarche.js';

const client = createClient<paths>({ baseUrl: address });

await tryEveryCall({
  listQuotes: async (query) => (await client.GET('/v1/quotes', { params: { query } })).data,
  getQuote: async (quoteId) =>
    (await client.GET('/v1/quotes/{quoteId}', { params: { path: { quoteId } } })).data,
  getActorProblem: async (actorId) =>
    (await client.GET('/v1/actors/{actorId}', { params: { path: { actorId } } })).error,
  exportQuotes: async (query) =>
    (await client.GET('/v1/exports/quotes', { params: { query }, parseAs: 'text' })).data,
});
