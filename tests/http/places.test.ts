// Where events took place, asked of tests/fixtures/coded, whose islands lie on both sides of the date line, with three more
// events: at the pole, and on the date line by both its names. What is found is worked out by reading that.
import { afterAll, describe, expect, test } from 'vitest';
import { rowsIn } from '../support/exports.ts';
import { copyFolder, temporaryDirectory } from '../support/folders.ts';
import { serveHarbour } from '../support/harbour.ts';
import { CODED } from '../support/load.ts';
import { firstTwelve } from '../support/quarrel.ts';

function eventAt(id: string, place: string): string {
  return `- id: ${id}
  date: { edtf: "2031-06-01", basis: stated }
  status: occurred
  place: { name: Open sea, ${place} }
  reports: [{ outlet: Coast Radio }]
`;
}

const folder = temporaryDirectory();
afterAll(folder.remove);
const dir = copyFolder(
  CODED,
  {
    'events.yaml': (text) =>
      firstTwelve(text) +
      eventAt('at-the-pole', 'latitude: 90, longitude: 12') +
      eventAt('on-the-line', 'latitude: -35.5, longitude: 180') +
      eventAt('on-the-line-west', 'latitude: -35.5, longitude: -180'),
  },
  folder.path,
);
const coded = serveHarbour({ dir, texts: null });

async function answer(url: string) {
  const response = await coded.client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(200);
  return response.json();
}

/** The ids that match, those of quarrels by their last digits. */
async function found(query: string): Promise<string> {
  const { data } = await answer(`/v1/events?limit=200&${query}`);
  const ids: string[] = data.map(({ id }: { id: string }) => id.replace(/^quarrel-0*/, ''));
  return ids.sort(new Intl.Collator('en', { numeric: true }).compare).join(' ');
}

const ON_THE_LINE = 'on-the-line on-the-line-west';

describe('a filter by place finds', () => {
  test.each([
    // Gannet Rock is 29 km from East Skerry, over the date line, 38 from West Halcyon, 78 from Petrel Island.
    ['near=-35.5,179.9&withinKm=1', '1 2'],
    ['near=-35.5,179.9&withinKm=10', `1 2 ${ON_THE_LINE}`],
    ['near=-35.5,179.9&withinKm=30', `1 2 3 4 ${ON_THE_LINE}`],
    ['near=-35.5,179.9&withinKm=50', `1 2 3 4 6 ${ON_THE_LINE}`],
    ['near=-35.5,-180&withinKm=0.001', ON_THE_LINE],
    ['near=-35.5,180&withinKm=0.001', ON_THE_LINE],
    ['near=90,-100&withinKm=0.001', 'at-the-pole'],
    ['near=89.9,-168&withinKm=12', 'at-the-pole'],
    ['near=-90,0&withinKm=20015', `1 2 3 4 5 6 8 9 12 ${ON_THE_LINE}`],
    ['near=-89.99,0&withinKm=20015', `1 2 3 4 5 6 8 9 12 at-the-pole ${ON_THE_LINE}`],
    ['bbox=179,-36,-179,-35', `1 2 3 4 6 8 9 ${ON_THE_LINE}`],
    ['bbox=179.5,-35.5,179.9,-35.4', '1 2 6'],
    ['bbox=-180,-36,-179,-35', `3 4 ${ON_THE_LINE}`],
    ['bbox=179.9,-36,180,-35', `1 2 ${ON_THE_LINE}`],
    ['bbox=-180,-90,180,90', `1 2 3 4 5 6 8 9 12 at-the-pole ${ON_THE_LINE}`],
    ['bbox=-179,-36,179,-35', ''],
    ['bbox=0,0,20,90', '12 at-the-pole'],
    ['near=-35.5,179.9&withinKm=50&bbox=-180,-90,0,90', `3 4 ${ON_THE_LINE}`],
    ['near=-35.5,179.9&withinKm=50&type=COERCE', '6'],
    ['near=-35.5,179.9&withinKm=50&from=2031-02&to=2031-02', '3 4'],
    ['placePrecision=city', '3 4 5 12'],
    ['placePrecision=site,region', '1 2 6 8 9'],
    ['admin=HW', '1 2 6 8 9'],
    ['admin=1:West Halcyon', '1 2 6 8 9'],
    ['admin=2:Gannet&admin=1:East Halcyon', '1 2 3 4'],
    ['admin=HW-1', '8 9'],
    ['admin=West Halcyon', ''],
    ['placeIdentifier=gazetteer:4711', '1'],
    ['located=false', '7 10 11'],
  ])('%s', async (query, ids) => {
    expect(await found(query)).toBe(ids);
  });
});

