// The OpenAPI document, made from the route table and the zod records. Deterministic: the committed openapi.yaml is
// its text, byte for byte.
import { stringify } from 'yaml';
import { type CreateDocumentOptions, createDocument } from 'zod-openapi';
import { compareBytes, NO_CONTROLS } from '../../model/strings.ts';
import { VERSION } from '../../version.ts';
import type { Route } from '../server/route.ts';
import { addLinks, type OpenapiDocument } from './operation-links.ts';
import { HEADERS, serverResponses } from './responses.ts';

export type { OpenapiDocument } from './operation-links.ts';

const DESCRIPTION = `Demarche serves a structured dataset of diplomatic reporting: the articles, the actors who act and speak in them, the events they report, the quotes they carry, and the statements behind the quotes.

**Reading a list.** \`data\` holds the records. \`page.nextCursor\` leads to the next page and is null on the last one. \`meta.query\` says in words how the request was understood; an empty list says in \`meta.without\` which filter emptied it.

**Filters.** Repeat a parameter, or separate values by commas: any of them matches. Different parameters must all match. \`…Not\` excludes. A parameter or code that does not exist is refused with the nearest one that does; an id that does not exist gives an empty list and a warning.

**Dates** are EDTF, as exact as the articles allow. \`dateMatch=possible\` (the default) finds what could lie in a range, \`certain\` what must.

**Passages.** Spans count Unicode code points of the article's document, half open, and carry the SHA-256 of the passage. \`status\` tells how far a span is proved.

**Caching.** Every answer has an \`ETag\`; send it back as \`If-None-Match\`. Bodies are compressed as \`Accept-Encoding\` asks (zstd, br, gzip), and the tag is then weak. \`Dataset-Version\` names the revision. A list goes on in the revision it was begun in, as long as that one is kept.

**Errors** are \`application/problem+json\`; \`code\` tells them apart and \`errors\` says what to send instead.

**What stays.** Within \`/v1\` nothing that a client may rely on is taken away or changes its meaning; fields, parameters, paths and codes may be added, so ignore what you do not know. What is to go is first marked \`deprecated\` here and answered with \`Deprecation\` and \`Sunset\`, at least six months before. \`info.version\` follows Semantic Versioning. The whole policy is \`docs/stability.md\` beside the source.

**Licences.** The software is under MIT. The data have their own licence, in \`/v1/dataset\`: for what ships it is CC BY 4.0, which covers annotations and summaries and not the words quoted, which belong to those who wrote or spoke them.`;

/** In reading order, which the docs page keeps. */
const TAGS = [
  { name: 'dataset', description: 'What is served, and how it was made.' },
  { name: 'articles', description: 'The articles, their passages and, where served, their text.' },
  { name: 'actors', description: 'Who acts and who speaks.' },
  { name: 'events', description: 'What was done, threatened, decided or feared.' },
  { name: 'quotes', description: 'What was said, as an article renders it.' },
  { name: 'statements', description: 'Utterances, with all their renditions.' },
  { name: 'disagreements', description: 'Where accounts differ or cannot stand.' },
  { name: 'search', description: 'One question over all records.' },
  { name: 'exports', description: 'Whole lists as files: tables, or a record on each line.' },
  { name: 'citations', description: 'How to cite a record, a query or the dataset.' },
  { name: 'linked', description: 'Records as JSON-LD.' },
  { name: 'codebook', description: 'What the codes of events mean.' },
  { name: 'service', description: 'What the API offers, and its problems.' },
  { name: 'operations', description: 'For those who run the service.' },
];

const MAX_INT32 = 2 ** 31 - 1;

const FORMATS_WITHOUT_PATTERN = ['date', 'date-time', 'uri', 'email', 'uuid'];

