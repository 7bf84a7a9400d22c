// Citations as files: each path is one format, named for what it holds, and says what the citation says.
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { expect, test } from 'vitest';
import { serveHarbour } from '../../support/harbour.ts';

const harbour = serveHarbour();
const get = (path: string) => harbour.client.get(`/v1/citations/${path}`);

const CITED = [
  ['quote/velt-threshold', '', 'quote-velt-threshold'],
  ['article/strait-digest', '', 'article-strait-digest'],
  ['event/strait-closed', '', 'event-strait-closed'],
  ['statement/velt-third-time', '', 'statement-velt-third-time'],
  ['actor/norway', '', 'actor-norway'],
  ['disagreement/who-cut-the-moorings', '', 'disagreement-who-cut-the-moorings'],
  ['dataset/harbour', '', 'dataset-harbour'],
  ['query', '?url=/v1/events?type=ACCUSE', 'query-[0-9a-f]{16}'],
] as const;
const FORMATS = [
  ['bibtex', 'application/x-bibtex; charset=utf-8', 'bib'],
  ['ris', 'application/x-research-info-systems; charset=utf-8', 'ris'],
  ['csl', 'application/vnd.citationstyles.csl+json; charset=utf-8', 'json'],
] as const;

test.each(
  CITED.flatMap(([path, query, name]) =>
    FORMATS.map(([format, type, extension]) => ({ path, query, name, format, type, extension })),
  ),
)('$path as $format is a file of its own', async ({ path, query, name, format, type, extension }) => {
  const cited = (await get(`${path}${query}`)).json();
  const { statusCode, headers, body } = await get(`${path}/${format}${query}`);
  expect([statusCode, headers['content-type']]).toEqual([200, type]);
  expect(headers['content-disposition']).toMatch(
    new RegExp(`^attachment; filename="demarche-${name}-${cited.revision}\\.${extension}"$`),
  );
  expect(headers.etag).toEqual(expect.any(String));
  if (format === 'csl') expect(JSON.parse(body)).toEqual([cited.csl]);
  else expect(body.trim()).toBe(cited[format].trim());
  if (format === 'bibtex') expect(new Cite(body).data[0]?.title).toBe(cited.csl.title);
});

test.each(FORMATS.map(([format]) => format))(
  '%s of what is not there is a problem, not a file',
  async (format) => {
    const missing = await get(`quote/velt-closur/${format}`);
    expect(missing.statusCode).toBe(404);
    expect(missing.json().errors[0].suggestion).toBe('velt-closure');
    expect(missing.headers['content-disposition']).toBeUndefined();
    expect((await get(`actor/o-velt/${format}`)).headers.location).toMatch(
      new RegExp(`/v1/citations/actor/oriane-velt/${format}$`),
    );
    expect((await get(`event/harbour-fire/${format}`)).statusCode).toBe(410);
    expect((await get(`query/${format}?url=/v1/evnts`)).statusCode).toBe(400);
    expect((await get(`quote/velt-threshold/${format}?style=apa`)).statusCode).toBe(400);
  },
);
