import { describe, expect, test } from 'vitest';
import { HARBOUR_LISTS, PARENTS, serveHarbour } from '../support/harbour.ts';

const harbour = serveHarbour({ cacheBytes: 0 });

async function list(url: string) {
  const response = await harbour.client.get(url);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

const idsOf = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id);

describe('a list', () => {
  test('names the revision and says how the request was understood', async () => {
    const { meta } = await list('/v1/events?type=THREATEN&source=halvia');
    expect(meta).toEqual({
      revision: harbour.served.revisions.current().revision,
      query: 'Events whose type is THREATEN, whose source is halvia or whoever acts for them, newest first.',
      undated: 0,
      warnings: [],
      without: [],
    });
  });

  test('counts its matches where it is asked to, exactly', async () => {
    expect((await list('/v1/quotes?limit=1')).page).toMatchObject({ limit: 1, total: null });
    const all = await list('/v1/quotes?limit=200&total=true');
    expect(all.page).toEqual({ limit: 200, nextCursor: null, total: all.data.length });
    expect((await list('/v1/quotes?limit=1&total=true')).page.total).toBe(all.data.length);
  });

  test('is ordered by date with the newest first and unknown dates last, both ways', async () => {
    const [down, up] = [idsOf(await list('/v1/events')), idsOf(await list('/v1/events?sort=date'))];
    const unknown = ['dredger-enters', 'strait-closed'];
    expect(down.slice(-2).toSorted()).toEqual(unknown);
    expect(up.slice(-2)).toEqual(unknown);
    expect(up.slice(0, -2)).toEqual(down.slice(0, -2).toReversed());
  });

  test('within an article gives quotes in the order of its text', async () => {
    const { data, meta } = await list('/v1/articles/halvia-warns/quotes');
    const starts = data.map(({ span }: { span: { start: number } }) => span.start);
    expect(starts).toEqual(starts.toSorted((a: number, b: number) => a - b));
    expect(meta.query).toBe('Quotes from the article halvia-warns, in the order of the text.');
  });

  test.each(HARBOUR_LISTS.filter(({ scope }) => scope.fixed !== null))(
    '$path is the list of all with one filter fixed',
    async ({ path, scope: { fixed, resource, path: pattern } }) => {
      const [, parameter = ''] = /\{(\w+)\}/.exec(pattern) ?? [];
      const nested = await list(`${path}?total=true&limit=200`);
      const filtered = await list(
        `/v1/${resource.name}?${fixed?.filter}=${PARENTS[parameter]}&limit=200&total=true`,
      );
      expect(idsOf(nested).toSorted()).toEqual(idsOf(filtered).toSorted());
      expect(nested.page.total).toBe(filtered.page.total);
      expect(nested.data.length).toBeGreaterThan(0);
      const refused = await harbour.client.get(`${path}?${fixed?.filter}=x`);
      expect(refused.statusCode).toBe(400);
    },
  );

  test('takes a modifier of the filter that the path fixes', async () => {
    const family = await list('/v1/actors/halvia/quotes');
    const exact = await list('/v1/actors/halvia/quotes?actorMatch=exact');
    expect(idsOf(family)).toEqual(
      expect.arrayContaining(['velt-doorstep', 'velt-closure', 'halvia-not-there']),
    );
    expect(idsOf(exact)).toEqual(['halvia-not-there']);
    expect(idsOf(await list('/v1/events/halvia-warns-of-closure/quotes?eventRole=about'))).toEqual([
      'ardrey-teacup',
    ]);
  });

  test('takes the parent from the successor of a retired one', async () => {
    const response = await harbour.client.get('/v1/actors/o-velt/quotes?limit=2&sort=said');
    expect(response.statusCode).toBe(308);
    expect(response.headers.location).toBe('/v1/actors/oriane-velt/quotes?limit=2&sort=said');
  });
});

describe('related records', () => {
  test('are added once each, by id, and null where they were not asked for', async () => {
    const { data, included } = await list('/v1/events?include=actors,quotes&limit=200');
    expect(included.articles).toEqual([]);
    const actors = idsOf({ data: included.actors });
    expect(actors).toEqual([...new Set(actors)].toSorted());
    const wanted = data.flatMap(
      ({ participants }: { participants: { actorId: string; onBehalfOfId: string | null }[] }) =>
        participants.flatMap(({ actorId, onBehalfOfId }) => [actorId, onBehalfOfId]),
    );
    expect(new Set(actors)).toEqual(new Set(wanted.filter((id: string | null) => id !== null)));
  });

  test('may be found by a filter of theirs', async () => {
    const { included } = await list('/v1/events?id=halvia-warns-of-closure&include=quotes');
    const { data } = await list('/v1/quotes?event=halvia-warns-of-closure');
    expect(idsOf({ data: included.quotes })).toEqual(idsOf({ data }).toSorted());
  });

  test('are empty, not null, where the page is', async () => {
    expect((await list('/v1/events?id=no-such&include=actors')).included).toEqual({
      actors: [],
      articles: [],
      quotes: [],
      disagreements: [],
    });
  });

  test('cannot be asked for where there are none', async () => {
    expect((await harbour.client.get('/v1/articles?include=events')).statusCode).toBe(400);
    expect((await list('/v1/articles?limit=1')).included).toEqual({});
  });
});

