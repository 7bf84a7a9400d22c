// The walk along a path, such as `reports[0].span`: through a value that an author wrote, and through its schema.
import { z } from 'zod';
import { AuthoredLocalSpan, AuthoredSpan } from '../../model/span.ts';
import type { Path } from './raw-record.ts';

/** What stands at the path; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
}

/** A path that leaves the index of each list open: `reports[].span` is `['reports', '[]', 'span']`. */
export type OpenPath = readonly string[];

/** The steps of a path that is written as text. */
export function stepsOf(text: string): OpenPath {
  return text.match(/\[\]|[^.[\]]+/g) ?? [];
}

/** A value and where it stands. */
export interface Placed<T> {
  readonly path: Path;
  readonly value: T;
}

/**
 * Every value on an open path of one step or more, with its own path. What is null or not there is left out. The
 * schema of the record says of what type `T` they are.
 */
export function valuesAt<T = unknown>(record: unknown, path: OpenPath): readonly Placed<T>[] {
  const first = (record as Record<string, unknown> | null)?.[path[0] ?? ''] ?? [];
  if (Array.isArray(first) && first.length === 0) return []; // as most lists of most records are
  const found: Placed<unknown>[] = [];
  collect(record, path, [], found);
  return found as Placed<T>[];
}

/** Walks on from `above`, which it leaves as it was: a copy for each step would take as long as the walk. */
function collect(value: unknown, path: OpenPath, above: (string | number)[], found: Placed<unknown>[]): void {
  if (value === null || value === undefined) return;
  const step = path[above.length];
  if (step === undefined) found.push({ path: [...above], value });
  else if (step !== '[]') {
    above.push(step);
    collect((value as Record<string, unknown>)[step], path, above, found);
    above.pop();
  } else if (Array.isArray(value))
    for (let index = 0; index < value.length; index += 1) {
      above.push(index);
      collect(value[index], path, above, found);
      above.pop();
    }
}

/** Where the records of a schema have spans, as open paths. */
export function spanPathsOf(schema: z.ZodType): readonly OpenPath[] {
  const found = innerSchema(schema);
  if (found === AuthoredSpan || found === AuthoredLocalSpan) return [[]];
  if (found instanceof z.ZodArray)
    return spanPathsOf(found.element as z.ZodType).map((path) => ['[]', ...path]);
  if (!(found instanceof z.ZodObject)) return [];
  return Object.entries(found.shape).flatMap(([name, field]) =>
    spanPathsOf(field as z.ZodType).map((path) => [name, ...path]),
  );
}

/** The schema of what belongs at the path; null where nothing does. */
export function schemaAt(root: z.ZodType, path: Path): z.ZodType | null {
  let schema: z.ZodType | null = innerSchema(root);
  for (const step of path) {
    if (schema instanceof z.ZodObject) schema = (schema.shape[step] as z.ZodType | undefined) ?? null;
    else if (schema instanceof z.ZodArray) schema = schema.element as z.ZodType;
    else return null;
    if (schema !== null) schema = innerSchema(schema);
  }
  return schema;
}

/** Whether a field may be left out, so that its schema fills in a value. */
export function isOptional(root: z.ZodType, path: Path): boolean {
  const owner = schemaAt(root, path.slice(0, -1));
  const field =
    owner instanceof z.ZodObject ? (owner.shape[path.at(-1) ?? ''] as z.ZodType | undefined) : undefined;
  return owner instanceof z.ZodObject && (field === undefined || field.safeParse(undefined).success);
}

/** The schema itself, without its default and whether it may be null or absent; a description is kept. */
export function innerSchema(schema: z.ZodType): z.ZodType {
  const { description } = schema;
  let found = schema;
  while (found instanceof z.ZodDefault || found instanceof z.ZodNullable || found instanceof z.ZodOptional)
    found = found.unwrap() as z.ZodType;
  return description === undefined ||
    found instanceof z.ZodEnum ||
    found instanceof z.ZodObject ||
    found instanceof z.ZodArray
    ? found
    : found.describe(description);
}
