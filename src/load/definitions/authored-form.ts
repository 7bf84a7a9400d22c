// A wire record in authored form: what lists and exports answer may be loaded again, and what is derived is left out.
// What is derived follows from the schemas, a field of the record as served that its authors cannot write; so does what
// need not be written, the value that a schema fills in.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Dataset } from '../../model/dataset.ts';
import { resourceOf } from '../../resources/index.ts';
import type { RawType } from '../read/raw-record.ts';
import { innerSchema } from '../read/value-paths.ts';
import type { AnyDefinition } from './definition.ts';
import { DEFINITIONS } from './definitions.ts';

/** The derived fields of an object, and those of what its other fields hold, alone or in a list. */
interface Derived {
  readonly names: ReadonlySet<string>;
  readonly within: ReadonlyMap<string, Derived>;
}

/** What the answer about a single record has beside the record, of any type and of a statement. */
const BESIDE_ANY = ['included', 'warnings'];
const BESIDE_STATEMENT = ['quotes', 'differences', 'notCompared'];

const DERIVED: ReadonlyMap<RawType, Derived> = new Map(
  (Object.keys(DEFINITIONS) as RawType[]).flatMap((type) => {
    if (type === 'retired' || type === 'codebook') return [];
    const derived = derivedFields(wireSchema(type), DEFINITIONS[type].authored);
    const names = new Set([
      ...(derived?.names ?? []),
      ...BESIDE_ANY,
      ...(type === 'statement' ? BESIDE_STATEMENT : []),
    ]);
    return [[type, { names, within: derived?.within ?? new Map() }]];
  }),
);

function wireSchema(type: Exclude<RawType, 'retired' | 'codebook'>): z.ZodType {
  return type === 'dataset' ? Dataset : resourceOf(type).record;
}

/** Null where nothing is derived. */
function derivedFields(wire: z.ZodType, authored: z.ZodType): Derived | null {
  const [served, written] = [elementOf(wire), elementOf(authored)];
  if (!(served instanceof z.ZodObject) || !(written instanceof z.ZodObject)) return null;
  const fields = Object.entries(served.shape as z.ZodRawShape);
  const names = fields.flatMap(([name]) => (Object.hasOwn(written.shape, name) ? [] : [name]));
  const within = fields.flatMap(([name, field]) => {
    const own = written.shape[name] as z.ZodType | undefined;
    const inner = own === undefined ? null : derivedFields(field as z.ZodType, own);
    return inner === null ? [] : [[name, inner] as const];
  });
  return names.length + within.length === 0 ? null : { names: new Set(names), within: new Map(within) };
}

function elementOf(schema: z.ZodType): z.ZodType {
  const found = innerSchema(schema);
  return found instanceof z.ZodArray ? elementOf(found.element as z.ZodType) : found;
}

/**
 * A record without what is derived, whatever else it is; the same value where there is nothing of the kind.
 * @param found takes the names of the fields that are left out
 */
export function withoutDerived(type: RawType, value: unknown, found: Set<string>): unknown {
  const derived = DERIVED.get(type);
  return derived === undefined ? value : bare(withoutDerivedItems(type, value, found), derived, found);
}

/** The record without the items of its lists that are derived beside those of its authors. */
function withoutDerivedItems(type: RawType, value: unknown, found: Set<string>): unknown {
  const { derivedItems = {} }: AnyDefinition = DEFINITIONS[type];
  if (typeof value !== 'object' || value === null) return value;
  const changed = Object.entries(derivedItems).flatMap(([name, isDerived]) => {
    const items = (value as Record<string, unknown>)[name];
    if (!Array.isArray(items)) return [];
    const kept = items.filter((item) => typeof item !== 'object' || item === null || !isDerived(item, value));
    return kept.length === items.length ? [] : [[name, kept] as const];
  });
  if (changed.length === 0) return value;
  for (const [name] of changed) found.add(name);
  return { ...value, ...Object.fromEntries(changed) };
}

function bare(value: unknown, derived: Derived, found: Set<string>): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => bare(item, derived, found));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  let isChanged = false;
  const entries = Object.entries(value).flatMap(([name, item]) => {
    if (derived.names.has(name)) {
      found.add(name);
      isChanged = true;
      return [];
    }
    const within = derived.within.get(name);
    const kept = within === undefined ? item : bare(item, within, found);
    isChanged ||= kept !== item;
    return [[name, kept] as const];
  });
  return isChanged ? Object.fromEntries(entries) : value;
}

/** The record that was loaded, with defaults filled in, from the one that is served. */
export function authoredRecord(type: Exclude<RawType, 'retired'>, wire: unknown): object {
  return DEFINITIONS[type].authored.parse(withoutDerived(type, wire, new Set()));
}

/** The record as its authors need write it: without what is filled in where it is left out. */
export function briefRecord(type: RawType, record: object): object {
  const { authored, lean }: AnyDefinition = DEFINITIONS[type];
  return withoutDefaults(authored, lean?.(record) ?? record) as object;
}

function withoutDefaults(schema: z.ZodType, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const inner = innerSchema(schema);
  if (Array.isArray(value) && inner instanceof z.ZodArray)
    return value.map((item) => withoutDefaults(inner.element as z.ZodType, item));
  if (!(inner instanceof z.ZodObject)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      const field = inner.shape[name] as z.ZodType;
      return isDefault(field, item) ? [] : [[name, withoutDefaults(field, item)] as const];
    }),
  );
}

/** What schemas fill in, as far as it has been asked for: parsing is many times slower. */
const DEFAULTS = new WeakMap<z.ZodType, unknown>();

function isDefault(field: z.ZodType, value: unknown): boolean {
  if (!(field instanceof z.ZodDefault)) return false;
  if (!DEFAULTS.has(field)) DEFAULTS.set(field, field.parse(undefined));
  return isDeepStrictEqual(value, DEFAULTS.get(field));
}
