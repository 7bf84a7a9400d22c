// Requests drawn from the OpenAPI document alone: those that every parameter's schema allows, and those that one of
// them refuses. What a schema cannot say stands here with its reason.
import fc from 'fast-check';
import { CSV_ONLY } from '../../src/http/exports/export-parameters.ts';
import { hasControls, NO_CONTROLS } from '../../src/model/strings.ts';
import { countTerms, MAX_TEXT_TERMS } from '../../src/query/text/text-query.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { type Operation, resolve } from './contract.ts';

// biome-ignore lint/suspicious/noExplicitAny: a JSON Schema is walked by its keys
type Schema = any;
// biome-ignore lint/suspicious/noExplicitAny: a parameter of the document
type Parameter = any;
type Text = fc.Arbitrary<string>;

/** Ids that exist, by the plural of their type. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

/** Values that records have, by parameter: they are drawn more often than what the schema alone allows. */
export type KnownTexts = Readonly<Record<string, Text>>;

/** What stands in an address for one parameter: each text once. */
type Chosen = readonly (readonly [name: string, texts: readonly string[]])[];

/** Of a path's list, the parameters that say how others are meant, and are refused where none of those is given. */
function modifiersOf(path: string): Readonly<Record<string, readonly string[]>> {
  const resource = Object.values(RESOURCES).findLast(({ name }) => path.split('/').includes(name));
  const filters = Object.entries(resource?.filters ?? {});
  return Object.fromEntries(
    filters.flatMap(([name, { modifies }]) => (modifies === null ? [] : [[name, modifies]])),
  );
}

/** A point means nothing without a radius. */
const RADII = ['0.001', '30', '700', '9000', '20015'];

function withRadius(chosen: Chosen): Chosen {
  const point = chosen.find(([name]) => name === 'near')?.[1][0];
  if (point === undefined || chosen.some(([name]) => name === 'withinKm')) return chosen;
  return [...chosen, ['withinKm', [RADII[point.length % RADII.length] ?? '30']]];
}

/** No pattern can say that the south lies south of the north. */
const BOXES = [
  '-180,-90,180,90',
  '0,-90,10.76,59.92',
  '179,-36.5,-179,-35',
  '1.5,2.5,1.5,2.5',
  '10,59,11,60',
];

/** Addresses of lists of this API: what `url` must be, and no pattern can say. */
const ADDRESSES = ['/v1/events?type=THREATEN', '/v1/quotes', '/v1/actors?kind=person&sort=-name'];

/** Days that exist: a pattern cannot say that February has 28. They are those of the invented dataset, and extremes. */
const DATES = ['0000', '1998', '2029', '2031', '2031-02', '2031-03', '2031-03-05', '2031-03-14', '9999'];

/** Facets of events: which schemes can be counted depends on the dataset, and CAMEO always can. */
const EVENT_FACETS = [...Object.keys(RESOURCES.events.facets), 'code.cameo'];
/** Measures that the invented dataset declares: which they are no pattern can say. */
const MEASURES = ['dockers', 'dockers.union', 'tone'];

/** Whether a list has an order by figures: it needs a measure, and no other order takes one. */
function fitsMeasure({ parameters }: Operation, chosen: Chosen): boolean {
  const sort = parameters.find(({ name }) => name === 'sort');
  const isOrdered = sort !== undefined && wholeOf(sort.schema).enum.includes('quantity');
  const byQuantity = chosen.some(([name, [text = '']]) => name === 'sort' && /^-?quantity$/.test(text));
  return !isOrdered || byQuantity === chosen.some(([name]) => name === 'measure');
}

/** Whether values that are each right are right together. */
function agree(chosen: Chosen, modifies: ReturnType<typeof modifiersOf>): boolean {
  const names = chosen.map(([name]) => name);
  const idle = names.some((name) => modifies[name]?.every((other) => !names.includes(other)));
  // Relevance is to `q`.
  const ranked = chosen.some(([name, [text]]) => name === 'sort' && text === 'relevance');
  // These say how a table is written.
  const isTable = !chosen.some(([name, [text]]) => name === 'format' && text !== 'csv' && text !== undefined);
  const fits = isTable || !names.some((name) => CSV_ONLY.includes(name));
  return !idle && fits && (!ranked || names.includes('q'));
}

