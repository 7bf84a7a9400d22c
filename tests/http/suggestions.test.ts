// What people type when they do not know our names, and what they are told: the right name, or none.
import { describe, expect, test } from 'vitest';
import { serveHarbour } from '../support/harbour.ts';

const harbour = serveHarbour();

async function refusal(url: string, status = 400) {
  const response = await harbour.client.get(url);
  expect(response.statusCode, `${url} ${response.body}`).toBe(status);
  return response.json().errors[0] as { parameter: string; message: string; suggestion: string | null };
}

describe('a parameter that is called something else here', () => {
  test.each([
    ['/v1/quotes?actor=x', 'speaker'],
    ['/v1/quotes?actors=x', 'speaker'],
    ['/v1/quotes?author=x', 'speaker'],
    ['/v1/quotes?source=x', 'speaker'],
    ['/v1/quotes?speakerId=x', 'speaker'],
    ['/v1/quotes?type=direct', 'kind'],
    ['/v1/quotes?target=x', 'addressee'],
    ['/v1/quotes?country=RUS', 'speakerCountry'],
    ['/v1/quotes?articleId=x', 'article'],
    ['/v1/quotes?text=wall', 'q'],
    ['/v1/quotes?lang=en', 'language'],
    ['/v1/statements?actor=x', 'speaker'],
    ['/v1/statements?renditions=2', 'minRenditions'],
    ['/v1/events?speaker=x', 'actor'],
    ['/v1/events?kind=THREATEN', 'type'],
    ['/v1/events?Type=THREATEN', 'type'],
    ['/v1/events?source_country=RUS', 'sourceCountry'],
    ['/v1/events?eventType=x', 'type'],
    ['/v1/events?filter[type]=x', 'type'],
    ['/v1/events?type!=x', 'typeNot'],
    ['/v1/events?actor1=x', 'source'],
    ['/v1/events?victim=x', 'target'],
    ['/v1/events?country=RUS', 'sourceCountry'],
    ['/v1/events?location=NOR', 'placeCountry'],
    ['/v1/events?lat=36.2', 'near'],
    ['/v1/events?radius=50', 'withinKm'],
    ['/v1/events?bounds=1,2,3,4', 'bbox'],
    ['/v1/events?admin1=Halvia', 'admin'],
    ['/v1/events?fatalities=5', 'minQuantity'],
    ['/v1/events?max_deaths=5', 'maxQuantity'],
    ['/v1/events/timeline?sum=deaths', 'measure'],
    ['/v1/events/dyads?directed=false', 'direction'],
    ['/v1/events?cameo=13', 'code'],
    ['/v1/events?goldstein=-5', 'minGoldstein'],
    ['/v1/events?date=2031', 'from'],
    ['/v1/events?since=2031', 'from'],
    ['/v1/events?until=2031', 'to'],
    ['/v1/events?date[gte]=2031', 'from'],
    ['/v1/events?end_date=2031', 'to'],
    ['/v1/events?days=7', 'withinDays'],
    ['/v1/events?page=2', 'cursor'],
    ['/v1/events?page[number]=2', 'cursor'],
    ['/v1/events?offset=50', 'cursor'],
    ['/v1/events?skip=50', 'cursor'],
    ['/v1/events?sortBy=date', 'sort'],
    ['/v1/events?order=desc', 'sort'],
    ['/v1/events?orderby=date', 'sort'],
    ['/v1/events?per_page=10', 'limit'],
    ['/v1/events?pageSize=10', 'limit'],
    ['/v1/events?page[size]=10', 'limit'],
    ['/v1/events?count=10', 'limit'],
    ['/v1/events?size=10', 'limit'],
    ['/v1/events?expand=actors', 'include'],
    ['/v1/events?search=wall', 'q'],
    ['/v1/events?name=wall', 'q'],
    ['/v1/articles?date=2031', 'publishedFrom'],
    ['/v1/articles?from=2031', 'publishedFrom'],
    ['/v1/articles?to=2031', 'publishedTo'],
    ['/v1/articles?source=x', 'publisher'],
    ['/v1/actors?type=state', 'kind'],
    ['/v1/actors?nationality=RUS', 'country'],
    ['/v1/disagreements?type=x', 'kind'],
    ['/v1/events/facets?limit=5', 'size'],
    ['/v1/events/facets?groupBy=type', 'facet'],
    ['/v1/events/facets?fields=type', 'facet'],
    ['/v1/events/facets?level=base', 'codeLevel'],
    ['/v1/events/timeline?granularity=year', 'interval'],
    ['/v1/events/timeline?fill=true', 'empty'],
    ['/v1/events/dyads?size=5', 'limit'],
    ['/v1/events/dyads?granularity=country', 'level'],
    ['/v1/exports/events?fields=id', 'columns'],
    ['/v1/dataset/changes?revision=x', 'since'],
    ['/v1/search?query=wall', 'q'],
  ])('%s is %s', async (url, suggestion) => {
    expect(await refusal(url)).toMatchObject({ suggestion });
  });

  test('that is two here names both', async () => {
    expect((await refusal('/v1/events?date=2031')).message).toContain('from and to');
    expect((await refusal('/v1/events?country=RUS')).message).toContain(
      'sourceCountry, targetCountry and placeCountry',
    );
  });

  test.each([
    '/v1/events?tone=-2',
    '/v1/events?sentiment=1',
    '/v1/events?weather=fine',
    '/v1/events?api_key=1',
    '/v1/quotes?bbox=1,2,3,4',
    '/v1/quotes?mood=angry',
    '/v1/quotes?utm_source=x',
    '/v1/actors?age=50',
    '/v1/actors?actor=x',
    '/v1/exports/events?limit=5',
    '/v1/exports/events?page=2',
    '/v1/events?x=1',
  ])('%s is anyone’s guess, or nothing that is here', async (url) => {
    expect(await refusal(url)).toMatchObject({ suggestion: null });
  });
});

