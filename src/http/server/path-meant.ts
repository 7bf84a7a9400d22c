// The path that was probably meant by one that is not there: with the version, in the plural, without a slash too many.
import { fold, nearest } from '../../query/parameters/nearest.ts';

/** What people type for the segment of a path. */
const SEGMENTS: Readonly<Record<string, string>> = {
  news: 'articles',
  story: 'articles',
  report: 'reports',
  document: 'articles',
  people: 'actors',
  person: 'actors',
  speaker: 'actors',
  country: 'actors',
  quotation: 'quotes',
  utterance: 'statements',
  claim: 'statements',
  conflict: 'disagreements',
  dispute: 'disagreements',
  action: 'events',
  incident: 'events',
  cite: 'citations',
  jsonld: 'linked',
  download: 'exports',
  changelog: 'changes',
  history: 'changes',
  error: 'problems',
  histogram: 'timeline',
  pair: 'dyads',
  aggregation: 'facets',
  health: 'livez',
  healthz: 'livez',
  live: 'livez',
  ping: 'livez',
  ready: 'readyz',
  swagger: 'docs',
  redoc: 'docs',
  'openapi-yml': 'openapi.yaml',
  'swagger-json': 'openapi.json',
};

/** Beyond this, a path is not looked at. */
const MAX_LENGTH = 300;
const MAX_SEGMENTS = 6;
/** An id in a path, still escaped, as a suggestion may repeat it. */
const SAFE_ID = /^[\w.~%-]{1,100}$/;

/** @param paths those that there are, with `{parameters}` in braces. Null where none is likely. */
export function pathMeant(path: string, paths: readonly string[]): string | null {
  if (path.length > MAX_LENGTH) return null;
  const [segments, format] = withoutFormat(path.split('/').filter((segment) => segment !== ''));
  if (segments.length === 0 || segments.length > MAX_SEGMENTS) return null;
  const given = segments[0]?.toLowerCase() === 'api' ? segments.slice(1) : segments;
  const tail = /^v\d+(\.\d+)?$/i.test(given[0] ?? '') ? given.slice(1) : given;
  if (tail.length === 0) return '/v1';
  const fits = paths.flatMap((pattern) => {
    const fit = fitOf(
      tail,
      pattern.split('/').filter((segment) => segment !== '' && segment !== 'v1'),
      pattern,
    );
    return fit === null ? [] : [fit];
  });
  const [best] = fits.sort((a, b) => a.cost - b.cost);
  if (best === undefined) return null;
  const exported = best.path.replace('/v1/', '/v1/exports/');
  return format === 'table' && paths.includes(exported) ? exported : best.path;
}

/** `events.csv` is a table of events, and `events.json` is events. */
function withoutFormat(segments: readonly string[]): [segments: readonly string[], format: 'table' | null] {
  const [, name, ending] = /^(.+)\.(csv|ndjson|json)$/i.exec(segments.at(-1) ?? '') ?? [];
  if (name === undefined || name.toLowerCase() === 'openapi' || name.toLowerCase() === 'swagger')
    return [segments, null];
  return [[...segments.slice(0, -1), name], ending?.toLowerCase() === 'json' ? null : 'table'];
}

/** How well segments fit a pattern: a name that differs costs more than an id. */
function fitOf(
  given: readonly string[],
  pattern: readonly string[],
  path: string,
): { path: string; cost: number } | null {
  if (given.length !== pattern.length) return null;
  let cost = 0;
  const ids = new Map<string, string>();
  for (const [index, name] of pattern.entries()) {
    const segment = given[index] ?? '';
    if (name.startsWith('{')) {
      if (!SAFE_ID.test(segment)) return null;
      ids.set(name, segment);
      cost += 1;
    } else if (segment !== name) {
      if (!isMeant(segment, name)) return null;
      cost += 2;
    }
  }
  return { path: path.replace(/\{\w+\}/g, (name) => ids.get(name) ?? name), cost };
}

function isMeant(segment: string, name: string): boolean {
  const word = fold(segment);
  const singular = word.replace(/ies$/, 'y').replace(/s$/, '');
  return SEGMENTS[word] === name || SEGMENTS[singular] === name || nearest(segment, [name]) !== null;
}
