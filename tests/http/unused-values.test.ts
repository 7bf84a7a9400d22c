// A printed value that no record has, such as the name of an outlet or a division, is answered with what was meant.
import { expect, test } from 'vitest';
import { serveQuarrel } from '../support/quarrel.ts';

const coded = serveQuarrel();

async function warningsOf(url: string) {
  const response = await coded.client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(200);
  return response.json().meta.warnings;
}

test.each([
  ['events', 'admin', 'West Halcyon', '1:West Halcyon'],
  ['events', 'admin', '1:West Halcion', '1:West Halcyon'],
  ['events', 'admin', 'petrel', '2:Petrel'],
  ['events', 'admin', '1:Atlantis', null],
  ['events', 'publisher', 'coast radio', 'Coast Radio'],
  ['events', 'publisher', 'The Harbor Post', 'The Harbour Post'],
  ['quotes', 'publisher', 'Harbour Post', 'The Harbour Post'],
  ['quotes', 'cue', 'acording to', 'according to'],
  ['quotes', 'speakerAsPrinted', 'Norges', 'Norge'],
])('%s?%s=%s suggests %s', async (resource, parameter, value, suggestion) => {
  const type = resource.slice(0, -1);
  const message = `No ${type} matches ${parameter}=${value}, whatever else is asked.`;
  const query = `${parameter}=${encodeURIComponent(value)}`;
  for (const path of [resource, `${resource}/facets`, `${resource}/timeline`])
    expect(await warningsOf(`/v1/${path}?${query}`)).toEqual([{ parameter, message, suggestion }]);
  if (suggestion === null) return;
  const cured = await coded.client.get(`/v1/${resource}?${parameter}=${encodeURIComponent(suggestion)}`);
  expect(cured.json().data.length).toBeGreaterThan(0);
});

test('one that a record has is not warned of, whatever else leaves nothing', async () => {
  expect(await warningsOf('/v1/events?admin=HW&admin=2:Petrel&publisher=Fyrbladet&quantity=tone')).toEqual(
    [],
  );
});

test('no more than ten are named', async () => {
  const outlets = Array.from({ length: 14 }, (_, at) => `publisher=Outlet%20${at}`).join('&');
  expect(await warningsOf(`/v1/events?${outlets}`)).toHaveLength(10);
});
