// Invented records as the loader renders them, made from the few facts that a test of a store cares about.
import { vectorOf } from '../../src/model/sphere.ts';
import type { ResourceName } from '../../src/query/condition.ts';
import { indexWords } from '../../src/query/text/tokens.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { OPEN_END, OPEN_START } from '../../src/resources/resource.ts';
import type { RenderedRecord } from '../../src/store/port/target.ts';

export interface RecordFacts {
  readonly id: string;
  /** First and last possible day, null = open; null for an unknown date. */
  readonly days?: readonly [earliest: string | null, latest: string | null] | null;
  /** `field:value`. */
  readonly terms?: readonly string[];
  readonly columns?: Readonly<Record<string, string | number | null>>;
  /** What was counted or measured, low, value and high by name. */
  readonly figures?: Readonly<Record<string, readonly [low: number, value: number, high: number]>>;
  readonly names?: readonly string[];
  /** What its document has besides its id. */
  readonly document?: object;
  /** By text field. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** Renders facts as records of a resource, in key order: by day, unknown first, then id. */
export function rendered(resource: ResourceName, facts: readonly RecordFacts[]): RenderedRecord[] {
  return facts
    .toSorted((a, b) => compareBytes(sortKey(a), sortKey(b)) || compareBytes(a.id, b.id))
    .map((fact) => renderedRecord(resource, fact));
}

function renderedRecord(
  resource: ResourceName,
  { id, days = null, terms = [], columns, figures = {}, names = [], texts = {}, document = {} }: RecordFacts,
) {
  const dates = {
    date: null,
    earliest: days?.[0] ?? OPEN_START,
    latest: days?.[1] ?? OPEN_END,
    dated: days === null ? 0 : 1,
  };
  const all: Record<string, string | number | null> = { ...dates, ...columns };
  const own = Object.entries(RESOURCES[resource].columns).map(([name, { nullable, type }]) => [
    name,
    all[name] ?? (nullable ? null : type === 'text' ? '' : 0),
  ]);
  return {
    id,
    document: JSON.stringify({ id, resource, ...document }),
    columns: Object.fromEntries(own),
    terms: [
      ...terms.map((term) => {
        const end = term.indexOf(':'); // values may have others
        return { field: term.slice(0, end), value: term.slice(end + 1) };
      }),
      ...Object.keys(figures).map((name) => ({ field: 'quantity', value: name })),
    ],
    figures: Object.entries(figures).map(([name, [low, value, high]]) => ({ name, low, value, high })),
    names,
    words: Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, indexWords([text])])),
  };
}

/** As `dateSortKey`, and empty where the date is unknown. */
function sortKey({ days }: RecordFacts): string {
  return days === null || days === undefined ? '' : (days[0] ?? `..${days[1]}`);
}

/** The columns of a record whose place has these degrees. */
export function columnsAt(latitude: number, longitude: number): Record<string, number> {
  return { latitude, longitude, ...vectorOf(latitude, longitude) };
}

export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
