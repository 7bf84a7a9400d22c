// The list of an article's passages as W3C Web Annotations, for tools that read standoff annotation.
import { z } from 'zod';
import { MAX_LIMIT } from '../../query/parameters/list-parameters.ts';
import { articles } from '../../resources/articles.ts';
import { dataRoute } from '../contract/data-route.ts';
import { pathSchema } from '../contract/parameter-schemas.ts';
import { recordOf } from '../records/record.ts';
import type { Call, HandlerResult } from '../server/route.ts';
import { endOfSlice, offsetPaging, sliceOf } from './offset-pages.ts';

const path = '/v1/articles/{articleId}/annotations';

/** As https://www.w3.org/TR/annotation-protocol/ requires. */
const MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"; charset=utf-8';

const Selector = z
  .discriminatedUnion('type', [
    z
      .object({ type: z.literal('TextPositionSelector'), start: z.int().min(0), end: z.int().min(0) })
      .meta({ id: 'TextPositionSelector', description: 'A half-open range of Unicode code points.' }),
    z
      .object({
        type: z.literal('TextQuoteSelector'),
        exact: z.string(),
        prefix: z.string().optional(),
        suffix: z.string().optional(),
      })
      .meta({ id: 'TextQuoteSelector', description: 'The words, where they may be served.' }),
  ])
  .meta({ id: 'Selector', description: 'How to find a passage.' });

const AnnotationBody = z
  .discriminatedUnion('type', [
    z
      .object({ type: z.literal('TextualBody'), value: z.string(), format: z.literal('text/plain') })
      .meta({ id: 'TextualBody', description: 'Our words on the passage.' }),
    z
      .object({ type: z.literal('SpecificResource'), source: z.string(), purpose: z.string() })
      .meta({ id: 'RecordBody', description: 'The record that the passage is evidence of.' }),
  ])
  .meta({ id: 'AnnotationBody', description: 'What is said of a passage.' });

const Annotation = z
  .object({
    id: z.string(),
    type: z.literal('Annotation'),
    motivation: z
      .enum(['identifying', 'describing', 'assessing', 'commenting', 'questioning'])
      .meta({ id: 'Motivation', description: 'Why the passage is marked, in the words of the standard.' }),
    body: z.array(AnnotationBody),
    target: z
      .object({ type: z.literal('SpecificResource'), source: z.string(), selector: z.array(Selector) })
      .meta({ id: 'AnnotationTarget', description: 'The passage.' }),
  })
  .meta({ id: 'Annotation', description: 'A passage of an article, and the record that rests on it.' });

/** References are rendered as paths, so that the data contain no host; a public address is prefixed here. */
function withPublicUrl(annotation: string, publicUrl: string): string {
  if (publicUrl === '') return annotation;
  const { id, body, target, ...rest } = JSON.parse(annotation) as z.output<typeof Annotation>;
  const prefixed = <T extends object>(part: T) =>
    'source' in part ? { ...part, source: `${publicUrl}${part.source}` } : part;
  return JSON.stringify({
    id: `${publicUrl}${id}`,
    ...rest,
    body: body.map(prefixed),
    target: prefixed(target),
  });
}

const WebAnnotationPage = z
  .object({
    '@context': z.literal('http://www.w3.org/ns/anno.jsonld'),
    id: z.string().describe('The address of this page.'),
    type: z.literal('AnnotationPage'),
    partOf: z
      .object({ id: z.string(), type: z.literal('AnnotationCollection'), total: z.int().min(0) })
      .meta({ id: 'AnnotationCollection', description: 'All annotations of the article.' }),
    startIndex: z.int().min(0).describe('Index of the first item in the collection.'),
    items: z.array(Annotation).max(MAX_LIMIT),
    next: z.string().nullable().describe('The address of the next page; null on the last.'),
  })
  .meta({ id: 'AnnotationPage', description: 'A page of annotations, in the order of the text.' });

export const annotationsRoute = dataRoute({
  path,
  operationId: 'listArticleAnnotations',
  summary: 'List the annotations of one article',
  description:
    'Every passage of the article that a record rests on, in the order of the text, as W3C Web Annotations. Positions count Unicode code points.',
  pathParameters: pathSchema(articles),
  componentPrefix: 'Annotation',
  ...offsetPaging,
  response: {
    description: 'A page of annotations.',
    schema: WebAnnotationPage,
    mediaType: 'application/ld+json',
  },
  handle: handleAnnotations,
});

async function handleAnnotations(call: Call): Promise<HandlerResult> {
  await recordOf(articles, path, call);
  const { start, limit } = sliceOf(call);
  const { annotations, total } = await call.store.annotations(call.pathValues.articleId ?? '', start, limit);
  const items = annotations.map((annotation) => withPublicUrl(annotation, call.publicUrl));
  const end = endOfSlice(start, annotations.length, total);
  const next = end === null ? null : call.next(end).address;
  const collection = `${call.publicUrl}${call.path}`;
  const [head, tail] = [
    {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: call.query === '' ? collection : `${collection}?${call.query}`,
      type: 'AnnotationPage',
      partOf: { id: collection, type: 'AnnotationCollection', total },
      startIndex: start,
    },
    { next },
  ];
  return {
    type: MEDIA_TYPE,
    body: `${JSON.stringify(head).slice(0, -1)},"items":[${items.join(',')}],${JSON.stringify(tail).slice(1)}`,
    headers: next === null ? {} : { link: `<${next}>; rel="next"` },
  };
}
