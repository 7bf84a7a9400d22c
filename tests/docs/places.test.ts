// docs/places.md: every filter and file that the page names finds something in the invented coded set.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chordSquaredOf, EARTH_RADIUS_KM } from '../../src/model/sphere.ts';
import { serveHarbour } from '../support/harbour.ts';
import { CODED } from '../support/load.ts';

const page = readFileSync(new URL('../../docs/places.md', import.meta.url), 'utf8');
const coded = serveHarbour({ dir: CODED, texts: null });

const filters = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, filter = '']) => filter);
const addresses = [...page.matchAll(/http:\/\/localhost:3000([^\s"]+)/g)].map(([, address = '']) => address);

test.each(filters)('%s finds something', async (filter) => {
  const response = await coded.client.get(`/v1/events?${encodeURI(filter)}`);
  expect(response.json().data).not.toEqual([]);
});

test.each(addresses)('%s is a map of something', async (address) => {
  const response = await coded.client.get(address);
  expect(response.headers['content-type']).toBe('application/geo+json');
  expect(response.json().features.length).toBeGreaterThan(3);
});

test('the page names every filter by place', () => {
  expect([filters.length, addresses.length]).toEqual([8, 2]);
});

test('the bound is the one that decides', () => {
  const [, diameter] = /withinKm \/ ([\d.]+)\)/.exec(page) ?? [];
  expect(Number(diameter)).toBe(2 * EARTH_RADIUS_KM);
  expect(chordSquaredOf(50)).toBe((2 * Math.sin(50 / Number(diameter))) ** 2);
});
