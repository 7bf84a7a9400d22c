import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DOCS_PATHS } from '../src/http/contract/docs-pages.ts';
import { renderOpenapi } from '../src/http/contract/document.ts';
import { openapiDocument } from '../src/http/routes.ts';
import { makeApp, SEED, type TestApp } from './support/app.ts';
import { DOCUMENT, OPERATIONS, resolve, validatorAt } from './support/contract.ts';

const committed = readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8');

let served: TestApp;
beforeAll(async () => {
  served = await makeApp();
});
afterAll(() => served.close());

describe('the document', () => {
  test('is committed as it is generated: if this fails, run `npm run openapi`', () => {
    expect(renderOpenapi(openapiDocument())).toBe(committed);
  });

  test('is the same each time', () => {
    expect(renderOpenapi(openapiDocument())).toBe(renderOpenapi(openapiDocument()));
  });

  test('is served as it is committed', async () => {
    const yaml = await served.app.inject('/openapi.yaml');
    expect(yaml.headers['content-type']).toBe('application/yaml; charset=utf-8');
    expect(yaml.body).toBe(committed);
    const json = await served.app.inject('/openapi.json');
    expect(json.json()).toEqual(DOCUMENT);
    const again = await served.app.inject({
      url: '/openapi.yaml',
      headers: { 'if-none-match': String(yaml.headers.etag) },
    });
    expect(again.statusCode).toBe(304);
  });

  test('equals the routes, both ways', () => {
    const routes = routesOf(served.app.printRoutes({ commonPrefix: false }));
    const documented = OPERATIONS.map(({ path }) => path);
    const undocumented = routes.filter((path) => !documented.includes(path));
    expect(documented.filter((path) => !routes.includes(path))).toEqual([]);
    expect(undocumented.filter((path) => !DOCS_PATHS.includes(path) && !path.startsWith('/docs/'))).toEqual(
      [],
    );
  });

  test('names each operation once, in words that are its own', () => {
    const ids = OPERATIONS.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const summaries = OPERATIONS.map(({ path }) => DOCUMENT.paths[path].get.summary);
    expect(new Set(summaries).size).toBe(summaries.length);
  });

  test('names each operation by a verb and a noun', () => {
    for (const { operationId } of OPERATIONS)
      expect(operationId).toMatch(/^(get|list|search|count|export|cite)[A-Z][A-Za-z]+$/);
  });

  test('has a name for every object and every choice', () => {
    const nameless: string[] = [];
    const walk = (value: unknown, path: readonly string[]): void => {
      if (typeof value !== 'object' || value === null || /^(examples?|default)$/.test(path.at(-1) ?? ''))
        return;
      const schema = value as { properties?: unknown; enum?: unknown };
      const isNamed = path.length === 3 && path[1] === 'schemas';
      if (
        !isNamed &&
        path.at(-1) !== 'properties' &&
        (isObject(schema.properties) || Array.isArray(schema.enum))
      )
        nameless.push(path.join('.'));
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
    };
    walk(DOCUMENT.paths, ['paths']);
    walk(DOCUMENT.components, ['components']);
    expect(nameless).toEqual([]);
  });

  test('leaves every answer room to grow', () => {
    expect(committed).not.toContain('additionalProperties: false');
  });

  test('uses each of its tags', () => {
    const tags = DOCUMENT.tags.map(({ name }: { name: string }) => name);
    expect(new Set(OPERATIONS.flatMap(({ path }) => DOCUMENT.paths[path].get.tags))).toEqual(new Set(tags));
  });

  test.each(
    OPERATIONS.flatMap(({ parameters }) => parameters).filter(
      (parameter, index, all) => all.indexOf(parameter) === index,
    ),
  )('describes the parameter $in $name and gives an example that is valid', (parameter) => {
    expect(parameter.description).toMatch(/\.$/);
    // A cursor or a revision is only ever one that was answered.
    if (['cursor', 'since'].includes(parameter.name)) return;
    const examples = [
      parameter.example,
      ...(parameter.schema.examples ?? resolve(parameter.schema).examples ?? []),
    ].filter((example) => example !== undefined);
    expect(examples.length).toBeGreaterThan(0);
    const [name] = Object.entries(DOCUMENT.components.parameters).find(
      ([, value]) => value === parameter,
    ) ?? [''];
    const valid = validatorAt('components', 'parameters', name, 'schema');
    for (const example of examples) expect(valid(example) || valid.errors).toBe(true);
  });

  test.each(OPERATIONS)('shows a true answer for $operationId', ({ path, responses }) => {
    const [[type = '', media] = []] = Object.entries(responses[200].content ?? {}) as [
      string,
      { examples?: { example: { value: unknown } } },
    ][];
    const valid = validatorAt('paths', path, 'get', 'responses', '200', 'content', type, 'schema');
    expect(media?.examples?.example).toBeDefined();
    expect(valid(media?.examples?.example.value) || valid.errors).toBe(true);
  });

  test('shows true problems', () => {
    for (const [name, response] of Object.entries(DOCUMENT.components.responses) as [
      string,
      { content?: Record<string, { examples: object }> },
    ][]) {
      for (const [type, media] of Object.entries(response.content ?? {})) {
        const valid = validatorAt('components', 'responses', name, 'content', type, 'schema');
        for (const example of Object.values(media.examples))
          expect(valid(resolve(example).value) || valid.errors).toBe(true);
      }
    }
  });
});