function wholeOf(reference: Schema): Schema {
  return { ...resolve(reference), ...reference };
}

/** Texts of values that a schema allows. */
function allowed(reference: Schema, parameter: string, ids: KnownIds): Text {
  const schema = wholeOf(reference);
  if (parameter === 'url') return fc.constantFrom(...ADDRESSES);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum.map(String));
  if (parameter === 'facet') return fc.constantFrom(...EVENT_FACETS);
  if (schema.type === 'boolean') return fc.constantFrom('true', 'false');
  if (schema.type === 'integer') {
    const { minimum: min, maximum: max } = schema;
    return fc
      .oneof(fc.integer({ min, max: Math.min(max, min + 300) }), fc.constantFrom(min, max))
      .map(String);
  }
  if (schema.type === 'number')
    return fc
      .integer({ min: Math.ceil(schema.minimum * 10), max: schema.maximum * 10 })
      .map((tenths) => String(tenths / 10));
  const name = String(reference.$ref ?? '')
    .split('/')
    .at(-1);
  if (name === 'MeasureName') return fc.constantFrom(...MEASURES);
  if (name === 'QuantityBound')
    return fc
      .tuple(fc.constantFrom(...MEASURES), fc.integer({ min: -9, max: 999 }))
      .map((bound) => bound.join(':'));
  if (name === 'PartialDate') return fc.constantFrom(...DATES);
  if (name === 'PartialInstant') return fc.constantFrom(...DATES, '2031-03-05T12:30:00Z');
  if (name === 'BoxText') return fc.constantFrom(...BOXES);
  if (name === 'Id' || name === 'IdText') return idsFor(parameter, ids);
  return textsOf(schema);
}

/** Made once: it takes some milliseconds, and most operations have ids. */
const INVENTED_IDS = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);

/** Mostly ids that exist, of the type that the parameter names where its name tells. */
function idsFor(parameter: string, ids: KnownIds): Text {
  const known = ids[parameter.replace(/Id$/, 's')] ?? Object.values(ids).flat();
  if (known.length === 0) return INVENTED_IDS;
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: INVENTED_IDS },
  );
}

function textsOf({ pattern, minLength = 0, maxLength = 1000 }: Schema): Text {
  if (pattern !== undefined && pattern !== NO_CONTROLS)
    return fc.stringMatching(new RegExp(pattern, 'u')).filter((text) => text.length <= maxLength);
  const random = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) });
  return random.filter((text) => !hasControls(text) && countTerms(text) <= MAX_TEXT_TERMS);
}

/** Texts of values that a schema refuses. */
function refused(reference: Schema): Text {
  const schema = wholeOf(reference);
  const texts = ['', '\u0000', 'a\nb'];
  if (schema.enum !== undefined) texts.push('no-such-value', `${schema.enum[0]} `);
  if (schema.type === 'boolean') texts.push('yes', '1', 'TRUE', 'null');
  if (schema.type === 'integer') texts.push('1.5');
  if (schema.type === 'integer' || schema.type === 'number')
    texts.push('x', '1e3', '0x10', 'NaN', `${schema.minimum - 1}`, `${schema.maximum + 1}`);
  if (schema.type === 'string' && schema.enum === undefined && schema.maxLength !== undefined)
    texts.push('a'.repeat(schema.maxLength + 1));
  if (schema.pattern !== undefined)
    texts.push(...['?', ' ', ',', 'a,,b'].filter((text) => !new RegExp(schema.pattern, 'u').test(text)));
  return fc.constantFrom(...texts);
}

function pathOf({ path, parameters }: Operation, ids: KnownIds): Text {
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const shape = inPath.map(({ name, schema }) => [name, allowed(schema, name, ids)] as const);
  return fc
    .record<Record<string, string>>(Object.fromEntries(shape))
    .map((values) =>
      path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name] ?? ''))),
    );
}

/** Query parameters but the cursor, which is only ever one that was answered. */
function queryParameters({ parameters }: Operation): Parameter[] {
  return parameters.filter((parameter) => parameter.in === 'query' && parameter.name !== 'cursor');
}

