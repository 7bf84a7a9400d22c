// The links of the document lead where they say.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf, DOCUMENT, OPERATIONS, type Operation, resolve } from '../support/contract.ts';

interface Link {
  readonly operationId: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Ids of tests/fixtures/harbour: of records that others belong to. */
const IDS: Readonly<Record<string, string>> = {
  articleId: 'halvia-warns',
  actorId: 'oriane-velt',
  eventId: 'halvia-warns-of-closure',
};

let served: TestApp;
let client: Client;
beforeAll(async () => {
  served = await makeApp();
  client = clientOf(served.app);
});
afterAll(() => served.close());

function linksOf({ path }: Operation): [string, Link][] {
  return Object.entries(DOCUMENT.paths[path].get.responses[200].links ?? {});
}

function fill(path: string, values: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** What a runtime expression stands for; a text that is none stands for itself. */
function meaningOf(expression: string, body: unknown): unknown {
  const [, pointer] = /^\$response\.body#\/(.*)$/.exec(expression) ?? [];
  if (pointer !== undefined)
    return pointer.split('/').reduce((inner, key) => (inner as Record<string, unknown> | null)?.[key], body);
  const [, name] = /^\$request\.path\.(\w+)$/.exec(expression) ?? [];
  return name === undefined ? expression : IDS[name];
}

const linked = OPERATIONS.flatMap((operation) =>
  linksOf(operation).map(([name, link]) => ({
    from: operation,
    operationId: operation.operationId,
    name,
    link,
  })),
);

describe('a link of the document', () => {
  test.each(linked)('leads from $operationId by $name', async ({ from, link }) => {
    const target = OPERATIONS.find(({ operationId }) => operationId === link.operationId);
    expect(target?.parameters.map(({ name }) => name)).toEqual(
      expect.arrayContaining(Object.keys(link.parameters)),
    );
    const paged = from.parameters.some(({ name }) => name === 'limit');
    const parent = fill(from.path, { ...IDS, ...(await ownId(from)) });
    const response = await client.get(`${parent}${paged ? '?limit=1' : ''}`);
    const entries = Object.entries(link.parameters).map(([name, expression]) => [
      name,
      meaningOf(expression, response.json()),
    ]);
    const values = Object.fromEntries(entries);
    // A list that one page holds whole has no next one.
    if ('cursor' in values && values.cursor === null) return;
    const query = 'cursor' in values ? `?limit=1&cursor=${values.cursor}` : '';
    const answer = await client.get(`${fill(target?.path ?? '', values)}${query}`);
    expect(answer.statusCode, answer.body).toBe(200);
  });
});

/** The id of the first record there is, for an operation that answers one record. */
async function ownId({ path }: Operation): Promise<Record<string, string>> {
  const [, list, name] = /^(\/v1\/\w+)\/\{(\w+Id)\}$/.exec(path) ?? [];
  if (list === undefined || name === undefined || name in IDS) return {};
  return { [name]: (await client.get(`${list}?limit=1`)).json().data[0].id };
}

test('every list leads to its next page, and every list of records to its first record', () => {
  const named = OPERATIONS.map(({ operationId }) => operationId);
  for (const operation of OPERATIONS) {
    const [media] = Object.values(operation.responses[200].content ?? {}) as { schema: unknown }[];
    const { page, data } = resolve(media?.schema).properties ?? {};
    if (page === undefined) continue;
    const names = linksOf(operation).map(([name]) => name);
    expect(names, operation.operationId).toContain('NextPage');
    const item = String(data.items.$ref).replace(/^.*\//, 'Get');
    if (named.includes(item.replace('Get', 'get'))) expect(names, operation.operationId).toContain(item);
  }
});