test.each([
  ['near=-35.5,179.90&withinKm=50', 'within 50 km of -35.5, 179.9'],
  [
    'bbox=179,-36,-179,-35',
    'between the longitudes 179 and -179 over the date line and the latitudes -36 and -35',
  ],
  ['bbox=0,0,20,90', 'between the longitudes 0 and 20 and the latitudes 0 and 90'],
  ['admin=HW', 'that took place in the division HW'],
  ['located=false', 'whose place has no coordinates'],
])('the answer says how %s was understood', async (query, words) => {
  const { meta } = await answer(`/v1/events?${query}`);
  expect(meta.query).toBe(`Events ${words}, newest first.`);
});

describe('what has no coordinates is left out', () => {
  test('and a warning says how many', async () => {
    const { meta } = await answer('/v1/events?bbox=-180,-90,180,90');
    expect(meta.warnings).toEqual([
      {
        parameter: 'bbox',
        message: '3 of the events that all other filters find have no coordinates, and are left out.',
        suggestion: 'located=false',
      },
    ]);
    const { meta: ofCounts } = await answer('/v1/events/facets?near=0,0&withinKm=5&type=ASSAULT&facet=type');
    expect(ofCounts.warnings[0].message).toMatch(/^2 of the events/);
  });

  test('and one alone', async () => {
    const { meta } = await answer('/v1/events?near=0,0&withinKm=5&status=alleged');
    expect(meta.warnings[0].message).toBe(
      '1 of the events that all other filters find has no coordinates, and is left out.',
    );
  });

  test('and nothing is said where there is none', async () => {
    const { meta } = await answer('/v1/events?near=0,0&withinKm=5&type=PROTEST');
    expect(meta.warnings).toEqual([]);
    // Without its radius a point leaves nothing out.
    expect(meta.without.map(({ parameter, count }: Record<string, unknown>) => [parameter, count])).toEqual([
      ['type', 0],
      ['near', 1],
      ['withinKm', 1],
    ]);
  });
});

test.each([
  [
    'near=36.2,37.16',
    'near',
    'It means nothing without withinKm, which is not given.',
    'near=36.2,37.16&withinKm=50',
  ],
  ['withinKm=50', 'withinKm', 'It says how near is meant, and none is given.', 'near'],
  ['near=91,0&withinKm=50', 'near', '91 is no latitude, which is between -90 and 90', null],
  ['near=37.16,236.2&withinKm=50', 'near', '236.2 is no longitude, which is between -180 and 180', null],
  ['near=36.2&withinKm=50', 'near', 'it is LAT,LON in degrees, such as 36.2,37.16', null],
  ['near=36.2, 37.16&withinKm=50', 'near', 'it is LAT,LON in degrees', null],
  ['near=36.2,37.16&near=1,2&withinKm=50', 'near', 'Give this parameter once.', null],
  ['near=36.2,37.16&withinKm=0', 'withinKm', '"0" is too little: at least 0.001.', '0.001'],
  ['near=36.2,37.16&withinKm=30000', 'withinKm', '"30000" is too much: at most 20015.', '20015'],
  ['near=36.2,37.16&withinKm=far', 'withinKm', '"far" is not a number', null],
  ['bbox=1,2,3', 'bbox', 'it is WEST,SOUTH,EAST,NORTH in degrees', null],
  ['bbox=1,20,3,10', 'bbox', 'its south lies north of its north; it is WEST,SOUTH,EAST,NORTH', null],
  ['bbox=1,2,3,91', 'bbox', '91 is no latitude', null],
  ['bbox=-181,2,3,4', 'bbox', '-181 is no longitude', null],
  [
    'placePrecision=town',
    'placePrecision',
    'is not one of its values: site, city, region, country, area',
    null,
  ],
  ['placeIdentifier=4711', 'placeIdentifier', 'an identifier is SCHEME:VALUE', null],
])('%s is refused, with what to send', async (query, parameter, message, suggestion) => {
  for (const path of ['/v1/events', '/v1/events/facets', '/v1/events/timeline', '/v1/exports/events']) {
    const response = await coded.client.get(`${path}?${encodeURI(query)}`);
    expect(response.statusCode).toBe(400);
    const [error] = response.json().errors;
    expect(error).toMatchObject({ parameter, message: expect.stringContaining(message) });
    if (suggestion !== null) expect(error.suggestion).toBe(suggestion);
  }
});