describe('records without a date', () => {
  test('match no date filter, and are counted', async () => {
    const { data, meta } = await list('/v1/events?from=2031&to=2031');
    expect(idsOf({ data })).not.toContain('strait-closed');
    expect(meta.undated).toBe(2);
  });

  test('match where they are asked for, and are then not left out', async () => {
    const { data, meta } = await list('/v1/events?from=2031&to=2031&undated=true');
    expect(idsOf({ data })).toEqual(expect.arrayContaining(['strait-closed', 'dredger-enters']));
    expect(meta.undated).toBe(0);
  });

  test('are counted only as far as the other filters match them', async () => {
    expect((await list('/v1/events?from=2031&status=denied')).meta.undated).toBe(1);
  });
});

describe('dates', () => {
  test.each([
    ['from=2031-03-03&to=2031-03-04', ['moorings-cut', 'navies-in-sight', 'wall-built']],
    ['from=2031-03-03&to=2031-03-04&dateMatch=certain', []],
    ['from=2031-03-02&to=2031-03-05&dateMatch=certain', ['moorings-cut']],
    ['to=1998', ['mole-falls', 'wall-built']],
    ['afterEvent=dockers-strike&dateMatch=certain', []],
    ['afterEvent=ardrey-rejects-warning&dateMatch=certain', ['dockers-strike', 'wall-opens']],
    ['afterEvent=ardrey-rejects-warning&withinDays=30&status=planned', ['dockers-strike']],
  ])('%s', async (query, ids) => {
    expect(idsOf(await list(`/v1/events?${query}`)).toSorted()).toEqual(ids);
  });
});

describe('an empty list', () => {
  test('says how many there would be without each parameter', async () => {
    const { data, meta } = await list('/v1/events?type=PROTEST&status=denied&source=dockers-union');
    expect(data).toEqual([]);
    expect(meta.without).toEqual([
      { parameter: 'type', count: 0, capped: false, words: [] },
      { parameter: 'status', count: 2, capped: false, words: [] },
      { parameter: 'source', count: 0, capped: false, words: [] },
    ]);
  });

  test('of dates the wrong way round says so, and what was meant', async () => {
    const { data, meta } = await list('/v1/events?from=2031&to=2029&undated=true');
    expect(data).toEqual([]);
    expect(meta.warnings).toEqual([
      {
        parameter: 'from',
        message: '"2031" lies after "2029", so nothing can match.',
        suggestion: 'from=2029&to=2031',
      },
    ]);
    expect(meta.without.map(({ parameter }: { parameter: string }) => parameter)).toEqual([
      'from',
      'to',
      'undated',
    ]);
    expect(meta.without[0].count).toBeGreaterThan(0);
  });

  test.each([
    ['/v1/events?source=halwia', 'source', 'There is no actor "halwia".', 'halvia'],
    ['/v1/quotes?speaker=Oriane%20Velt', 'speaker', 'There is no actor "Oriane Velt".', 'oriane-velt'],
    ['/v1/quotes?speaker=%27%20or%201=1', 'speaker', `There is no actor "' or 1=1".`, null],
    [
      '/v1/events?source=o-velt',
      'source',
      'The actor "o-velt" was retired: The same person under two ids.',
      'oriane-velt',
    ],
    ['/v1/events?id=oslo-talk', 'id', 'There is no event "oslo-talk".', 'oslo-talks'],
    ['/v1/events?afterEvent=oslo-talk', 'afterEvent', 'There is no event "oslo-talk".', 'oslo-talks'],
    ['/v1/events?relatedTo=qqqqqqqqqqqqqq', 'relatedTo', 'There is no event "qqqqqqqqqqqqqq".', null],
  ])('of an id that does not exist suggests the nearest: %s', async (url, parameter, message, suggestion) => {
    const { data, meta } = await list(url);
    expect(data).toEqual([]);
    expect(meta.warnings).toEqual([{ parameter, message, suggestion }]);
  });

  test('of many ids that do not exist warns of ten and says that there are more', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `nobody-${index}`).join(',');
    const { meta } = await list(`/v1/events?actor=${many}`);
    expect(meta.warnings).toHaveLength(11);
    expect(meta.warnings.at(-1)).toEqual({
      parameter: '',
      message: 'There are more ids that do not exist.',
      suggestion: null,
    });
  });
});