describe('on the shipped dataset', () => {
  let shipped: TestApp;
  beforeAll(async () => {
    shipped = await makeApp({ dir: SEED, texts: null, serve: 'none' });
  });
  afterAll(() => shipped.close());

  /** Modifiers, with what they may modify. */
  const BESIDE: Readonly<Record<string, readonly string[]>> = {
    withinDays: ['afterEvent'],
    dateMatch: ['from', 'publishedFrom'],
    undated: ['from', 'publishedFrom'],
    actorMatch: ['actor', 'speaker', 'source'],
    in: ['q'],
    near: ['withinKm'],
    withinKm: ['near'],
  };

  /** This dataset has no coordinates, no divisions and no publishers, which is said of every example of these. */
  const isOfRequest = ({ parameter, suggestion }: { parameter: string; suggestion: string | null }) =>
    suggestion !== 'located=false' && !['admin', 'publisher'].includes(parameter);

  test.each(OPERATIONS)(
    'every example of $operationId works, and names only what there is',
    async ({ path, parameters }) => {
      const examples = Object.fromEntries(
        parameters.map(({ name, example, schema }) => [
          name,
          example ?? schema.examples?.[0] ?? resolve(schema).examples?.[0],
        ]),
      );
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => examples[name]);
      const queries = parameters
        .filter((parameter) => parameter.in === 'query' && examples[parameter.name] !== undefined)
        .map(({ name }) => {
          const beside = BESIDE[name]?.find((other) => other in examples);
          const sort = parameters.find((parameter) => parameter.name === 'sort');
          // A list takes a measure with its order by figures alone.
          if (name === 'measure' && resolve(sort?.schema ?? {}).enum?.includes('-quantity'))
            return `sort=-quantity&measure=${examples.measure}`;
          return `${beside === undefined ? '' : `${beside}=${examples[beside]}&`}${name}=${examples[name]}`;
        });
      const required = parameters
        .filter((parameter) => parameter.in === 'query' && parameter.required === true)
        .map(({ name }) => `${name}=${examples[name]}`)
        .join('&');
      const beside = queries
        .filter((query) => required === '' || !query.startsWith(`${required.split('=', 1)[0]}=`))
        .map((query) => (required === '' ? query : `${required}&${query}`));
      for (const query of [required, ...beside]) {
        const response = await shipped.app.inject(`${filled}?${query}`);
        // The text belongs to its publisher, and is not loaded here.
        expect(response.statusCode, `${filled}?${query} ${response.body}`).toBe(
          path.endsWith('/text') ? 404 : 200,
        );
        if (response.headers['content-type'] === 'application/json; charset=utf-8')
          expect((response.json().meta?.warnings ?? []).filter(isOfRequest)).toEqual([]);
      }
    },
  );
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** The paths of GET routes, as in the document, from Fastify's own listing. */
function routesOf(listing: string): string[] {
  const stack: string[] = [];
  const paths: string[] = [];
  for (const line of listing.split('\n').filter((text) => text.trim() !== '')) {
    const [, indent = '', part = '', methods = ''] = /^([\s│├└─]*)(\S*)\s*(?:\(([^)]*)\))?/.exec(line) ?? [];
    const depth = Math.round(indent.length / 4) - 1;
    stack.splice(Math.max(depth, 0), Number.POSITIVE_INFINITY, part);
    if (methods.includes('GET')) paths.push(stack.join('').replace(/:(\w+)/g, '{$1}'));
  }
  return paths;
}
