// The docs page: what a reader can find, try and see. The script of the page runs here as in a browser, but for Swagger
// UI itself, of which a double stands in.
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGE_SCRIPT, PAGE_STYLE } from '../../src/http/contract/page-script.ts';
import { makeApp, type TestApp } from '../support/app.ts';
import { DOCUMENT, OPERATIONS } from '../support/contract.ts';

let served: TestApp;
let page: string;
beforeAll(async () => {
  served = await makeApp();
  page = (await served.app.inject('/docs')).body;
});
afterAll(() => served.close());

const body = async (url: string) => (await served.app.inject(url)).body;

/** As much of a map or list of Immutable.js as the script uses. */
interface Immutable {
  get(name: string): never;
  readonly size: number;
}
function immutable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const rebuilt = (kept: [string, unknown][]) =>
    immutable(Array.isArray(value) ? kept.map(([, each]) => each) : Object.fromEntries(kept));
  return {
    plain: value,
    size: entries.length,
    get: (name: string) => immutable((value as Record<string, unknown>)[name]),
    has: (name: string) => name in value,
    first: () => immutable(entries[0]?.[1]),
    ...(Array.isArray(value) && { join: (by: string) => value.join(by) }),
    map: (change: (each: unknown, key: string) => unknown) =>
      rebuilt(entries.map(([key, each]) => [key, plain(change(immutable(each), key))])),
    filter: (keep: (each: unknown, key: string) => boolean) =>
      rebuilt(entries.filter(([key, each]) => keep(immutable(each), key))),
    update: (name: string, change: (each: unknown) => unknown) =>
      immutable({ ...value, [name]: plain(change(immutable((value as Record<string, unknown>)[name]))) }),
    setIn: ([outer, inner]: [string, string], set: unknown) =>
      immutable({
        ...value,
        [outer]: { ...(value as Record<string, object>)[outer], [inner]: plain(set) },
      }),
  };
}
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'plain' in value ? value.plain : value;

interface Element {
  readonly type: unknown;
  readonly props: Record<string, unknown>;
  readonly children: readonly unknown[];
}
const React = {
  Fragment: 'fragment',
  createElement: (type: unknown, props: object | null, ...children: unknown[]): Element => ({
    type,
    props: { ...props },
    children,
  }),
};

/** The plugin that the script adds, as Swagger UI would get it. */
function pagePlugin() {
  const configs: { plugins: ((system: object) => never)[] }[] = [];
  const start = Object.assign((config: never) => configs.push(config), { presets: 'kept' });
  const window: Record<string, typeof start> = { SwaggerUIBundle: start };
  runInNewContext(PAGE_SCRIPT, { window });
  expect(window.SwaggerUIBundle?.presets).toBe('kept');
  window.SwaggerUIBundle?.({ plugins: ['its own'] } as never);
  const [config] = configs;
  expect(config?.plugins[0]).toBe('its own');
  return config?.plugins[1]?.({ React }) as unknown as {
    fn: { opsFilter(tagged: unknown, phrase: string): Immutable };
    components: { FilterContainer(props: object): Element };
    wrapComponents: { JsonSchemaForm(field: string): (props: object) => Element };
  };
}

describe('the filter', () => {
  const tagged = immutable(
    Object.fromEntries(
      DOCUMENT.tags.map(({ name }: { name: string }) => [
        name,
        {
          operations: Object.entries(DOCUMENT.paths)
            .map(([path, item]) => ({ path, operation: (item as { get: { tags: string[] } }).get }))
            .filter(({ operation }) => operation.tags.includes(name)),
        },
      ]),
    ),
  );
  const found = (phrase: string) =>
    Object.values(
      plain(pagePlugin().fn.opsFilter(tagged, phrase)) as Record<string, { operations: { path: string }[] }>,
    ).flatMap(({ operations }) => operations.map(({ path }) => path));

  test.each([
    ['/timeline', /timeline/],
    ['Export quotes', /\/exports\/quotes/],
    ['articleid', /\{articleId\}/],
    ['getLiveness', /livez/],
    ['citation', /citations/],
  ])('finds by path, summary, name or tag: %s', (phrase, expected) => {
    const paths = found(phrase);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) expect(path).toMatch(expected);
  });

  test('shows all for nothing, and nothing for what is not there', () => {
    expect(found('')).toHaveLength(OPERATIONS.length);
    expect(found('no such thing')).toEqual([]);
  });

  test('has a box, and an emptied box filters nothing', () => {
    const updates: unknown[] = [];
    const box = pagePlugin().components.FilterContainer({
      layoutSelectors: { currentFilter: () => true },
      layoutActions: { updateFilter: (filter: unknown) => updates.push(filter) },
    });
    const input = box.children[0] as Element;
    expect(input.props).toMatchObject({ type: 'search', defaultValue: '' });
    const onChange = input.props.onChange as (event: object) => void;
    for (const value of [' quotes ', '  ']) onChange({ target: { value } });
    expect(updates).toEqual(['quotes', true]);
  });
});

