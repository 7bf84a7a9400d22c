// The links of the document: from a list to its items and its next page, from a record to what belongs to it. Derived
// from the paths, so that a new operation is linked by where it stands.
import type { createDocument } from 'zod-openapi';

type OpenapiDocument = ReturnType<typeof createDocument>;

interface Link {
  readonly operationId: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly description: string;
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, Response>>;
}

interface Response {
  content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;
  links?: Record<string, Link>;
}

interface Placed {
  readonly path: string;
  readonly operation: Operation;
}

/** Adds `links` to the 200 of each list and each record. */
export function addLinks(document: OpenapiDocument): OpenapiDocument {
  const operations = Object.entries(document.paths ?? {}).map(([path, item]) => ({
    path,
    operation: item.get as unknown as Operation,
  }));
  for (const placed of operations) {
    const ok = placed.operation.responses['200'];
    if (ok === undefined) continue;
    const links = {
      ...nextPage(placed, document),
      ...itemOf(placed, operations, document),
      ...belongings(placed, operations),
    };
    if (Object.keys(links).length > 0) ok.links = links;
  }
  return document;
}

function nameOf(operationId: string): string {
  return operationId.charAt(0).toUpperCase() + operationId.slice(1);
}

/** Path parameters, in order: `['actorId']`. */
function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** A list goes on at the same path, with the same filters. */
function nextPage({ path, operation }: Placed, document: OpenapiDocument): Record<string, Link> {
  const properties = propertiesOf(operation, document);
  const takesCursor = operation.parameters?.some((parameter) => named(parameter, document) === 'cursor');
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

/** The first record of a list, by the operation that answers one of its kind. */
function itemOf(
  { operation }: Placed,
  operations: readonly Placed[],
  document: OpenapiDocument,
): Record<string, Link> {
  const data = propertiesOf(operation, document).data as { items?: { $ref?: string } } | undefined;
  const kind = data?.items?.$ref?.split('/').at(-1);
  if (kind === undefined) return {};
  const [item] = operations.filter((other) => other.operation.operationId === `get${kind}`);
  const [parameter, ...others] = pathParameters(item?.path ?? '');
  if (item === undefined || parameter === undefined || others.length > 0) return {};
  return {
    [nameOf(item.operation.operationId)]: {
      operationId: item.operation.operationId,
      parameters: { [parameter]: '$response.body#/data/0/id' },
      description: `The first ${parameter.replace(/Id$/, '')} of the page; the others likewise.`,
    },
  };
}

/** What stands under a record's own path, and takes its id. */
function belongings({ path }: Placed, operations: readonly Placed[]): Record<string, Link> {
  const [parameter] = pathParameters(path);
  if (parameter === undefined || !path.endsWith(`/{${parameter}}`) || !parameter.endsWith('Id')) return {};
  const within = operations.filter(
    (other) => other.path.startsWith(`${path}/`) && pathParameters(other.path).length === 1,
  );
  const links = within.map(({ path: other, operation }) => {
    const link: Link = {
      operationId: operation.operationId,
      parameters: { [parameter]: '$response.body#/id' },
      description: `The ${other.slice(path.length + 1)} of this ${parameter.replace(/Id$/, '')}.`,
    };
    return [nameOf(operation.operationId), link] as const;
  });
  return Object.fromEntries(links);
}

function named(parameter: Parameter, document: OpenapiDocument): string {
  const component = parameter.$ref?.split('/').at(-1);
  if (component === undefined) return parameter.name;
  const parameters = document.components?.parameters as Readonly<Record<string, Parameter>> | undefined;
  return parameters?.[component]?.name ?? '';
}

/** The properties of an operation's answer; none where it is no named object. */
function propertiesOf(
  { responses }: Operation,
  { components }: OpenapiDocument,
): Readonly<Record<string, unknown>> {
  const [media] = Object.values(responses['200']?.content ?? {});
  const name = media?.schema?.$ref?.split('/').at(-1) ?? '';
  const schema = components?.schemas?.[name] as { properties?: Record<string, unknown> } | undefined;
  return schema?.properties ?? {};
}
