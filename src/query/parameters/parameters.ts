// Reads a query string strictly against a table of parameters: whatever is not understood is an error that names the
// nearest valid name or value. Nothing is clamped, coerced or ignored.
import { z } from 'zod';
import { cameoRegion, countryElsewhere, formerState } from '../../model/countries.ts';
import { Country, Language } from '../../model/fields.ts';
import { languageMeant } from '../../model/languages.ts';
import { hasControls, shorten } from '../../model/strings.ts';
import { listWords } from '../query-words.ts';
import { namesMeant, valueMeant } from './meant.ts';

/** One query parameter. */
export interface Parameter {
  readonly schema: z.ZodType<string | number | boolean>;
  /** Whether it may have several values, at most 50. */
  readonly repeatable: boolean;
  /** Whether commas separate values; by default they do. */
  readonly splits?: boolean;
  /** Whether the order of the values matters; by default they are sorted in byte order. */
  readonly ordered?: boolean;
  /** Values to suggest for a mistyped one, where the schema does not list them. */
  readonly options?: readonly string[];
  readonly description: string;
  readonly example: string | number | boolean | undefined;
  /** Whether a request without it is rejected. */
  readonly required?: boolean;
  /** The value where the parameter is not given; undefined for none. */
  readonly defaultValue?: string | number | boolean;
}

export type Parameters = Readonly<Record<string, Parameter>>;

/** An error or a warning about a parameter: the `Note` of the document. */
export interface ParameterNote {
  readonly parameter: string;
  readonly message: string;
  readonly suggestion: string | null;
}

/** Values by parameter: a list where the parameter is repeatable, else one value. */
export type Values = Readonly<Record<string, string | number | boolean | readonly string[]>>;

type ReadResult =
  | { readonly values: Values; readonly problems: null }
  | { readonly values: null; readonly problems: readonly ParameterNote[] };

export const MAX_VALUES = 50;

/** Splits a raw query string into decoded names and values; null where an escape is malformed or not UTF-8. */
function decodePairs(rawQuery: string): [string, string][] | null {
  try {
    return rawQuery
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const equals = pair.indexOf('=');
        if (equals === -1) return [decode(pair), ''];
        return [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
      });
  } catch {
    return null;
  }
}

/** Most names and values have nothing to decode. */
function decode(text: string): string {
  return /[%+]/.test(text) ? decodeURIComponent(text.replaceAll('+', ' ')) : text;
}

/** What reading a table needs, made once for each. */
interface ParameterTable {
  readonly positions: ReadonlyMap<string, number>;
  readonly required: readonly string[];
  readonly defaults: Values;
}

const tables = new WeakMap<Parameters, ParameterTable>();

function tableOf(parameters: Parameters): ParameterTable {
  const known = tables.get(parameters);
  if (known !== undefined) return known;
  const entries = Object.entries(parameters);
  const table = {
    positions: new Map(entries.map(([name], index) => [name, index])),
    required: entries.filter(([, { required }]) => required === true).map(([name]) => name),
    defaults: Object.fromEntries(
      entries.flatMap(([name, { defaultValue }]) =>
        defaultValue === undefined ? [] : [[name, defaultValue] as const],
      ),
    ),
  };
  tables.set(parameters, table);
  return table;
}

/** What is wrong with escapes that cannot be decoded, and what to write instead. */
export function escapeFault(escaped: string): string {
  return /%(?![0-9a-f]{2})/i.test(escaped)
    ? 'The address holds a malformed escape; write a percent sign as %25.'
    : 'The address holds escapes that are not UTF-8: á is %C3%A1, not %E1.';
}

/** @param rawQuery what follows the `?`, still escaped; empty for none. */
export function readParameters(parameters: Parameters, rawQuery: string): ReadResult {
  const pairs = decodePairs(rawQuery);
  if (pairs === null)
    return rejected([
      {
        parameter: '',
        message: escapeFault(rawQuery),
        suggestion: null,
      },
    ]);

  const problems: ParameterNote[] = [];
  const given = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    if (!Object.hasOwn(parameters, name)) problems.push(unknownParameter(name, parameters));
    else if (hasControls(value))
      problems.push({ parameter: name, message: 'Control characters are not allowed.', suggestion: null });
    else given.set(name, [...(given.get(name) ?? []), value]);
  }

  const { positions, required, defaults } = tableOf(parameters);
  const values: Record<string, Values[string]> = { ...defaults };
  const named = [...given.keys(), ...required.filter((name) => !given.has(name))];
  for (const name of named.sort((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0))) {
    const parameter = parameters[name] as Parameter; // only names of the table are given or required
    const texts = given.get(name);
    if (texts === undefined) {
      problems.push(missingParameter(name, parameter));
      continue;
    }
    const read = parameter.repeatable ? readMany(name, parameter, texts) : readOne(name, parameter, texts);
    if ('problem' in read) problems.push(read.problem);
    else values[name] = read.value;
  }
  return problems.length > 0 ? rejected(problems) : { values, problems: null };
}

