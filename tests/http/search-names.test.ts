// Who and what stands around a record's words is searched with them: speakers, channels, participants, places.
import { describe, expect, test } from 'vitest';
import { fold } from '../../src/query/parameters/nearest.ts';
import { MAX_RANKED } from '../../src/query/ranked.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { actorIdsOf, isOwnWords } from '../../src/resources/text-fields.ts';
import { makeApp } from '../support/app.ts';
import { clientOf } from '../support/contract.ts';
import { makeFolder } from '../support/folders.ts';
import { serveHarbour } from '../support/harbour.ts';

const harbour = serveHarbour({ cacheBytes: 0 });

async function get(url: string) {
  const response = await harbour.client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(200);
  return response.json();
}

const idsOf = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id).toSorted();
const find = async (resource: string, q: string, field: string | null = null) =>
  idsOf(
    await get(`/v1/${resource}?limit=200&q=${encodeURIComponent(q)}${field === null ? '' : `&in=${field}`}`),
  );

interface Hit {
  readonly type: string;
  readonly id: string;
  readonly field: string;
  readonly passage: string;
  readonly highlights: readonly { readonly start: number; readonly end: number }[];
}

describe('q finds', () => {
  const velt = ['velt-doorstep', 'velt-illegal', 'velt-threshold'];
  const briefing = ['velt-doorstep', 'velt-doorstep-s2', 'velt-third-time'];
  const ardrey = ['ardrey-autumn', 'ardrey-denies-dredger', 'ardrey-post', 'ardrey-teacup'];
  test.each<[string, string, string, string | null, readonly string[]]>([
    ['a quote by the name of its speaker', 'quotes', 'oriane velt', 'speaker', velt],
    ['a quote whose article has only a pronoun', 'quotes', 'Ardrey', 'speaker', ardrey],
    ['a quote by an alias', 'quotes', '"Halvia\'s foreign ministry"', 'speaker', ['velt-closure']],
    ['a quote by the speaker as printed', 'quotes', 'spokeswoman', 'speaker', ['velt-doorstep']],
    ['a quote by its channel', 'quotes', 'harbour post', 'via', ['engineer-tide', 'velt-threshold']],
    ['a quote by whom it is said to', 'quotes', 'merrow', 'addressee', ['velt-closure']],
    ['a quote by its occasion', 'quotes', 'briefing', 'occasion', ['velt-doorstep']],
    ['a quote by its speaker and its words together', 'quotes', 'ardrey neighbours', null, ['ardrey-post']],
    [
      'a quote by its channel, its speaker and our words',
      'quotes',
      'post velt door',
      null,
      ['velt-threshold'],
    ],
    ['a statement by its speaker', 'statements', 'velt', 'speaker', [...briefing, 'velt-illegal'].toSorted()],
    [
      'a statement by its speaker and its gist',
      'statements',
      'lindgard talk',
      null,
      ['both-sides-must-talk'],
    ],
    ['a statement by its occasion', 'statements', 'weekly', 'occasion', briefing],
    [
      'an event by whoever takes part',
      'events',
      'dockers union',
      'actor',
      ['dockers-strike', 'north-quay-blocked'],
    ],
    ['an event by whom somebody acts for', 'events', 'norway', 'actor', ['oslo-talks']],
    ['an event by its place', 'events', 'quay', 'place', ['north-quay-blocked']],
    [
      'an event by a name and its words',
      'events',
      'velt "close the strait"',
      null,
      ['halvia-warns-of-closure'],
    ],
    ['an article by its publisher', 'articles', 'harbour post', 'publisher', ['strait-explained']],
  ])('%s', async (_, resource, q, field, expected) => {
    expect(await find(resource, q, field)).toEqual(expected);
    if (field !== null) expect(await find(resource, q)).toEqual(expect.arrayContaining([...expected]));
  });

  test('a disagreement by who holds an account', async () => {
    const held = (await get('/v1/disagreements')).data.filter(
      ({ accounts }: { accounts: { heldByIds: string[] }[] }) =>
        accounts.some(({ heldByIds }) => heldByIds.includes('merrow')),
    );
    expect(await find('disagreements', 'merrow', 'holder')).toEqual(idsOf({ data: held }));
    expect(held.length).toBeGreaterThan(0);
  });

  test('no phrase that runs from one name into another', async () => {
    expect(await find('quotes', '"velt velt"', 'speaker')).toEqual([]);
    expect(await find('events', '"halvia merrow"', 'actor')).toEqual([]);
  });

  test('and leaves out by names what must not be there', async () => {
    const wall = await find('quotes', 'wall');
    const others = await find('quotes', 'wall -ardrey');
    expect(others).toEqual(wall.filter((id) => !id.startsWith('ardrey')));
    expect(others.length).toBeLessThan(wall.length);
  });
});

