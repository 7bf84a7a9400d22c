// The route that cites a query: its address, its number of records, and the revision.
import { z } from 'zod';
import { fingerprint } from '../../query/cursor.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { dataRoute } from '../contract/data-route.ts';
import { ParameterNoteSchema } from '../contract/response-schemas.ts';
import { servedDataset } from '../records/record-by-type.ts';
import type { Call, HandlerResult, Route } from '../server/route.ts';
import { citationFields, citationOf, STYLE } from './citations.ts';
import { datasetItem } from './items.ts';
import { readListAddress } from './list-address.ts';
import { noteText } from './notes.ts';

const path = '/v1/citations/query';

const QueryCitation = z
  .object({
    ...citationFields,
    count: z.int().min(0).describe('How many records the query finds, exactly.'),
    query: z.string().describe('How the query was understood, in words.'),
    warnings: z
      .array(ParameterNoteSchema)
      .describe('What is doubtful about the query, such as an id that does not exist.'),
  })
  .meta({ id: 'QueryCitation', description: 'How to cite a query and what it found.' });

export const QUERY_URL: Parameters[string] = {
  schema: z.string().min(1).max(4000),
  repeatable: false,
  required: true,
  example: '/v1/events?type=THREATEN',
  description:
    'Address of a list or an export of this API, as the address bar has it or from `/v1/` on, percent-encoded: `/v1/events?type=THREATEN&status=occurred` is sent as `url=/v1/events?type=THREATEN%26status=occurred`. What names a page, such as `cursor`, is left out.',
};

/** @param routes the route table: any list or export in it can be cited. */
export function queryCitationRoute(routes: () => readonly Route[]): Route {
  return dataRoute({
    path,
    operationId: 'getQueryCitation',
    summary: 'Get the citation of a query',
    description:
      'How to cite what a list or an export answers: its canonical address, the number of records, the version and the revision. The address is read as strictly as if it had been asked for. Of an address that says how much to send, such as `limit`, only the query is cited. No day of access is given: add your own.',
    parameters: { url: QUERY_URL, ...STYLE },
    componentPrefix: 'QueryCitation',
    response: { description: 'The citation, with the count.', schema: QueryCitation },
    handle: (call) => handleQueryCitation(call, routes()),
  });
}

/** The query at the address in `url`, as an item to cite. */
export async function citedQuery(call: Call, routes: readonly Route[]) {
  const { address, count, meta } = await readListAddress(String(call.values.url), call, routes);
  const dataset = await servedDataset(call);
  const permalink = `${call.publicUrl}${address}`;
  const found = `${count} ${count === 1 ? 'record' : 'records'}`;
  const item = datasetItem(dataset, permalink, {
    id: `query:${fingerprint([address, dataset.revision])}`,
    title: `${dataset.title}: ${meta.query.replace(/\.$/, '')}`,
    genre: `Data set, ${found}`,
    note:
      noteText([
        `The query ${address} found ${found}`,
        meta.undated === 0 ? null : `${meta.undated} more were left out because their date is unknown`,
      ]) ?? '',
  });
  return { item, permalink, count, meta };
}

async function handleQueryCitation(call: Call, routes: readonly Route[]): Promise<HandlerResult> {
  const {
    item,
    permalink,
    count,
    meta: { query, warnings },
  } = await citedQuery(call, routes);
  const citation = await citationOf(item, permalink, call);
  return { body: JSON.stringify({ ...citation, count, query, warnings }) };
}