function textsFor(
  { name, schema }: Parameter,
  ids: KnownIds,
  known: KnownTexts,
): fc.Arbitrary<readonly string[]> {
  const whole = wholeOf(schema);
  const isList = whole.type === 'array';
  const any = allowed(isList ? whole.items : schema, name, ids);
  const text =
    known[name] === undefined
      ? any
      : fc.oneof({ weight: 9, arbitrary: known[name] }, { weight: 1, arbitrary: any });
  if (!isList) return text.map((one) => [one]);
  return fc.array(text, { minLength: whole.minItems ?? 0, maxLength: 4 });
}

/** A parameter with texts for it. */
type Entry = fc.Arbitrary<readonly [name: string, texts: readonly string[]]>;

/** How many parameters are given at most: of many filters together few records fulfil all. */
const MOST = [1, 2, 6];

/** Some query parameters, beside those that must be given. */
function queryOf(operation: Operation, ids: KnownIds, known: KnownTexts = {}): fc.Arbitrary<Chosen> {
  const entry = (parameter: Parameter): Entry =>
    textsFor(parameter, ids, known).map((texts) => [String(parameter.name), texts] as const);
  const open = queryParameters(operation);
  const modifies = modifiersOf(operation.path);
  const required = open.filter((parameter) => parameter.required === true);
  const others = open.filter((parameter) => parameter.required !== true).map(entry);
  const some =
    others.length === 0
      ? fc.constant([])
      : fc.oneof(
          ...MOST.map((maxLength) =>
            fc.uniqueArray(fc.oneof(...others), { maxLength, selector: ([name]) => name }),
          ),
        );
  return fc
    .tuple(fc.tuple(...required.map(entry)), some)
    .map(([always, chosen]) => withRadius([...always, ...chosen]))
    .filter((chosen) => agree(chosen, modifies) && fitsMeasure(operation, chosen));
}

function urlOf(path: string, chosen: Chosen): string {
  const search = new URLSearchParams(
    chosen.flatMap(([name, texts]) => texts.map((text) => [name, text] as [string, string])),
  );
  return `${path}?${search}`;
}

/** Addresses in which every parameter is as the document says. */
export function validUrls(operation: Operation, ids: KnownIds, known: KnownTexts = {}): Text {
  return fc
    .tuple(pathOf(operation, ids), queryOf(operation, ids, known))
    .map(([path, chosen]) => urlOf(path, chosen));
}

export interface Wrong {
  readonly url: string;
  /** The parameter that is not as the document says. */
  readonly parameter: string;
}

/** Addresses in which one query parameter is not as the document says; the others are. */
export function wrongUrls(operation: Operation, ids: KnownIds): fc.Arbitrary<Wrong> {
  const open = queryParameters(operation);
  const faults: fc.Arbitrary<readonly [string, readonly string[]]>[] = open.map(({ name, schema }) => {
    const { type, items, maxItems } = wholeOf(schema);
    if (type !== 'array') {
      const twice = allowed(schema, name, ids).map((text) => [text, text]);
      return fc
        .oneof(
          refused(schema).map((text) => [text]),
          twice,
        )
        .map((texts) => [name, texts] as const);
    }
    const tooMany = allowed(items, name, ids).map((text) => Array<string>(maxItems + 1).fill(text));
    const one = refused(items).map((text) => [text]);
    return fc
      .oneof({ weight: 9, arbitrary: one }, { weight: 1, arbitrary: tooMany })
      .map((texts) => [name, texts] as const);
  });
  const unknown = fc.constantFrom('nosuch', 'Limit', 'constructor', '__proto__');
  const fault = fc.oneof(
    { weight: 1, arbitrary: unknown.map((name) => [name, ['1']] as const) },
    ...faults.map((arbitrary) => ({ weight: 1, arbitrary })),
  );
  return fc
    .tuple(pathOf(operation, ids), queryOf(operation, ids), fault)
    .map(([path, chosen, [parameter, texts]]) => {
      const others = chosen.filter(([name]) => name !== parameter);
      return { url: urlOf(path, [...others, [parameter, texts]]), parameter };
    });
}