describe('the example of a field', () => {
  const field = (schema: object) =>
    pagePlugin().wrapComponents.JsonSchemaForm('Field')({ schema: immutable(schema) });

  test('stands beside the field and in it, and is what a list begins with', () => {
    const one = field({ type: 'string', examples: ['missiles'] });
    expect((one.children[0] as Element).props.description).toBe('such as missiles');
    expect(JSON.stringify(one.children[1])).toContain('missiles');
    const many = field({ type: 'array', items: { type: 'string' }, examples: [['JPN', 'KOR']] });
    expect(plain((many.children[0] as Element).props.schema)).toMatchObject({
      items: { examples: ['JPN', 'KOR'] },
    });
    expect(JSON.stringify(many.children[1])).toContain('JPN,KOR');
  });

  test('is left out where there is none', () => {
    expect(field({ type: 'string' }).type).toBe('Field');
  });
});

describe('the page', () => {
  test('has its script after the one that starts Swagger UI on load, and its style after the others', async () => {
    const scripts = [...page.matchAll(/<script src="([^"]+)"/g)].map(([, src]) => src);
    expect(scripts.at(-1)).toBe('/docs/static/theme/page.js');
    expect(await body('/docs/static/theme/page.js')).toBe(PAGE_SCRIPT);
    expect(page.lastIndexOf('rel="stylesheet"')).toBeLessThan(page.indexOf('theme/page.css'));
    expect(await body('/docs/static/theme/page.css')).toBe(PAGE_STYLE);
  });

  test('opens the fields at once, with a filter', async () => {
    const initializer = await body('/docs/static/swagger-initializer.js');
    expect(initializer).toContain('"filter":true');
    expect(initializer).toContain('"tryItOutEnabled":true');
    expect(initializer).toContain('window.onload');
  });

  test('names nothing of Swagger UI that is not in it', async () => {
    const bundle = await body('/docs/static/swagger-ui-bundle.js');
    for (const name of [
      'opsFilter',
      'FilterContainer',
      'JsonSchemaForm',
      'parameter__enum',
      'operation-filter-input',
    ])
      expect(bundle, name).toContain(name);
  });

  test('prints the values of a field once', () => {
    expect(PAGE_STYLE).toMatch(/\.parameter__enum \{ display: none; \}/);
  });
});

describe('the order', () => {
  const paths = Object.keys(DOCUMENT.paths);

  test('of the tags is that of reading', () => {
    expect(DOCUMENT.tags.map(({ name }: { name: string }) => name)).toEqual([
      'dataset',
      'articles',
      'actors',
      'events',
      'quotes',
      'statements',
      'disagreements',
      'search',
      'exports',
      'citations',
      'linked',
      'codebook',
      'service',
      'operations',
    ]);
  });

  test('of a resource is its list, counts, a record, what belongs to the record; of exports that of resources', () => {
    expect(paths.filter((path) => path.startsWith('/v1/events'))).toEqual([
      '/v1/events',
      '/v1/events/dyads',
      '/v1/events/facets',
      '/v1/events/timeline',
      '/v1/events/{eventId}',
      '/v1/events/{eventId}/quotes',
      '/v1/events/{eventId}/reports',
    ]);
    expect(paths.filter((path) => /^\/v1\/exports\/\w+$/.test(path))).toEqual(
      ['articles', 'actors', 'events', 'quotes', 'statements', 'disagreements'].map(
        (name) => `/v1/exports/${name}`,
      ),
    );
  });

  test('of the index is that of the document', async () => {
    const { paths: listed } = JSON.parse(await body('/v1')) as { paths: { path: string }[] };
    expect(listed.map(({ path }) => path)).toEqual(paths.filter((path) => path.startsWith('/v1')));
  });
});

test('the example of a quote is a plain one: spoken words, by a speaker with a name, on a known day', () => {
  for (const operation of ['/v1/quotes', '/v1/quotes/{quoteId}']) {
    const { value } =
      DOCUMENT.paths[operation].get.responses[200].content['application/json'].examples.example;
    expect(value.data?.[0] ?? value).toMatchObject({
      kind: 'direct',
      attribution: 'name',
      text: expect.any(String),
      said: { precision: 'day' },
      speakerIds: ['zakharova'],
    });
  }
});
