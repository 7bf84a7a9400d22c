// What is not understood is refused, with what would be right; nothing hostile does more than that.
import { describe, expect, test } from 'vitest';
import { HARBOUR_LISTS, serveHarbour } from '../support/harbour.ts';

const harbour = serveHarbour();
const lists = HARBOUR_LISTS.map(({ scope, path }) => ({
  path,
  parameters: Object.entries(scope.question.parameters),
  filters: scope.question.filterParameters,
  modifies: (name: string) => scope.resource.filters[name]?.modifies ?? [],
  needs: (name: string) => scope.resource.filters[name]?.needs ?? {},
}));

async function refusal(url: string) {
  const response = await harbour.client.get(url);
  expect(response.statusCode, url).toBe(400);
  expect(Buffer.byteLength(response.body)).toBeLessThan(4096);
  return response.json();
}

describe.each(lists)('$path', ({ path, parameters, filters, modifies, needs }) => {
  test('understands each of its parameters by its example', async () => {
    for (const [name, { example }] of parameters) {
      if (example === undefined) continue;
      // A modifier needs something to modify, unless the path gives it.
      const modified = modifies(name).find((other) => other in filters);
      const order = name === 'measure' ? 'sort=-quantity&' : '';
      const before = modified === undefined ? order : `${modified}=${filters[modified]?.example}&`;
      const needed = Object.entries(needs(name)).map(([other, value]) => `${other}=${value}&`);
      const response = await harbour.client.get(
        `${path}?${before}${needed.join('')}${name}=${encodeURIComponent(String(example))}`,
      );
      expect(response.statusCode, `${path} ${name}: ${response.body}`).toBe(200);
    }
  });

  test('suggests the parameter that was meant', async () => {
    for (const [name] of parameters.filter(([known]) => known.length > 3)) {
      const problem = await refusal(`${path}?${name}x=1`);
      expect(problem).toMatchObject({
        code: 'invalid-parameter',
        errors: [{ parameter: `${name}x`, suggestion: name }],
      });
    }
  });

  test('suggests the code that was meant, for each closed list', async () => {
    for (const [name, { schema }] of parameters) {
      const options = (schema as { options?: readonly string[] }).options ?? [];
      const [option] = options.filter((code) => code.length > 4);
      if (option === undefined) continue;
      const { errors } = await refusal(`${path}?${name}=${option.slice(0, -1)}`);
      expect(errors[0], name).toMatchObject({ parameter: name, suggestion: expect.any(String) });
    }
  });

  test.each([
    '0',
    '-1',
    '201',
    '1000000000',
    '1.5',
    'NaN',
    '0x10',
    '1e2',
    '',
    '%205',
    '%2B5',
    '9007199254740993',
    '1'.repeat(400),
  ])('refuses limit=%s and names it', async (value) => {
    expect((await refusal(`${path}?limit=${value}`)).errors).toMatchObject([{ parameter: 'limit' }]);
  });

  test.each([
    ['a parameter twice that may be given once', 'limit=1&limit=2'],
    ['brackets', 'id[]=a&id[b]=c'],
    ['prototypes', '__proto__=1&constructor=2&__proto__[polluted]=1'],
    ['a broken escape', 'id=%zz'],
    ['bytes that are no UTF-8', 'id=%ff%fe'],
    ['an overlong encoding', 'id=%c0%af'],
    ['a lone surrogate', 'id=%ed%a0%80'],
    ['NUL', 'id=a%00b'],
    ['control characters', 'id=a%0d%0ab'],
    ['SQL for a sort', 'sort=id;drop%20table%20events'],
    ['a subquery for a sort', 'sort=(select%201)'],
    ['an empty value', 'id='],
    ['fifty-one values', `id=${Array.from({ length: 51 }, (_, index) => `a${index}`).join(',')}`],
    ['a thousand unknown parameters', Array.from({ length: 1000 }, (_, index) => `p${index}=1`).join('&')],
  ])('refuses %s', async (_what, query) => {
    const { errors } = await refusal(`${path}?${query}`);
    expect(errors.length).toBeLessThanOrEqual(5);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('dates', () => {
  test.each([
    '2024-02-30',
    '2023-02-29',
    '0000-13',
    '2024-1',
    '24',
    '+275760-09-13',
    '-0044',
    '2024-01-01T00:00',
    '2023W01',
    'yesterday',
  ])('%s is refused', async (value) => {
    expect((await refusal(`/v1/events?from=${encodeURIComponent(value)}`)).errors).toMatchObject([
      { parameter: 'from' },
    ]);
  });
});

describe('modifiers', () => {
  test.each([
    ['/v1/events?dateMatch=certain', 'dateMatch', 'from'],
    ['/v1/events?withinDays=3', 'withinDays', 'afterEvent'],
    ['/v1/events?actorMatch=exact', 'actorMatch', 'actor'],
    ['/v1/articles?undated=true', 'undated', 'publishedFrom'],
  ])('that modify nothing are refused: %s', async (url, parameter, suggestion) => {
    expect((await refusal(url)).errors).toMatchObject([{ parameter, suggestion }]);
  });

  test('that say what holds anyway may stand alone, since clients fill in defaults', async () => {
    expect(
      (
        await harbour.client.get(
          '/v1/events?dateMatch=possible&undated=false&actorMatch=family&total=false&limit=50&sort=-date',
        )
      ).statusCode,
    ).toBe(200);
  });
});

describe('values', () => {
  const ids = async (query: string) =>
    (await harbour.client.get(`/v1/events?${query}`)).json().data.map(({ id }: { id: string }) => id);

  test('are the same repeated, with commas, and with escaped commas', async () => {
    const expected = await ids('type=THREATEN&type=REJECT');
    expect(expected).toHaveLength(2);
    expect(await ids('type=THREATEN,REJECT')).toEqual(expected);
    expect(await ids('type=REJECT%2CTHREATEN')).toEqual(expected);
  });

  test('in any order make one representation', async () => {
    const tags = await Promise.all(
      [
        'type=THREATEN&type=REJECT&limit=5',
        'limit=5&type=REJECT,THREATEN',
        'type=REJECT&limit=5&type=THREATEN&type=REJECT&sort=-date',
      ].map(async (query) => (await harbour.client.get(`/v1/events?${query}`)).headers.etag),
    );
    expect(new Set(tags).size).toBe(1);
  });
});

describe('ids in paths', () => {
  test.each([
    ['/v1/actors/Tomas%20Ardrey', 404, 'tomas-ardrey'],
    ['/v1/actors/..%2f..%2fetc%2fpasswd', 404, undefined],
    ['/v1/actors/%2e%2e', 404, undefined],
    ['/v1/actors/a%00b', 400, undefined],
    ['/v1/actors/%zz', 400, undefined],
    ['/v1/actors/%ff', 400, undefined],
    [`/v1/actors/${'a'.repeat(100)}`, 404, undefined],
    [`/v1/actors/${'a'.repeat(101)}`, 414, undefined],
    ["/v1/actors/'%20or%201=1--", 404, undefined],
    ['/v1/codebook/__proto__', 404, 'plover'],
  ])('%s is answered %i', async (url, status, suggestion) => {
    const response = await harbour.served.app.inject({ url });
    expect(response.statusCode, response.body).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    if (suggestion !== undefined) expect(response.json().errors[0].suggestion).toBe(suggestion);
  });

  test.each([
    ['/v1/event', '/v1/events'],
    ['/v1/events/', '/v1/events'],
    ['/V1/events', '/v1/events'],
    ['/nothing/like/it/anywhere', '/v1'],
  ])('%s is nothing, and %s is near', async (url, suggestion) => {
    const response = await harbour.client.get(url);
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ code: 'no-such-path', errors: [{ suggestion }] });
  });
});
