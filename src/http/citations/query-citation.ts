// How to cite a query: what was asked, how many records answered, and in which revision.

import { z } from 'zod';
import { fingerprint } from '../../query/cursor.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { dataRoute } from '../contract/data-route.ts';
import { Note } from '../contract/response-schemas.ts';
import { datasetOf } from '../records/record-by-type.ts';
import type { Answer, Call, Route } from '../server/route.ts';
import { citationFields, citationOf, STYLE } from './citations.ts';
import { datasetItem } from './items.ts';
import { citedList } from './list-address.ts';
import { noteOf } from './notes.ts';

const path = '/v1/citations/query';

const QueryCitation = z
  .object({
    ...citationFields,
    count: z.int().min(0).describe('How many records the query finds, exactly.'),
    query: z.string().describe('How the query was understood, in words.'),
    warnings: z.array(Note).describe('What is doubtful about the query, such as an id that does not exist.'),
  })
  .meta({ id: 'QueryCitation', description: 'How to cite a query and what it found.' });

const parameters: Parameters = {
  url: {
    schema: z.string().min(1).max(4000),
    many: false,
    required: true,
    example: '/v1/events?type=THREATEN',
    description:
      'Address of a list or an export of this API, percent-encoded: `/v1/events?type=THREATEN&status=occurred` is sent as `url=/v1/events?type=THREATEN%26status=occurred`.',
  },
  ...STYLE,
};

/** @param routes the whole table: what can be cited is what can be asked. */
export function queryCitationRoute(routes: () => readonly Route[]): Route {
  return dataRoute({
    path,
    operationId: 'getQueryCitation',
    summary: 'Get the citation of a query',
    description:
      'How to cite what a list or an export answers: its canonical address, the number of records, the version and the revision. The address is read as strictly as if it had been asked for. Of an address that says how much to send, such as `limit`, only the query is cited. No day of access is given: add your own.',
    parameters,
    owner: 'QueryCitation',
    answer: { description: 'The citation, with the count.', schema: QueryCitation },
    handle: (call) => answerQueryCitation(call, routes()),
  });
}

async function answerQueryCitation(call: Call, routes: readonly Route[]): Promise<Answer> {
  const { address, count, meta } = await citedList(String(call.values.url), call, routes);
  const dataset = await datasetOf(call);
  const permalink = `${call.publicUrl}${address}`;
  const found = `${count} ${count === 1 ? 'record' : 'records'}`;
  const item = datasetItem(dataset, permalink, {
    id: `query:${fingerprint([address, dataset.revision])}`,
    title: `${dataset.title}: ${meta.query.replace(/\.$/, '')}`,
    genre: `Data set, ${found}`,
    note:
      noteOf([
        `The query ${address} found ${found}`,
        meta.undated === 0 ? null : `${meta.undated} more were left out because their date is unknown`,
      ]) ?? '',
  });
  const citation = await citationOf(item, permalink, call);
  const { query, warnings } = meta;
  return { body: JSON.stringify({ ...citation, count, query, warnings }) };
}