test('every record is found by every name around it', async () => {
  const actors = new Map<string, { name: string; aliases: string[] }>(
    (await get('/v1/actors?limit=200')).data.map((actor: { id: string }) => [actor.id, actor]),
  );
  let asked = 0;
  for (const resource of Object.values(RESOURCES)) {
    const records = (await get(`/v1/${resource.name}?limit=200`)).data;
    for (const [field, texts] of Object.entries(resource.texts).filter(([, texts]) => !isOwnWords(texts))) {
      const wanted = new Map<string, Set<string>>();
      for (const record of records)
        for (const id of actorIdsOf(texts, record)) {
          const { name = '', aliases = [] } = actors.get(id) ?? {};
          for (const text of [name, ...aliases].filter((text) => fold(text) !== ''))
            wanted.set(text, (wanted.get(text) ?? new Set()).add(record.id));
        }
      for (const [text, ids] of wanted) {
        asked += 1;
        expect(await find(resource.name, `"${text}"`, field), `${resource.name} ${field} ${text}`).toEqual(
          expect.arrayContaining([...ids]),
        );
      }
    }
  }
  expect(asked).toBeGreaterThan(15);
});

describe('by relevance', () => {
  test("a record's own words outrank a name around it", async () => {
    const { data } = await get('/v1/quotes?q=merrow&sort=relevance&limit=200');
    const isOwn = ({ text, gist }: { text: string | null; gist: string | null }) =>
      /merrow/i.test(`${text} ${gist}`);
    const own = data.filter(isOwn).length;
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThan(data.length);
    expect(data.slice(0, own).every(isOwn)).toBe(true);
  });

  test('no number of newer records with the name hides one that has it in its own words', async () => {
    const dir = makeFolder({
      'dataset.yaml':
        'id: d\ntitle: D\ndescription: D\nprofile: open\nversion: "1"\nlicense: { name: none }\n',
      'actors.ndjson': '{"id":"rex","name":"Rex Quill","kind":"person"}\n',
      'articles.ndjson': '{"id":"report","language":"en","published":{}}\n',
      'events.ndjson': Array.from({ length: MAX_RANKED + 50 }, (_, index) => {
        const date = { edtf: index === 0 ? '2001' : '2024', basis: 'stated' };
        const who =
          index === 0
            ? { title: 'Quill steps down' }
            : { participants: [{ actorId: 'rex', role: 'source' }] };
        const reports = [{ span: { articleId: 'report' } }];
        return `${JSON.stringify({ id: `e-${index}`, date, status: 'occurred', reports, ...who })}\n`;
      }).join(''),
    });
    const { app, close } = await makeApp({ dir, texts: null });
    const list = (await clientOf(app).get('/v1/events?q=quill&sort=relevance&limit=1')).json();
    expect(idsOf(list)).toEqual(['e-0']);
    expect(list.meta.warnings[0].message).toMatch(/^More than 2000 events match/);
    const hits = (await clientOf(app).get('/v1/search?q=quill&type=event&limit=1')).json();
    expect(idsOf(hits)).toEqual(['e-0']);
    const named = (await clientOf(app).get('/v1/events?q=quill&in=actor&sort=relevance&limit=1')).json();
    expect(idsOf(named)).not.toEqual(['e-0']);
    await close();
  });

  test('what is found by names alone stays newest first', async () => {
    const newest = await get('/v1/quotes?q=ardrey&in=speaker');
    const relevant = await get('/v1/quotes?q=ardrey&in=speaker&sort=relevance');
    expect(relevant.data).toEqual(newest.data);
  });
});

describe('a hit', () => {
  test('by a name has the name as its passage', async () => {
    const { data } = await get('/v1/search?q=lindgard&type=quote,statement,event&limit=50');
    const hits = (data as Hit[]).map(({ type, field, passage, highlights }) => ({
      type,
      field,
      passage,
      highlights,
    }));
    const named = { passage: 'Åse Lindgård', highlights: [{ start: 4, end: 12 }] };
    expect(hits.filter(({ type }) => type === 'quote')).toEqual([
      { type: 'quote', field: 'speaker', ...named },
      { type: 'quote', field: 'speaker', ...named },
    ]);
    expect(hits).toContainEqual({ type: 'statement', field: 'speaker', ...named });
  });

  test('by a name and words shows the words', async () => {
    const { data } = await get(`/v1/search?q=${encodeURIComponent('ardrey neighbours')}&type=quote`);
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({ id: 'ardrey-post', field: 'text' });
  });

  test('of the person comes before those of what the person said', async () => {
    const { data } = await get('/v1/search?q=Ardrey&limit=50');
    expect(data[0]).toMatchObject({ type: 'actor', id: 'tomas-ardrey' });
    const firstName = (data as Hit[]).findIndex(({ field }) => ['speaker', 'actor'].includes(field));
    expect((data as Hit[]).slice(firstName).every(({ field }) => ['speaker', 'actor'].includes(field))).toBe(
      true,
    );
  });
});
