// Turns what zod found into what an author can act on: which field, what is wrong with it, what would be right.
import { z } from 'zod';
import { PloverSector } from '../../model/codebook/plover.ts';
import { SECTOR_FORM } from '../../model/codebook/sector.ts';
import { AuthoredFuzzyDate, parseEdtf } from '../../model/fuzzy-date.ts';
import { fold, nearest } from '../../query/parameters/nearest.ts';
import { ANNOTATE_FIELDS, cureOfAnnotateField, isSpan, spanShape } from '../definitions/annotate-fields.ts';
import { ANNOTATE, listed, suggestion } from '../definitions/rules.ts';
import { type FieldFault, pathText, quoted } from '../read/fault.ts';
import type { Path } from '../read/raw-record.ts';
import { schemaAt, valueAt } from '../read/value-paths.ts';

interface Context {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly file: string;
  readonly sourceOf: (path: Path) => string | null;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
};

export function schemaFaults(issues: readonly z.core.$ZodIssue[], context: Context): FieldFault[] {
  return issues.flatMap((issue) => {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(path, key, context));
    return isForAnnotate(context.value, path) ? [] : [{ path, ...faultOf(issue, path, context) }];
  });
}

/** Whether it is a field that annotate has yet to write, beside words that say so already. */
function isForAnnotate(value: unknown, path: Path): boolean {
  const owner = valueAt(value, path.slice(0, -1));
  if (valueAt(value, path) !== undefined || typeof owner !== 'object' || owner === null) return false;
  return Object.keys(owner).some((name) => ANNOTATE_FIELDS.has(name));
}

function unknownField(path: Path, key: string, { schema: root, file }: Context): FieldFault {
  const schema = schemaAt(root, path);
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const where = pathText(path);
  const message = `there is no field ${quoted(key)}${where === null ? '' : ` in ${where}`}`;
  const hasExtra = root instanceof z.ZodObject && 'extra' in root.shape;
  const cure = cureOfAnnotateField(key, schema, file) ?? cureOfUnknown(key, known, hasExtra);
  return { path: [...path, key], message, cure };
}

/** @param hasExtra whether the record has a place for facts of its authors' own */
function cureOfUnknown(key: string, known: readonly string[], hasExtra: boolean): string {
  const likely = nearest(key, known);
  const fields = `the fields are ${known.join(', ')}`;
  if (!hasExtra) return likely === null ? `leave it out; ${fields}` : `did you mean ${likely}?`;
  return likely === null
    ? `write a fact of your own as extra: { ${key.slice(0, 60)}: … } of the record; ${fields}`
    : `did you mean ${likely}? A fact of your own belongs in the record's extra`;
}

type Said = Omit<FieldFault, 'path'>;

function faultOf(issue: z.core.$ZodIssue, path: Path, context: Context): Said {
  const name = pathText(path) ?? 'the record';
  const value = valueAt(context.value, path);
  const schema = schemaAt(context.schema, path);
  if (value === undefined)
    return { message: `${name} is missing`, cure: cureOfMissing(path, schema, context.value) };
  switch (issue.code) {
    case 'invalid_type':
      return wrongKind(name, value, issue.expected, context.sourceOf(path), schema);
    case 'invalid_value':
      return wrongCode(name, value, issue.values.map(String));
    case 'invalid_format': {
      const text = String(value);
      if (issue.message === SECTOR_FORM && !text.includes(':'))
        return wrongCode(name, text, PloverSector.options);
      return { message: `${name} ${quoted(text)} is not valid`, cure: cureOfFormat(issue, text) };
    }
    case 'too_small':
    case 'too_big':
      return wrongSize(name, issue);
    case 'invalid_union':
      return {
        message: `${name} is ${kindOf(value)}`,
        cure: 'write text, a number, true, false or null, or a list of those',
      };
    case 'custom':
      return split(issue.message, name, value);
    default:
      return { message: `${name} is not valid: ${issue.message}`, cure: null };
  }
}

function cureOfMissing(path: Path, schema: z.ZodType | null, record: unknown): string {
  const name = String(path.at(-1) ?? '');
  if (name === 'span') {
    const hasWords = typeof valueAt(record, [...path.slice(0, -1), 'text']) === 'string';
    return hasWords ? ANNOTATE : `add span: { match: the words }, then ${ANNOTATE}`;
  }
  if (schema instanceof z.ZodEnum) return `add ${name}: ${listed(schema.options.map(String))}`;
  const means = schema?.description;
  return means ? `add ${name}: ${means}` : `add ${name}`;
}

