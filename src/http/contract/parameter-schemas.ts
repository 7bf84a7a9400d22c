// The parameters as the document shows them: each a component, shared between resources where it means the same.
import { z } from 'zod';
import { Slug } from '../../model/fields.ts';
import { capitalize, withArticle } from '../../model/text.ts';
import { listParameters } from '../../query/parameters/list-parameters.ts';
import { MAX_VALUES, type Parameter, type Parameters } from '../../query/parameters/parameters.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { schemaName } from './response-schemas.ts';

/**
 * The document's schema of a parameter. Examples stand in the schema, not in the parameter, because the docs page
 * would send each of the latter with every request that is tried out.
 */
function documented(parameter: Parameter, id: string): z.ZodType {
  const { schema, many, description, example, fallback, required = false } = parameter;
  const examples = example === undefined ? {} : { examples: [many ? [example] : example] };
  const values = named(schema, id);
  // A name of its own: several generators put parameters and schemas into one namespace, and oapi-codegen refuses two
  // that are called alike.
  const param = { id: `${id}Parameter` };
  if (many) {
    const meta = { description, ...examples, param: { ...param, style: 'form', explode: true } } as const;
    return z.array(values).min(1).max(MAX_VALUES).optional().meta(meta);
  }
  const meta = { description, ...examples, param };
  if (required) return values.meta(meta);
  const optional = fallback === undefined ? values.optional() : values.default(fallback);
  return optional.meta(meta);
}

/** A choice without a name is named like its parameter, so that generated clients have a type for it. */
function named<S extends Parameter['schema']>(schema: S, id: string): S {
  if (!(schema instanceof z.ZodEnum) || schema.meta()?.id !== undefined) return schema;
  return schema.meta({ id, description: `The values of the parameter ${id}.` });
}

/** What makes two parameters one component: all that a reader is told. */
function signature({ schema, description, example, fallback, many }: Parameter): string {
  const choices = schema instanceof z.ZodEnum ? schema.options : null;
  return JSON.stringify([choices, description, example, fallback, many]);
}

const byResource = Object.values(RESOURCES).map((resource) => ({
  resource,
  parameters: listParameters(resource),
}));

/** What a parameter's own name stands for: what most lists mean by it, where two at least mean the same. */
const shared = new Map(
  [...new Set(byResource.flatMap(({ parameters }) => Object.keys(parameters)))].flatMap((name) => {
    const signatures = byResource.flatMap(({ parameters }) => parameters[name] ?? []).map(signature);
    const counts = [...Map.groupBy(signatures, (text) => text)].map(([text, { length }]) => ({
      text,
      length,
    }));
    const [most] = counts.toSorted((a, b) => b.length - a.length);
    return most !== undefined && most.length > 1 ? [[name, most.text] as const] : [];
  }),
);

const schemas = new Map<string, { readonly signature: string; readonly schema: z.ZodType }>();

/** The same component for the same name, so that a nested list refers to those of the list proper. */
function component(name: string, parameter: Parameter, owner: string): z.ZodType {
  const id = shared.get(name) === signature(parameter) ? capitalize(name) : `${owner}${capitalize(name)}`;
  const known = schemas.get(id);
  if (known?.signature === signature(parameter)) return known.schema;
  if (known !== undefined) return component(name, parameter, `${owner}Nested`);
  const schema = documented(parameter, id);
  schemas.set(id, { signature: signature(parameter), schema });
  return schema;
}

/**
 * The query parameters of an operation on a resource.
 * @param owner whose name stands before that of a parameter which others have too and mean otherwise; or how that
 *   follows from the parameter.
 */
export function querySchema(
  parameters: Parameters,
  owner: string | ((name: string) => string),
): z.ZodObject<Record<string, z.ZodType>> {
  const shape = Object.entries(parameters).map(([name, parameter]) => [
    name,
    component(name, parameter, typeof owner === 'string' ? owner : owner(name)),
  ]);
  return z.object(Object.fromEntries(shape));
}

const idSchemas = new Map<string, z.ZodType>();

/** The name of the path parameter that holds a resource's id. */
export function idParameter({ type }: Pick<AnyResource, 'type'>): string {
  return `${type}Id`;
}

/** The path parameter of a resource. */
export function pathSchema(resource: AnyResource): z.ZodType<unknown, Record<string, unknown>> {
  const name = idParameter(resource);
  const schema =
    idSchemas.get(name) ??
    Slug.meta({
      description: `Id of ${withArticle(resource.type)}.`,
      param: { id: `${schemaName(resource)}IdInPath`, example: resource.exampleId },
    });
  idSchemas.set(name, schema);
  return z.object({ [name]: schema });
}
