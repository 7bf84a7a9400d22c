// The parameters of the document: each is a component, shared between resources where it means the same.
import { z } from 'zod';
import { Slug } from '../../model/fields.ts';
import { capitalize, withArticle } from '../../model/strings.ts';
import { listParameters } from '../../query/parameters/list-parameters.ts';
import { MAX_VALUES, type Parameter, type Parameters } from '../../query/parameters/parameters.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { schemaName } from './response-schemas.ts';

/**
 * The document's schema of a parameter. Examples are in the schema, not in the parameter, because the docs page sends
 * a parameter's examples with every request that is tried out.
 */
function documentedSchema(parameter: Parameter, id: string): z.ZodType {
  const { schema, repeatable, description, example, defaultValue, required = false } = parameter;
  const examples = example === undefined ? {} : { examples: [repeatable ? [example] : example] };
  const values = withComponentId(schema, id);
  // Several generators put parameters and schemas into one namespace, and oapi-codegen fails where two names collide.
  const param = { id: `${id}Parameter` };
  if (repeatable) {
    const meta = { description, ...examples, param: { ...param, style: 'form', explode: true } } as const;
    return z.array(values).min(1).max(MAX_VALUES).optional().meta(meta);
  }
  const meta = { description, ...examples, param };
  if (required) return values.meta(meta);
  const optional = defaultValue === undefined ? values.optional() : values.default(defaultValue);
  return optional.meta(meta);
}

/** Names an enum without an id after its parameter, so that generated clients have a type for it. */
function withComponentId<S extends Parameter['schema']>(schema: S, id: string): S {
  if (!(schema instanceof z.ZodEnum) || schema.meta()?.id !== undefined) return schema;
  return schema.meta({ id, description: `The values of the parameter ${id}.` });
}

/** Two parameters with the same signature are one component. */
function signature({ schema, description, example, defaultValue, repeatable }: Parameter): string {
  const choices = schema instanceof z.ZodEnum ? schema.options : null;
  return JSON.stringify([choices, description, example, defaultValue, repeatable]);
}

const byResource = Object.values(RESOURCES).map((resource) => ({
  resource,
  parameters: listParameters(resource),
}));

/** The signature that a parameter's plain name is given to: that of most lists, where at least two agree. */
const shared = new Map(
  [...new Set(byResource.flatMap(({ parameters }) => Object.keys(parameters)))].flatMap((name) => {
    const signatures = byResource.flatMap(({ parameters }) => parameters[name] ?? []).map(signature);
    const counts = [...Map.groupBy(signatures, (text) => text)].map(([text, { length }]) => ({
      text,
      length,
    }));
    const [mostCommon] = counts.toSorted((a, b) => b.length - a.length);
    return mostCommon !== undefined && mostCommon.length > 1 ? [[name, mostCommon.text] as const] : [];
  }),
);

const schemas = new Map<string, { readonly signature: string; readonly schema: z.ZodType }>();

/** Reuses a component of the same name and signature, so that a nested list shares those of the whole list. */
function component(name: string, parameter: Parameter, componentPrefix: string): z.ZodType {
  const id =
    shared.get(name) === signature(parameter) ? capitalize(name) : `${componentPrefix}${capitalize(name)}`;
  const known = schemas.get(id);
  if (known?.signature === signature(parameter)) return known.schema;
  if (known !== undefined) return component(name, parameter, `${componentPrefix}Nested`);
  const schema = documentedSchema(parameter, id);
  schemas.set(id, { signature: signature(parameter), schema });
  return schema;
}

/**
 * The query parameters of an operation on a resource.
 * @param componentPrefix prefixes the component of a parameter whose plain name has another meaning; or a function that
 *   gives the prefix for a parameter.
 */
export function querySchema(
  parameters: Parameters,
  componentPrefix: string | ((name: string) => string),
): z.ZodObject<Record<string, z.ZodType>> {
  const shape = Object.entries(parameters).map(([name, parameter]) => [
    name,
    component(name, parameter, typeof componentPrefix === 'string' ? componentPrefix : componentPrefix(name)),
  ]);
  return z.object(Object.fromEntries(shape));
}

const idSchemas = new Map<string, z.ZodType>();

/** The name of the path parameter for a resource's id. */
export function idParameter({ type }: Pick<AnyResource, 'type'>): string {
  return `${type}Id`;
}

/** The schema of that path parameter. */
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
