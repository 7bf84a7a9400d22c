// Whatever the codebooks and the codes: `codeAll` is the intersection of `code`s, `codeNot` the complement, and a facet
// by scheme adds up. What is right is worked out here from the records as their authors wrote them.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { temporaryDirectory, writeFiles } from '../support/folders.ts';

interface Code {
  readonly scheme: string;
  readonly code: string;
}

const LEVELS = ['root', 'base', 'event'] as const;
const STATUSES = ['occurred', 'planned', 'alleged'] as const;

/** Parents by code: each code but the first few is a kind of one before it, so that lines have up to six codes. */
const tree = fc
  .array(fc.nat(), { minLength: 8, maxLength: 14 })
  .map((choices) =>
    choices.map((choice, n) => ({ code: `c${n}`, parent: n < 3 ? null : `c${Math.max(n - 3, choice % n)}` })),
  );
const codeIn = (scheme: string, codes: readonly string[]) =>
  fc.constantFrom(...codes).map((code) => ({ scheme, code }));

const set = fc.record({ deep: tree, flat: fc.constant(['x', 'y', 'z']) }).chain(({ deep, flat }) =>
  fc.record({
    deep: fc.constant(deep),
    flat: fc.constant(flat),
    events: fc.array(
      fc.record({
        codes: fc.uniqueArray(
          fc.oneof(
            codeIn('deep', [...deep.map(({ code }) => code), 'unlisted']),
            codeIn('flat', flat),
            codeIn('cameo', ['13', '131', '1312', '190', '19']),
            codeIn('loose', ['a', 'b']),
          ),
          { maxLength: 4, selector: ({ scheme, code }) => `${scheme}:${code}` },
        ),
        status: fc.constantFrom(...STATUSES),
      }),
      { minLength: 40, maxLength: 40 },
    ),
  }),
);

const [invented] = fc.sample(set, { seed: 31, numRuns: 1 });
const { deep, flat, events } = invented as NonNullable<typeof invented>;

/** The code and all that it is a kind of. */
function line({ scheme, code }: Code): string[] {
  if (scheme === 'cameo') return Array.from({ length: code.length - 1 }, (_, n) => code.slice(0, n + 2));
  const parent = scheme === 'deep' ? deep.find((each) => each.code === code)?.parent : null;
  return parent ? [...line({ scheme, code: parent }), code] : [code];
}

const valuesOf = ({ codes }: { codes: readonly Code[] }) =>
  codes.flatMap((each) => line(each).map((code) => `${each.scheme}:${code}`));

/** At which level a value is counted: its own, or of one that has nothing below it, each from its own on. */
function isOn(value: string, level: number): boolean {
  const [scheme = '', code = ''] = value.split(':');
  const depth = line({ scheme, code }).length;
  if (scheme === 'cameo') return depth === level;
  const hasKinds = scheme === 'deep' && deep.some(({ parent }) => parent === code);
  return depth === level || (depth < level && !hasKinds);
}

const idOf = (at: number) => `event-${String(at).padStart(2, '0')}`;
const ALL = [...new Set(events.flatMap(valuesOf))].filter((value) => value !== '');
const someCodes = fc.uniqueArray(fc.constantFrom(...ALL), { minLength: 1, maxLength: 3 });

const folder = temporaryDirectory();
let served: TestApp;
beforeAll(async () => {
  const header = { title: 'Invented', version: '1' };
  const labelled = (code: string, parent: string | null = null) => ({
    code,
    label: `Label of ${code}`,
    parent,
  });
  writeFiles(folder.path, {
    'dataset.json': JSON.stringify({
      ...header,
      ...{
        id: 'codes',
        description: 'By a test.',
        profile: 'open',
        schemes: [{ name: 'loose' }],
        license: { name: 'CC0' },
      },
    }),
    'codebooks/deep.json': JSON.stringify({
      ...{ ...header, scheme: 'deep' },
      codes: deep.map(({ code, parent }) => labelled(code, parent)),
    }),
    'codebooks/flat.json': JSON.stringify({
      ...{ ...header, scheme: 'flat', closed: true },
      codes: flat.map((code) => labelled(code)),
    }),
    'events.json': JSON.stringify(events.map((event, at) => ({ id: idOf(at), date: {}, ...event }))),
  });
  served = await makeApp({ dir: folder.path, texts: null, cacheBytes: 0 });
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

async function get(url: string) {
  const response = await served.app.inject(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(200);
  return response.json();
}

async function ids(query: string): Promise<string[]> {
  const { data } = await get(`/v1/events?limit=200&${query}`);
  return data.map(({ id }: { id: string }) => id).sort();
}

const idsWhere = (matches: (values: readonly string[], at: number) => boolean) =>
  events.flatMap((event, at) => (matches(valuesOf(event), at) ? [idOf(at)] : [])).sort();
const query = (name: string, codes: readonly string[]) =>
  codes.map((code) => `${name}=${encodeURIComponent(code)}`).join('&');

test('code finds those with any of the codes or one below, codeAll those with every one, codeNot all others', async () => {
  await fc.assert(
    fc.asyncProperty(someCodes, async (codes) => {
      const any = await ids(query('code', codes));
      expect(any).toEqual(idsWhere((values) => codes.some((code) => values.includes(code))));
      const lists = await Promise.all(codes.map((code) => ids(query('code', [code]))));
      const all = await ids(query('codeAll', codes));
      expect(all).toEqual(any.filter((id) => lists.every((list) => list.includes(id))));
      expect(await ids(query('codeNot', codes))).toEqual(idsWhere((_, at) => !any.includes(idOf(at))));
    }),
    { numRuns: 60 },
  );
});

test('the facet of a scheme counts each code of its level, and with those that have none all events', async () => {
  const filters = fc.oneof(
    fc.constant(''),
    fc.constantFrom(...STATUSES).map((status) => `status=${status}`),
    someCodes.map((codes) => query('codeAll', codes.slice(0, 1))),
  );
  const asked = fc.tuple(fc.constantFrom('deep', 'flat', 'cameo'), fc.constantFrom(...LEVELS), filters);
  await fc.assert(
    fc.asyncProperty(asked, async ([scheme, level, filter]) => {
      const listed = await ids(filter);
      const of = events.filter((_, at) => listed.includes(idOf(at)));
      const counted = (event: (typeof events)[number]) => [
        ...new Set(
          valuesOf(event).filter(
            (value) => value.startsWith(`${scheme}:`) && isOn(value, LEVELS.indexOf(level) + 1),
          ),
        ),
      ];
      const { facets } = await get(
        `/v1/events/facets?facet=code.${scheme}&size=200&codeLevel=${level}&${filter}`,
      );
      const [{ values, missing, total }] = facets;
      const counts = new Map(values.map(({ value, count }: Record<string, unknown>) => [value, count]));
      const expected = Map.groupBy(of.flatMap(counted), (value) => value);
      expect(counts).toEqual(new Map([...expected].map(([value, { length }]) => [value, length])));
      expect(total).toBe(of.length);
      expect(missing).toBe(of.filter((event) => counted(event).length === 0).length);
      // On the highest level no code is left out: events with one code of the scheme, and those with none, are all.
      const once = of.filter((event) => event.codes.filter((each) => each.scheme === scheme).length === 1);
      if (level === 'root') expect(once.flatMap(counted).length).toBe(once.length);
    }),
    { numRuns: 80 },
  );
});