describe('counts take the same filters', () => {
  const NEAR = 'near=-35.5,179.9&withinKm=50';

  test('facets', async () => {
    const { facets, total } = await answer(`/v1/events/facets?${NEAR}&facet=placePrecision&facet=admin`);
    expect(total).toBe(7);
    const [precision, admin] = facets;
    expect([precision.field, precision.missing, precision.other]).toEqual(['placePrecision', 2, 0]);
    expect(admin.level).toBe('1');
    expect(
      admin.values.map(({ value, label, count }: Record<string, unknown>) => [value, label, count]),
    ).toEqual([
      ['1:West Halcyon', 'West Halcyon', 3],
      ['1:East Halcyon', 'East Halcyon', 2],
    ]);
  });

  test('facets of the divisions of a lower level, and of one chosen by its code', async () => {
    const { facets } = await answer('/v1/events/facets?facet=admin&adminLevel=2&admin=HW');
    expect(
      facets[0].values.map(({ value, count, selected }: Record<string, unknown>) => [value, count, selected]),
    ).toEqual([
      ['2:Gannet', 2, false],
      ['2:Petrel', 2, false],
      ['HW', 5, true],
    ]);
  });

  test('timelines', async () => {
    const { buckets, imprecise } = await answer(
      `/v1/events/timeline?${NEAR}&interval=month&from=2031-01&to=2031-03`,
    );
    expect(buckets.map(({ count }: { count: number }) => count)).toEqual([2, 1, 1]);
    expect(imprecise).toBe(1);
  });

  test('dyads', async () => {
    const { data } = await answer('/v1/events/dyads?bbox=-180,-36,-179,-35');
    const [{ source, target, count, meanScores }] = data;
    expect([data.length, source, target, count]).toEqual([1, 'tern-brigade', 'islanders', 1]);
    // Degrees are no scores.
    expect(meanScores.map(({ scale }: { scale: string }) => scale)).toEqual(['plover']);
  });
});

test('the table has what the source says of a place', async () => {
  const { body } = await coded.client.get('/v1/exports/events?placeIdentifier=gazetteer:4711');
  expect(rowsIn(body)).toEqual([
    expect.objectContaining({
      placePrecision: 'site',
      placePrecisionAsGiven: '1',
      placeAdmin: '1:West Halcyon|2:Gannet',
      placeAdminCodes: 'HW|HW-3',
      placeIdentifiers: 'gazetteer:4711',
    }),
  ]);
});

test('linked data name the divisions and the identifiers of a place', async () => {
  const document = await answer('/v1/linked/event/quarrel-001');
  expect(document['schema:location']).toMatchObject({
    'schema:identifier': [{ 'schema:propertyID': 'gazetteer', 'schema:value': '4711' }],
    'schema:containedInPlace': [
      { '@type': 'schema:AdministrativeArea', 'schema:name': 'West Halcyon', 'schema:identifier': 'HW' },
      { 'schema:name': 'Gannet', 'schema:identifier': 'HW-3' },
    ],
  });
});
