// The links of the document: from a list to its items and its next page, from a record to its subresources. They are
// derived from the paths, so that a new operation needs no entry.
import type { createDocument } from 'zod-openapi';
import { capitalize } from '../../model/strings.ts';

export type OpenapiDocument = ReturnType<typeof createDocument>;

interface LinkObject {
  readonly operationId: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly description: string;
}

interface ParameterObject {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
}

interface OperationObject {
  readonly operationId: string;
  readonly parameters?: readonly ParameterObject[];
  readonly responses: Readonly<Record<string, ResponseObject>>;
}

interface ResponseObject {
  content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;
  links?: Record<string, LinkObject>;
}

interface PathOperation {
  readonly path: string;
  readonly operation: OperationObject;
}

/** Adds `links` to the response 200 of each list and each record. */
export function addLinks(document: OpenapiDocument): OpenapiDocument {
  const operations = Object.entries(document.paths ?? {}).map(([path, item]) => ({
    path,
    operation: item.get as unknown as OperationObject,
  }));
  for (const pathOperation of operations) {
    const ok = pathOperation.operation.responses['200'];
    if (ok === undefined) continue;
    const links = {
      ...nextPageLink(pathOperation, document),
      ...firstItemLink(pathOperation, operations, document),
      ...subresourceLinks(pathOperation, operations),
    };
    if (Object.keys(links).length > 0) ok.links = links;
  }
  return document;
}

/** The names of path parameters, in order: `['actorId']`. */
function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** The next page of a list: the same path and filters with the page's cursor. */
function nextPageLink(
  { path, operation }: PathOperation,
  document: OpenapiDocument,
): Record<string, LinkObject> {
  const properties = propertiesOf(operation, document);
  const takesCursor = operation.parameters?.some(
    (parameter) => parameterName(parameter, document) === 'cursor',
  );
  if (takesCursor !== true || properties.page === undefined) return {};
  const same = pathParameters(path).map((name) => [name, `$request.path.${name}`]);
  return {
    NextPage: {
      operationId: operation.operationId,
      parameters: { ...Object.fromEntries(same), cursor: '$response.body#/page/nextCursor' },
      description: 'The next page: send the same filters and sort again, with this cursor. Null on the last.',
    },
  };
}

/** The first record of a list, by the operation that gets a record of its type. */
function firstItemLink(
  { operation }: PathOperation,
  operations: readonly PathOperation[],
  document: OpenapiDocument,
): Record<string, LinkObject> {
  const data = propertiesOf(operation, document).data as { items?: { $ref?: string } } | undefined;
  const kind = data?.items?.$ref?.split('/').at(-1);
  if (kind === undefined) return {};
  const [item] = operations.filter((other) => other.operation.operationId === `get${kind}`);
  const [parameter, ...others] = pathParameters(item?.path ?? '');
  if (item === undefined || parameter === undefined || others.length > 0) return {};
  return {
    [capitalize(item.operation.operationId)]: {
      operationId: item.operation.operationId,
      parameters: { [parameter]: '$response.body#/data/0/id' },
      description: `The first ${parameter.replace(/Id$/, '')} of the page; the others likewise.`,
    },
  };
}

/** The operations below a record's path that take its id. */
function subresourceLinks(
  { path }: PathOperation,
  operations: readonly PathOperation[],
): Record<string, LinkObject> {
  const [parameter] = pathParameters(path);
  if (parameter === undefined || !path.endsWith(`/{${parameter}}`) || !parameter.endsWith('Id')) return {};
  const within = operations.filter(
    (other) => other.path.startsWith(`${path}/`) && pathParameters(other.path).length === 1,
  );
  const links = within.map(({ path: other, operation }) => {
    const link: LinkObject = {
      operationId: operation.operationId,
      parameters: { [parameter]: '$response.body#/id' },
      description: `The ${other.slice(path.length + 1)} of this ${parameter.replace(/Id$/, '')}.`,
    };
    return [capitalize(operation.operationId), link] as const;
  });
  return Object.fromEntries(links);
}

function parameterName(parameter: ParameterObject, document: OpenapiDocument): string {
  const component = parameter.$ref?.split('/').at(-1);
  if (component === undefined) return parameter.name;
  const parameters = document.components?.parameters as Readonly<Record<string, ParameterObject>> | undefined;
  return parameters?.[component]?.name ?? '';
}

/** The properties of an operation's response; none where its schema is not a component. */
function propertiesOf(
  { responses }: OperationObject,
  { components }: OpenapiDocument,
): Readonly<Record<string, unknown>> {
  const [media] = Object.values(responses['200']?.content ?? {});
  const name = media?.schema?.$ref?.split('/').at(-1) ?? '';
  const schema = components?.schemas?.[name] as { properties?: Record<string, unknown> } | undefined;
  return schema?.properties ?? {};
}
