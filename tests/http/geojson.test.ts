// Events as a file for maps, over tests/fixtures/coded.
import { afterAll, describe, expect, test } from 'vitest';
import { inChunksOf } from '../support/exports.ts';
import { copyFolder, temporaryDirectory } from '../support/folders.ts';
import { serveHarbour } from '../support/harbour.ts';
import { CODED } from '../support/load.ts';
import { firstTwelve } from '../support/quarrel.ts';

const folder = temporaryDirectory();
afterAll(folder.remove);
const dir = copyFolder(
  CODED,
  {
    'events.yaml': (text) => firstTwelve(text).replace('"March: Port Isolde"', '"=HYPERLINK(1)|\\u2028,-2"'),
  },
  folder.path,
);
const coded = serveHarbour({ dir, texts: null, publicUrl: 'https://api.example', wrap: inChunksOf(2) });

const MAP = '/v1/exports/events?format=geojson';

/** The answer, which is held to the document. */
async function features(query = '') {
  const response = await coded.client.get(`${MAP}${query}`);
  expect(response.statusCode, response.body).toBe(200);
  return response.json().features as {
    id: string;
    geometry: { coordinates: number[] } | null;
    properties: Record<string, unknown>;
  }[];
}

test('a file for maps has its media type and a name', async () => {
  const { headers, body } = await coded.client.get(MAP);
  expect(headers['content-type']).toBe('application/geo+json');
  expect(headers['content-disposition']).toMatch(
    /^attachment; filename="demarche-events-[0-9a-f]{16}\.geojson"$/,
  );
  expect(headers['content-disposition']).toContain(JSON.parse(body).revision);
});

test('it has every event of the list in its order, with its place or without', async () => {
  const { data } = (await coded.client.get('/v1/events?sort=date&limit=200')).json();
  const found = await features('&sort=date');
  expect(found.map(({ id, geometry }) => [id, geometry?.coordinates ?? null])).toEqual(
    data.map(({ id, place }: { id: string; place: { latitude: number; longitude: number } | null }) => [
      id,
      place === null ? null : [place.longitude, place.latitude],
    ]),
  );
  expect(found.filter(({ geometry }) => geometry === null)).toHaveLength(3);
});

test('properties are flat, and say how well the place is known, of what, and where the record is', async () => {
  const [talks] = await features('&near=60,11&withinKm=100');
  expect(talks?.properties).toEqual({
    id: 'quarrel-012',
    title: 'Talks: Oslo',
    type: 'CONSULT',
    status: 'occurred',
    date: '2031-05-20',
    dateEarliest: '2031-05-20',
    dateLatest: '2031-05-20',
    placeName: 'Oslo',
    placeCountry: 'NOR',
    placePrecision: 'city',
    sourceNames: 'Norway',
    targetNames: 'Halvia|Merrow',
    participantNames: null,
    contested: false,
    cautions: null,
    link: 'https://api.example/v1/events/quarrel-012',
  });
});

test('figures are numbers under the names of their measures', async () => {
  const found = await features('&sort=-quantity&measure=deaths&minQuantity=deaths:5');
  expect(found.map(({ properties }) => properties['figure.deaths'])).toEqual([12, 9, 7, 5, 5]);
  const [raid] = await features('&quantity=tone&type=ASSAULT');
  expect(raid?.properties).toMatchObject({
    'figure.deaths': 5,
    'figure.deaths.civilians': 1,
    'figure.tone': -4.5,
  });
});

test('texts are as they stand, since no spreadsheet reads them', async () => {
  const [march] = await features('&type=PROTEST');
  expect(march?.properties.title).toBe('=HYPERLINK(1)|\u2028,-2');
});

test.each(['&near=0,0&withinKm=1', '&id=no-such-event'])('a file of nothing is whole: %s', async (query) => {
  expect(await features(query)).toEqual([]);
});

describe('is refused', () => {
  test.each(['columns=id', 'delimiter=;', 'raw=true', 'bom=true'])(
    '%s, which is of tables',
    async (query) => {
      const response = await coded.client.get(`${MAP}&${query}`);
      expect(response.statusCode).toBe(400);
      expect(response.json().errors[0].message).toBe(
        'It says how a table is written, and the format is geojson.',
      );
    },
  );

  test('a map of what has no place', async () => {
    const response = await coded.client.get('/v1/exports/quotes?format=geojson');
    expect(response.json().errors[0].message).toBe('"geojson" is not one of its values: csv, ndjson.');
  });
});
