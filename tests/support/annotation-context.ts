// The terms of the Web Annotation context (https://www.w3.org/TR/annotation-vocab/) that our pages use, written by hand
// for tests: so that expanding a page fetches nothing, and any term beyond these is dropped and fails.
const reference = (id: string) => ({ '@id': id, '@type': '@id' });
const term = (id: string) => ({ '@id': id, '@type': '@vocab' });
const count = (id: string) => ({ '@id': id, '@type': 'xsd:nonNegativeInteger' });

const TERMS = {
  oa: 'http://www.w3.org/ns/oa#',
  as: 'http://www.w3.org/ns/activitystreams#',
  dc: 'http://purl.org/dc/elements/1.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  id: '@id',
  type: '@type',
  Annotation: 'oa:Annotation',
  AnnotationPage: 'as:OrderedCollectionPage',
  AnnotationCollection: 'as:OrderedCollection',
  TextualBody: 'oa:TextualBody',
  SpecificResource: 'oa:SpecificResource',
  TextPositionSelector: 'oa:TextPositionSelector',
  TextQuoteSelector: 'oa:TextQuoteSelector',
  identifying: 'oa:identifying',
  describing: 'oa:describing',
  assessing: 'oa:assessing',
  commenting: 'oa:commenting',
  questioning: 'oa:questioning',
  motivation: term('oa:motivatedBy'),
  purpose: term('oa:hasPurpose'),
  body: reference('oa:hasBody'),
  target: reference('oa:hasTarget'),
  source: reference('oa:hasSource'),
  selector: reference('oa:hasSelector'),
  value: 'rdf:value',
  format: 'dc:format',
  exact: 'oa:exact',
  prefix: 'oa:prefix',
  suffix: 'oa:suffix',
  start: count('oa:start'),
  end: count('oa:end'),
  items: { '@id': 'as:items', '@type': '@id', '@container': '@list' },
  partOf: reference('as:partOf'),
  next: reference('as:next'),
  startIndex: count('as:startIndex'),
  total: count('as:totalItems'),
};

/** By the address under which pages name it. */
export const ANNOTATION_CONTEXTS = { 'http://www.w3.org/ns/anno.jsonld': { '@context': TERMS } };
