// Writes src/http/contract/examples.json: for each operation a true answer, cut short. Run it when the shapes change:
//   node tests/support/write-examples.ts [folder of a dataset, else seed]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { routeTable } from '../../src/http/routes.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { makeApp, type TestApp } from './app.ts';

const [folder = 'seed', texts = null] = process.argv.slice(2);
const EXAMPLES = fileURLToPath(new URL('../../src/http/contract/examples.json', import.meta.url));

/** Queries that show something; the others ask for one record. */
const QUERIES: Readonly<Record<string, string>> = {
  listQuotes: '?speaker=zakharova&kind=direct&attribution=name&limit=1',
  listStatements: '?speaker=zakharova&minRenditions=2&limit=1',
  listEvents: '?type=THREATEN&limit=1&include=articles&total=true',
  searchRecords: '?q=missiles&limit=2',
  getEventFacets: '?source=russia&facet=type,targetCountry&size=2',
  getQuoteFacets: '?speaker=russia&facet=kind&size=2',
  getEventTimeline: '?from=2023-12&to=2024-03',
  getQuoteTimeline: '?interval=quarter&from=2023',
  listEventDyads: '?level=country&limit=1',
  getQueryCitation: '?url=/v1/events?type=THREATEN',
  getQueryCitationBibtex: '?url=/v1/events?type=THREATEN',
  getQueryCitationRis: '?url=/v1/events?type=THREATEN',
  getQueryCitationCsl: '?url=/v1/events?type=THREATEN',
};

/** Queries that show how cells are written, for each export. */
const EXPORTED: Readonly<Record<string, string>> = {
  exportArticles: 'columns=id,articleTitle,published,publishedEarliest,publishedLatest,publishedPrecision',
  exportActors: 'sector=GOV&columns=id,name,country,sectors,aliases',
  exportEvents: 'type=THREATEN&columns=id,date,status,type,codes,sourceIds,sourceNames,sourceCountries',
  exportQuotes: 'speaker=zakharova&kind=direct&columns=id,speakerIds,speakerNames,text,spanStart,spanEnd',
  exportStatements: 'minRenditions=2&columns=id,speakerNames,gist,renditions',
  exportDisagreements: 'kind=accountsDiffer&columns=id,disagreementKind,question,about',
  exportDisagreementAccounts: 'kind=accountsDiffer',
  exportEventQuantities: 'quantity=vehicles',
  exportEventFacets: 'source=russia&facet=type',
  exportQuoteFacets: 'speaker=russia&facet=kind',
  exportEventTimeline: 'from=2023-12&to=2024-03',
  exportQuoteTimeline: 'interval=quarter&from=2023',
  exportEventDyads: 'level=country',
};
const EXPORTED_LINES = 3;

/** Operations that are paged; the rest take no `limit`. */
const isPaged = (operationId: string) => operationId.startsWith('list') && operationId !== 'listProblems';

async function json({ app }: TestApp, url: string): Promise<Record<string, unknown> | null> {
  const response = await app.inject({ url });
  return response.statusCode === 200 ? (response.json() as Record<string, unknown>) : null;
}

/** The first lines of a file. */
async function beginning({ app }: TestApp, url: string, lines = EXPORTED_LINES): Promise<object> {
  const { body } = await app.inject({ url });
  const value = body
    .split(/(?<=\n)/)
    .slice(0, lines)
    .join('');
  return { summary: `GET ${url}${value === body ? '' : ', the first lines'}`, value };
}

/** An id for each path parameter: the documented one, or the first there is. */
async function exampleIds(test: TestApp): Promise<Record<string, string>> {
  const { quotes } = RESOURCES;
  const ids: Record<string, string> = { scheme: 'plover', type: quotes.type, id: quotes.exampleId };
  for (const { name, type, exampleId } of Object.values(RESOURCES)) {
    const known = (await json(test, `/v1/${name}/${exampleId}`)) !== null;
    const list = (await json(test, `/v1/${name}?limit=1`)) as { data: { id: string }[] };
    ids[`${type}Id`] = known ? exampleId : (list.data[0]?.id ?? '');
  }
  return ids;
}

const LONG_LISTS = [
  'entries',
  'paths',
  'problems',
  'reports',
  'roles',
  'segments',
  'renditions',
  'quotes',
  'differences',
  'items',
  'articles',
  'buckets',
];

/** Long lists cut to two entries: an example shows the shape. */
function shorten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const cut = LONG_LISTS.includes(name) && Array.isArray(inner) ? inner.slice(0, 2) : inner;
      return [name, shorten(cut)];
    }),
  );
}

const unwatched = { trouble: () => null, metrics: async () => ({ type: '', text: '' }) };
const test = await makeApp({ dir: folder, texts, serve: texts === null ? 'none' : 'full' });
const ids = await exampleIds(test);
const examples: Record<string, unknown> = {};
for (const { path, operation } of routeTable(unwatched)) {
  const { operationId } = operation;
  const query = QUERIES[operationId] ?? (isPaged(operationId) ? '?limit=1' : '');
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '') + query;
  const exported = EXPORTED[operationId];
  if (exported !== undefined) {
    const asLines = exported.replace(/&?columns=.*/, '&format=ndjson').replace(/^&/, '');
    examples[operationId] = await beginning(test, `${url}?${exported}`);
    if (exported.includes('columns='))
      examples[`${operationId} application/x-ndjson`] = await beginning(test, `${url}?${asLines}`, 1);
    continue;
  }
  if (/(Bibtex|Ris)$/.test(operationId)) {
    examples[operationId] = await beginning(test, url, Number.POSITIVE_INFINITY);
    continue;
  }
  const value = await json(test, url).catch(() => null);
  if (value !== null) examples[operationId] = { summary: `GET ${url}`, value: shorten(value) };
}
await test.close();
writeFileSync(EXAMPLES, `${JSON.stringify(examples, null, 2)}\n`);
