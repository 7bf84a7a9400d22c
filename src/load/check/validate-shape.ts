// Whether a record has the fields it should, each with a value that can be kept exactly.
import type { z } from 'zod';
import { pathText } from '../read/fault.ts';
import { MAX_DEPTH, type Path, type RawRecord } from '../read/raw-record.ts';
import { isOptional, valueAt } from '../read/value-paths.ts';
import { type Problem, problemsOfIssues } from './validate-issues.ts';

export interface Shaped<T> {
  /** Null where a problem was found. */
  readonly record: T | null;
  /** The fields that are well formed, so that their own rules can be checked whatever is wrong with the rest. */
  readonly draft: Partial<T>;
  readonly problems: readonly Problem[];
}

export function shape<T>(schema: z.ZodObject, raw: RawRecord): Shaped<T> {
  const { value } = raw;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const problem = { path: [], message: 'this is no record', cure: 'write fields, each as "name: value"' };
    return { record: null, draft: {}, problems: [problem] };
  }
  const unkept = unkeptValues(value, []);
  if (unkept.some(({ path }) => path.includes('__proto__') || path.length > MAX_DEPTH))
    return { record: null, draft: {}, problems: unkept };
  const result = schema.safeParse(value);
  if (result.success && unkept.length === 0) {
    const record = result.data as T; // the schema's output is the record
    return { record, draft: record as Partial<T>, problems: [] };
  }
  const sourceOf = (path: Path) => raw.sourceOf(path);
  const issues = result.success ? [] : problemsOfIssues(result.error.issues, { schema, value, sourceOf });
  const told = new Set(unkept.map(({ path }) => pathText(path)));
  const problems = [...unkept, ...issues.filter(({ path }) => !told.has(pathText(path)))];
  return { record: null, draft: draftOf(schema, value, problems), problems };
}

/**
 * The record without what is wrong in it, where all of that may be left out, so that list indexes stay; else those
 * of its fields that are well formed as a whole.
 */
function draftOf<T>(schema: z.ZodObject, value: object, problems: readonly Problem[]): Partial<T> {
  const draft = structuredClone(value) as Record<string, unknown>;
  for (const { path } of problems) {
    const owner = valueAt(draft, path.slice(0, -1));
    const name = path.at(-1);
    if (typeof owner === 'object' && owner !== null && name !== undefined && isOptional(schema, path))
      delete (owner as Record<string, unknown>)[name];
  }
  const whole = schema.safeParse(draft);
  if (whole.success) return whole.data as Partial<T>; // the schema's output is the record
  const fields = Object.entries(schema.shape).flatMap(([name, field]) => {
    const result = (field as z.ZodType).safeParse(draft[name]);
    return result.success && result.data !== undefined ? [[name, result.data] as const] : [];
  });
  return Object.fromEntries(fields) as Partial<T>; // each field as its own schema gives it
}

/** Problems that are not about what another problem is about already: a field, what it holds, or what holds it. */
export function notToldBy(told: readonly Problem[], problems: readonly Problem[]): Problem[] {
  return problems.filter(({ path }) => !told.some((other) => startsAlike(path, other.path)));
}

function startsAlike(a: Path, b: Path): boolean {
  const length = Math.min(a.length, b.length);
  return length > 0 && a.slice(0, length).every((step, at) => step === b[at]);
}

/** What JSON, the database or another language could not keep as it is written. */
function unkeptValues(value: unknown, path: Path): Problem[] {
  if (typeof value === 'string') {
    if (!value.isWellFormed())
      return [{ path, message: `${said(path)} holds half a character`, cure: 'write the whole character' }];
    return value.includes('\0')
      ? [{ path, message: `${said(path)} holds a NUL character`, cure: 'take it out' }]
      : [];
  }
  if (
    typeof value === 'number' &&
    (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
  )
    return [
      { path, message: `${said(path)} is a number that is not kept exactly`, cure: 'put it in quotes' },
    ];
  if (typeof value !== 'object' || value === null) return [];
  if (path.length > MAX_DEPTH)
    return [{ path, message: 'nested too deep', cure: `no record nests deeper than ${MAX_DEPTH} levels` }];
  if (Array.isArray(value)) return value.flatMap((item, index) => unkeptValues(item, [...path, index]));
  return Object.entries(value).flatMap(([name, item]) => {
    const problems = unkeptValues(item, [...path, name]);
    if (name === '__proto__')
      problems.push({
        path: [...path, name],
        message: 'no field can be named __proto__',
        cure: 'take it out',
      });
    if (!name.isWellFormed() || name.includes('\0'))
      problems.push({
        path: [...path, name],
        message: 'a field name that cannot be kept',
        cure: 'write plain characters',
      });
    return problems;
  });
}

function said(path: Path): string {
  return pathText(path) ?? 'the record';
}