function rejected(problems: readonly ParameterNote[]): ReadResult {
  return { values: null, problems };
}

function unknownParameter(name: string, parameters: Parameters): ParameterNote {
  const meant = namesMeant(name, Object.keys(parameters));
  const others = meant.length > 1 ? ` What it asks for is asked by ${listWords(meant, 'and')}.` : '';
  return {
    parameter: shorten(name),
    message: `There is no parameter "${shorten(name)}" here.${others}`,
    suggestion: meant[0] ?? null,
  };
}

function missingParameter(name: string, { example }: Parameter): ParameterNote {
  const suggestion = example === undefined ? null : `${name}=${example}`;
  return { parameter: name, message: `The parameter "${name}" is missing.`, suggestion };
}

type Read = { readonly value: Values[string] } | { readonly problem: ParameterNote };

function readMany(name: string, parameter: Parameter, texts: readonly string[]): Read {
  const items = texts.flatMap((text) => (parameter.splits === false ? [text] : text.split(',')));
  if (items.length > MAX_VALUES)
    return invalid(name, `At most ${MAX_VALUES} values; ${items.length} were given.`);
  const values: string[] = [];
  for (const item of new Set(items)) {
    const read = readValue(name, parameter, item);
    if ('problem' in read) return read;
    values.push(String(read.value));
  }
  return { value: values };
}

function readOne(name: string, parameter: Parameter, texts: readonly string[]): Read {
  if (texts.length > 1) return invalid(name, 'Give this parameter once.');
  return readValue(name, parameter, texts[0] ?? '');
}

function readValue(name: string, { schema, options: known = [] }: Parameter, text: string): Read {
  const result = schema.safeParse(typed(schema, text));
  if (result.success) return { value: result.data };
  const options = schema instanceof z.ZodEnum ? schema.options.map(String) : [];
  if (options.length > 0) {
    const all = options.length <= 12 ? `: ${options.join(', ')}` : '';
    return (
      (schema === Country ? otherCountry(name, text) : null) ??
      invalid(name, `"${shorten(text)}" is not one of its values${all}.`, valueMeant(text, options))
    );
  }
  return invalidValue(name, { schema, options: known }, text, result.error.issues[0]);
}

/** The problem with a country code of another system; null for any other text. */
function otherCountry(name: string, text: string): ReturnType<typeof invalid> | null {
  const other = countryElsewhere(text);
  if (other !== null)
    return invalid(
      name,
      `"${text}" is ${other.scheme}'s code of it: here it is ${other.country}.`,
      other.country,
    );
  const state = formerState(text);
  const region = cameoRegion(text);
  if (state === null && region === null) return null;
  const was =
    state === null
      ? `is CAMEO's code of ${region}, a region`
      : `was the code of ${state}, a state that exists no longer`;
  return invalid(name, `"${text}" ${was}: the country of its actors is null.`);
}

function invalidValue(
  name: string,
  { schema, options = [] }: Pick<Parameter, 'schema' | 'options'>,
  text: string,
  issue: z.core.$ZodIssue | undefined,
): Read {
  if (text === '') return invalid(name, 'The value is empty; leave the parameter out, or give one.');
  if (schema instanceof z.ZodBoolean)
    return invalid(name, `"${shorten(text)}" is neither true nor false.`, meantBoolean(text));
  if (schema instanceof z.ZodNumber && issue?.code === 'invalid_type')
    return invalid(name, `"${shorten(text)}" is not a number in plain digits, such as 20.`);
  if (issue?.code === 'too_big' && issue.origin !== 'string')
    return invalid(name, `"${shorten(text)}" is too much: at most ${issue.maximum}.`, String(issue.maximum));
  if (issue?.code === 'too_small' && issue.origin !== 'string')
    return invalid(
      name,
      `"${shorten(text)}" is too little: at least ${issue.minimum}.`,
      String(issue.minimum),
    );
  const meant = schema === Language ? languageMeant(text) : valueMeant(text, options);
  return invalid(name, `"${shorten(text)}" is not valid: ${issue?.message ?? 'wrong value'}.`, meant);
}

/** The boolean that was probably meant by `yes`, `1` and the like. */
function meantBoolean(text: string): 'true' | 'false' | null {
  if (/^(true|t|1|yes|y|on)$/i.test(text)) return 'true';
  return /^(false|f|0|no|n|off)$/i.test(text) ? 'false' : null;
}

/** The text as a JSON value: numbers only in plain decimal notation, booleans only as true and false. */
function typed(schema: z.ZodType, text: string): unknown {
  if (schema instanceof z.ZodNumber) return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;
  if (schema instanceof z.ZodBoolean) return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

function invalid(
  parameter: string,
  message: string,
  suggestion: string | null = null,
): { problem: ParameterNote } {
  return { problem: { parameter, message, suggestion } };
}