/** Adapts the schemas that zod writes to OpenAPI readers and client generators. */
const override: NonNullable<CreateDocumentOptions['override']> = ({ jsonSchema, zodSchema, io }) => {
  const schema = jsonSchema as Record<string, unknown>;
  // zod's pattern for a format is hundreds of characters long and redundant.
  if (FORMATS_WITHOUT_PATTERN.includes(String(schema.format))) delete schema.pattern;
  // Checked for every parameter before its own schema.
  if (io === 'input' && isFreeText(schema)) schema.pattern = NO_CONTROLS;
  if (schema.type === 'string' && schema.maxLength === undefined) {
    const length = FORMAT_LENGTHS[String(schema.format)];
    if (length !== undefined) schema.maxLength = length;
  }
  if (zodSchema._zod.def.type === 'nullable') foldNull(schema);
  if (schema.type === 'integer') {
    // zod bounds every integer by JavaScript's safe integers. Ours are counts and positions, which fit into 32 bits.
    if (Number(schema.maximum) === Number.MAX_SAFE_INTEGER) schema.maximum = MAX_INT32;
    if (Number(schema.minimum) === Number.MIN_SAFE_INTEGER) schema.minimum = -MAX_INT32 - 1;
    schema.format ??= 'int32';
  }
  // A new field must not break a client: responses may contain more than this document describes.
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  if (hasListAmongValues(schema)) schema.additionalProperties = {};
};

/** Whether values may be lists or something else: openapi-generator writes Java of that which does not compile. */
function hasListAmongValues({ additionalProperties }: Record<string, unknown>): boolean {
  const { anyOf = [] } = (additionalProperties ?? {}) as { anyOf?: readonly { type?: unknown }[] };
  return anyOf.some(({ type }) => type === 'array');
}

/** `anyOf: [string, null]` as `type: [string, 'null']`, which every generator reads as an optional string. */
function foldNull(schema: Record<string, unknown>): void {
  const [inner, none] = (schema.anyOf ?? []) as Record<string, unknown>[];
  if (
    none?.type !== 'null' ||
    typeof inner?.type !== 'string' ||
    inner.enum !== undefined ||
    inner.const !== undefined
  )
    return;
  if (!['string', 'number', 'integer', 'boolean'].includes(inner.type)) return;
  delete schema.anyOf;
  Object.assign(schema, { ...inner, ...schema, type: [inner.type, 'null'] });
}

function isFreeText({ type, pattern, format, enum: choices }: Record<string, unknown>): boolean {
  return type === 'string' && [pattern, format, choices].every((rule) => rule === undefined);
}

/** The length of formats with a fixed one, for readers that allocate by it. */
const FORMAT_LENGTHS: Readonly<Record<string, number>> = { date: 10, uuid: 36 };

/** zod-openapi repeats a parameter's description in its schema, and leaves its own metadata beside references. */
function withoutDuplicates(document: OpenapiDocument): OpenapiDocument {
  for (const parameter of Object.values(document.components?.parameters ?? {})) {
    const schema = ('schema' in parameter ? parameter.schema : {}) as {
      description?: string;
      param?: unknown;
    };
    delete schema.description;
    delete schema.param;
  }
  return document;
}

/** Sorts components by name, so that changing one changes one place in the text. */
function withSortedComponents(document: OpenapiDocument): OpenapiDocument {
  const components = Object.entries(document.components ?? {}).map(([kind, named]) => [
    kind,
    Object.fromEntries(Object.entries(named as object).toSorted(([a], [b]) => compareBytes(a, b))),
  ]);
  return { ...document, components: Object.fromEntries(components) };
}

/** @param routes the table that the server serves. */
export function createContract(routes: readonly Route[]): OpenapiDocument {
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Demarche',
        summary:
          'Events, quotes and statements coded from news articles, each with the passage that proves it.',
        version: VERSION,
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' },
        contact: { name: 'The Demarche authors' },
      },
      servers: [
        {
          url: '/',
          description: 'The server that serves this document, local or in production.',
          'x-internal': false,
        },
      ],
      // Read-only and public: no operation needs authentication.
      security: [],
      tags: TAGS,
      components: { headers: HEADERS },
      paths: Object.fromEntries(
        routes.map(({ path, operation: { responses, ...operation } }) => [
          path,
          { get: { ...operation, responses: { ...responses, ...serverResponses(path) } } },
        ]),
      ),
    },
    { override },
  );
  return withSortedComponents(addLinks(withoutDuplicates(document)));
}

/** The text of `openapi.yaml`. */
export function renderOpenapi(document: OpenapiDocument): string {
  // Copied first, because the document shares objects, which YAML would write as anchors.
  const plain: unknown = JSON.parse(JSON.stringify(document));
  // The many readers of YAML 1.1 take an unquoted 2023-12-27 for a date and an unquoted `no` for false.
  return stringify(plain, { aliasDuplicateObjects: false, lineWidth: 0, compat: 'yaml-1.1' });
}
