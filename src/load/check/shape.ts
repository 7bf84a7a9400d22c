// Whether a record has the fields it should, each with a value that can be kept exactly.
import type { z } from 'zod';
import { type FieldFault, pathText } from '../read/fault.ts';
import { MAX_DEPTH, type Path, type RawRecord } from '../read/raw-record.ts';
import { isOptional, valueAt } from '../read/value-paths.ts';
import { schemaFaults } from './schema-faults.ts';

export interface Shaped<T> {
  /** Null where a fault was found. */
  readonly record: T | null;
  /** The fields that are well formed, so that their own rules can be checked whatever is wrong with the rest. */
  readonly draft: Partial<T>;
  readonly faults: readonly FieldFault[];
}

export function shape<T>(schema: z.ZodObject, raw: RawRecord): Shaped<T> {
  const { value } = raw;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const fault = { path: [], message: 'this is no record', cure: 'write fields, each as "name: value"' };
    return { record: null, draft: {}, faults: [fault] };
  }
  const unkept = unkeptFaults(value, []);
  if (unkept.some(({ path }) => path.includes('__proto__') || path.length > MAX_DEPTH))
    return { record: null, draft: {}, faults: unkept };
  const result = schema.safeParse(value);
  if (result.success && unkept.length === 0) {
    const record = result.data as T; // the schema's output is the record
    return { record, draft: record as Partial<T>, faults: [] };
  }
  const sourceOf = (path: Path) => raw.sourceOf(path);
  const unfit = result.success
    ? []
    : schemaFaults(result.error.issues, { schema, value, file: raw.place.file, sourceOf });
  const known = new Set(unkept.map(({ path }) => pathText(path)));
  const faults = [...unkept, ...unfit.filter(({ path }) => !known.has(pathText(path)))];
  return { record: null, draft: draftOf(schema, value, faults), faults };
}

/**
 * The record without what is wrong in it, where all of that may be left out, so that list indexes stay; else those
 * of its fields that are well formed as a whole.
 */
function draftOf<T>(schema: z.ZodObject, value: object, faults: readonly FieldFault[]): Partial<T> {
  const draft = structuredClone(value) as Record<string, unknown>;
  for (const { path } of faults) {
    const owner = valueAt(draft, path.slice(0, -1));
    const name = path.at(-1);
    if (typeof owner === 'object' && owner !== null && name !== undefined && isOptional(schema, path))
      delete (owner as Record<string, unknown>)[name];
  }
  const result = schema.safeParse(draft);
  if (result.success) return result.data as Partial<T>; // the schema's output is the record
  const fields = Object.entries(schema.shape).flatMap(([name, field]) => {
    const { success, data } = (field as z.ZodType).safeParse(draft[name]);
    return success && data !== undefined ? [[name, data] as const] : [];
  });
  return Object.fromEntries(fields) as Partial<T>; // each field as its own schema returns it
}

/** What JSON, the database or another language could not keep as it is written. */
function unkeptFaults(value: unknown, path: Path): FieldFault[] {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) return unkept(path, 'holds half a character', 'write the whole character');
    return value.includes('\0') ? unkept(path, 'holds a NUL character', 'take it out') : [];
  }
  if (typeof value === 'number') {
    const isKept = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
    return isKept ? [] : unkept(path, 'is a number that is not kept exactly', 'put it in quotes');
  }
  if (typeof value !== 'object' || value === null) return [];
  if (path.length > MAX_DEPTH)
    return [{ path, message: 'nested too deep', cure: `no record nests deeper than ${MAX_DEPTH} levels` }];
  if (Array.isArray(value)) return value.flatMap((item, index) => unkeptFaults(item, [...path, index]));
  return Object.entries(value).flatMap(([name, item]) => {
    const at = [...path, name];
    const faults = unkeptFaults(item, at);
    if (name === '__proto__')
      faults.push({ path: at, message: 'no field can be named __proto__', cure: 'take it out' });
    if (!name.isWellFormed() || name.includes('\0'))
      faults.push({ path: at, message: 'a field name that cannot be kept', cure: 'write plain characters' });
    return faults;
  });
}

function unkept(path: Path, what: string, cure: string): FieldFault[] {
  return [{ path, message: `${pathText(path) ?? 'the record'} ${what}`, cure }];
}
