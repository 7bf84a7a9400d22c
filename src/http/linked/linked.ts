// The route that serves records as JSON-LD, for readers of schema.org and Web Annotation. The context is in the
// document, so that it can be read offline.
import { z } from 'zod';
import type { CodeLookup } from '../../model/lookup.ts';
import { dataRoute } from '../contract/data-route.ts';
import { codeLookup } from '../records/code-lookup.ts';
import { servedDataset, TYPED_PATH, type TypedRecord, typedRecordOf } from '../records/record-by-type.ts';
import type { Call, HandlerResult } from '../server/route.ts';
import { eventNode } from './event-node.ts';
import { Links, type Node } from './nodes.ts';
import { quoteNode, statementNode } from './speech-nodes.ts';
import { actorNode, articleNode, datasetNode, disagreementNode } from './thing-nodes.ts';
import { demarche, JSON_LD_CONTEXT } from './vocabulary.ts';

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
  response: { description: 'The record.', schema: LinkedRecord, mediaType: 'application/ld+json' },
  handle: handleLinked,
});

async function handleLinked(call: Call): Promise<HandlerResult> {
  const typed = await typedRecordOf(path, call);
  const links = new Links(call.publicUrl);
  const { id } = await servedDataset(call);
  const schemes = typed.type === 'event' ? typed.record.codes.map(({ scheme }) => scheme) : [];
  const about = nodeOf(typed, links, await codeLookup(schemes, call.store));
  const document = {
    '@context': JSON_LD_CONTEXT,
    ...about,
    // Always an array, for typed clients.
    '@type': [about['@type']].flat(),
    ...(typed.type !== 'dataset' && { [demarche('inDataset')]: links.to('dataset', id) }),
    [demarche('revision')]: call.store.revision,
  };
  return { body: JSON.stringify(document), type: 'application/ld+json; charset=utf-8' };
}

function nodeOf({ type, record }: TypedRecord, links: Links, codes: CodeLookup): Node {
  switch (type) {
    case 'article':
      return articleNode(record, links);
    case 'actor':
      return actorNode(record, links);
    case 'event':
      return eventNode(record, links, codes);
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
