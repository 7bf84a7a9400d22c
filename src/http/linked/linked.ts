// Records as JSON-LD, for readers of schema.org and Web Annotation. The context stands in the document, so that it can
// be read without the network.

import { z } from 'zod';
import { dataRoute } from '../contract/data-route.ts';
import { datasetOf, TYPED_PATH, type TypedRecord, typedRecordOf } from '../records/record-by-type.ts';
import type { Answer, Call } from '../server/route.ts';
import { eventNode } from './event-node.ts';
import { Links, type Node } from './nodes.ts';
import { quoteNode, statementNode } from './speech-nodes.ts';
import { actorNode, articleNode, datasetNode, disagreementNode } from './thing-nodes.ts';
import { CONTEXT, ours } from './vocabulary.ts';

const path = '/v1/linked/{type}/{id}';

const LinkedRecord = z
  .looseObject({
    '@context': z.record(z.string(), z.string()).describe('The prefixes of all keys and types.'),
    '@id': z.string().describe('What the document is about: the address of the record, or its path.'),
    '@type': z.array(z.string()).min(1).describe('Its class or classes.'),
  })
  .meta({ id: 'LinkedRecord', description: 'A record as JSON-LD 1.1, one node with all that it holds.' });

export const linkedRoute = dataRoute({
  path,
  operationId: 'getLinkedRecord',
  summary: 'Get a record as linked data',
  description:
    'A record or the dataset as JSON-LD: schema.org where its words fit, Web Annotation for passages, terms of our own where common ones would say too much. An event that is planned, feared, alleged or denied is no `schema:Event`, and reported speech is no `schema:Quotation`. The context is in the document. Without a public address, references are paths: read them against the address that you asked.',
  pathParameters: TYPED_PATH,
  answer: { description: 'The record.', schema: LinkedRecord, mediaType: 'application/ld+json' },
  handle: answerLinked,
});

async function answerLinked(call: Call): Promise<Answer> {
  const typed = await typedRecordOf(path, call);
  const links = new Links(call.publicUrl);
  const { id } = await datasetOf(call);
  const about = nodeOf(typed, links);
  const document = {
    '@context': CONTEXT,
    ...about,
    // A list always: a typed client has no use for a string that may be a list.
    '@type': [about['@type']].flat(),
    ...(typed.type !== 'dataset' && { [ours('inDataset')]: links.to('dataset', id) }),
    [ours('revision')]: call.store.revision,
  };
  return { body: JSON.stringify(document), type: 'application/ld+json; charset=utf-8' };
}

function nodeOf({ type, record }: TypedRecord, links: Links): Node {
  switch (type) {
    case 'article':
      return articleNode(record, links);
    case 'actor':
      return actorNode(record, links);
    case 'event':
      return eventNode(record, links);
    case 'quote':
      return quoteNode(record, links);
    case 'statement':
      return statementNode(record, links);
    case 'disagreement':
      return disagreementNode(record, links);
    case 'dataset':
      return datasetNode(record, links);
  }
}