describe('a value that is called something else here', () => {
  test.each([
    ['/v1/events?sort=-fatalities', '-quantity'],
    ['/v1/events?sort=deaths', 'quantity'],
    ['/v1/events?status=happened', 'occurred'],
    ['/v1/events?type=threat', 'THREATEN'],
    ['/v1/events?type=threaten', 'THREATEN'],
    ['/v1/events?sourceCountry=RU', 'RUS'],
    ['/v1/events?sourceCountry=Japan', 'JPN'],
    ['/v1/events?sort=newest', '-date'],
    ['/v1/events?sort=-said', '-date'],
    ['/v1/events?include=speakers', 'actors'],
    ['/v1/events/facets?facet=country', 'sourceCountry'],
    ['/v1/quotes/facets?facet=actor', 'speaker'],
    ['/v1/quotes?sort=date', 'said'],
    ['/v1/quotes?kind=quote', 'direct'],
    ['/v1/quotes?language=English', 'en'],
    ['/v1/quotes?language=en_US', 'en-US'],
    ['/v1/articles?sort=-date', '-published'],
    ['/v1/actors?kind=people', 'person'],
    ['/v1/events/timeline?empty=true', 'include'],
    ['/v1/exports/events?format=excel', 'csv'],
  ])('%s is %s', async (url, suggestion) => {
    expect(await refusal(url)).toMatchObject({ suggestion });
  });

  test.each([
    '/v1/events?type=tone',
    '/v1/events?status=probably',
    '/v1/events?sourceCountry=Atlantis',
    '/v1/events?code=cameo:999',
    '/v1/quotes?language=elvish-speak',
    '/v1/events/facets?facet=weather',
  ])('%s is anyone’s guess', async (url) => {
    expect(await refusal(url)).toMatchObject({ suggestion: null });
  });

  test('a state that is gone is said to be gone, and no other is named in its place', async () => {
    const { message, suggestion } = await refusal('/v1/events?sourceCountry=SUN');
    expect(suggestion).toBeNull();
    expect(message).toContain('USSR, a state that exists no longer: the country of its actors is null');
  });

  test.each([
    ['KOS', 'XKX', '"KOS" is PLOVER\'s code of it: here it is XKX.'],
    ['TMP', 'TLS', '"TMP" is CAMEO\'s code of it: here it is TLS.'],
    ['SEA', null, '"SEA" is CAMEO\'s code of Southeast Asia, a region: the country of its actors is null.'],
  ])('a country code of another scheme is said to be one: %s', async (code, suggestion, message) => {
    expect(await refusal(`/v1/events?sourceCountry=${code}`)).toMatchObject({ suggestion, message });
  });
});

describe('a path that is called something else here', () => {
  test.each([
    ['/v1/quote/ardrey-teacup', '/v1/quotes/ardrey-teacup'],
    ['/v1/quote', '/v1/quotes'],
    ['/v1/Quotes', '/v1/quotes'],
    ['/v1/quotes/', '/v1/quotes'],
    ['/v1//quotes', '/v1/quotes'],
    ['/quotes', '/v1/quotes'],
    ['/quotes/ardrey-teacup', '/v1/quotes/ardrey-teacup'],
    ['/api/v1/quotes', '/v1/quotes'],
    ['/v2/quotes', '/v1/quotes'],
    ['/v1/event/wall-built/quote', '/v1/events/wall-built/quotes'],
    ['/v1/event/facets', '/v1/events/facets'],
    ['/v1/people', '/v1/actors'],
    ['/v1/countries', '/v1/actors'],
    ['/v1/article/halvia-warns/annotation', '/v1/articles/halvia-warns/annotations'],
    ['/v1/events.csv', '/v1/exports/events'],
    ['/v1/events.json', '/v1/events'],
    ['/v1/export/quotes', '/v1/exports/quotes'],
    ['/v1/citation/quote/ardrey-teacup', '/v1/citations/quote/ardrey-teacup'],
    ['/v1/changelog/changes', '/v1'],
    ['/health', '/livez'],
    ['/ready', '/readyz'],
    ['/swagger', '/docs'],
    ['/swagger.json', '/openapi.json'],
    ['/v1/weather', '/v1'],
    ['/wp-login.php', '/v1'],
    ['/v1/quote/<script>', '/v1/quotes/%3Cscript%3E'],
    [`/${'a/'.repeat(200)}`, '/v1'],
  ])('%s is %s', async (url, suggestion) => {
    expect(await refusal(url, 404)).toMatchObject({ suggestion });
  });
});