function wrongKind(
  name: string,
  value: unknown,
  expected: string,
  source: string | null,
  schema: z.ZodType | null,
): Said {
  const message = `${name} is ${kindOf(value)} where ${KINDS[expected] ?? expected} belongs`;
  if (expected === 'string' && ['number', 'boolean'].includes(typeof value))
    return { message, cure: `put it in quotes: "${source ?? String(value)}"` };
  if (expected === 'object' && typeof value !== 'object')
    return { message, cure: cureOfGroup(name, String(source ?? value), schema) };
  if (value === null) return { message, cure: 'give it a value' };
  if (expected === 'array') return { message, cure: 'write a list: in [ ], or each item after "- "' };
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
    return { message, cure: `write it without quotes: ${value}` };
  return { message, cure: `write ${KINDS[expected] ?? expected}` };
}

/** The shape of a group of fields, for whoever wrote its main value alone. */
function cureOfGroup(name: string, written: string, schema: z.ZodType | null): string {
  const own = /[^.]*$/.exec(name.replace(/\[\d+\]$/, ''))?.[0] ?? name;
  const text = written.replace(/^(["'])(.*)\1$/s, '$2');
  if (isFuzzyDate(schema)) {
    const edtf = 'problem' in parseEdtf(text) ? '2031-03-14' : text;
    return `write ${own}: { edtf: "${edtf}", basis: stated }, or basis: resolved or inferred`;
  }
  if (isSpan(schema)) return `write ${own}: ${spanShape(schema, quoted(text))}, then ${ANNOTATE}`;
  if (!(schema instanceof z.ZodObject)) return 'write a group of fields';
  return `write the fields of ${own}: { ${Object.keys(schema.shape).join(': …, ')}: … }`;
}

function isFuzzyDate(schema: z.ZodType | null): boolean {
  return schema instanceof z.ZodObject && schema.shape.edtf === AuthoredFuzzyDate.shape.edtf;
}

function wrongCode(name: string, value: unknown, codes: readonly string[]): Said {
  if (typeof value !== 'string')
    return { message: `${name} is ${kindOf(value)} where a code belongs`, cure: `write ${listed(codes)}` };
  return { message: `${name} cannot be ${quoted(value)}`, cure: suggestion(value, codes) };
}

function cureOfFormat(issue: z.core.$ZodIssueInvalidStringFormat, value: string): string {
  if (issue.format === 'date') return 'write a day that exists, as in 2031-03-14';
  if (issue.format === 'url') return 'write an address that begins with https:// or http://';
  const id = fold(value).slice(0, 64);
  if (issue.message.startsWith('an id is') && /^[a-z0-9][a-z0-9-]*$/.test(id))
    return `write ${id}; ${issue.message}`;
  return issue.message;
}

function wrongSize(name: string, issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Said {
  const small = issue.code === 'too_small';
  const bound = String(small ? issue.minimum : issue.maximum);
  if (issue.origin === 'string')
    return small
      ? { message: `${name} is empty`, cure: 'write something, or leave the field out' }
      : { message: `${name} is longer than ${bound} characters`, cure: 'shorten it' };
  if (issue.origin === 'array')
    return small
      ? { message: `${name} is an empty list`, cure: `give at least ${bound}` }
      : { message: `${name} has more than ${bound} items`, cure: 'split the record' };
  return {
    message: `${name} is ${small ? 'less' : 'more'} than ${bound}`,
    cure: `write ${bound} at the ${small ? 'least' : 'most'}`,
  };
}

/** Our own messages say what is wrong and, after a colon, what would be right; some say only what would be right. */
function split(message: string, name: string, value: unknown): Said {
  const parts = /^((?:"(?:[^"\\]|\\.)*"|[^":]|:(?! ))*): (.+)$/s.exec(message);
  if (parts?.[1] && parts[2]) return { message: parts[1], cure: parts[2] };
  return typeof value === 'string'
    ? { message: `${name} ${quoted(value)} is not valid`, cure: message }
    : { message, cure: null };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return KINDS[typeof value] ?? typeof value;
}
