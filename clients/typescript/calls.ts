// The generated calls alone, against a running server.
import { createClient } from './generated/client/index.js';
import { exportQuotes, getActor, getQuote, listQuotes } from './generated/index.js';
import { address, tryEveryCall } from './program.ts';

const client = createClient({ baseUrl: address });

await tryEveryCall({
  listQuotes: async (query) => (await listQuotes({ client, query })).data,
  getQuote: async (quoteId) => (await getQuote({ client, path: { quoteId } })).data,
  async getActorProblem(actorId) {
    const { error } = await getActor({ client, path: { actorId } });
    return error !== undefined && 'code' in error ? error : undefined;
  },
  exportQuotes: async (query) => (await exportQuotes({ client, query, parseAs: 'text' })).data,
});
