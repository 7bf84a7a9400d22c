// Answers what the cache holds before the framework sees the request: nothing is parsed, no header is put together, and
// only what has been answered before to the very same address is answered. All else is left to the routes.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Revisions } from '../../store/port/revisions.ts';
import { isHeldBy, type Representation, type ResponseCache } from './caching.ts';
import { codingFor, isCompressible } from './compression.ts';
import { refusalOf } from './connections.ts';
import type { Metrics } from './metrics.ts';
import { HEADERS_WITHOUT_BODY, RESPONSE_HEADERS } from './response-headers.ts';
import { representationHeaders, validators } from './serve-routes.ts';

/** How long what is known of the file holds for answers that are kept. */
const LOOK_MILLISECONDS = 5;

interface KeptAnswerOptions {
  readonly revisions: Revisions;
  readonly cache: ResponseCache;
  readonly metrics: Metrics;
  readonly lifecycle: { readonly draining: boolean };
}

/** The headers of an answer as Node takes them quickest: names and values in turn. */
interface Heads {
  readonly whole: string[];
  readonly notModified: string[];
}

const heads = new WeakMap<Representation, Heads>();

function headsOf(kept: Representation): Heads {
  const known = heads.get(kept);
  if (known !== undefined) return known;
  const length = { 'content-length': String(Buffer.byteLength(kept.body)) };
  const made = {
    whole: Object.entries({ ...RESPONSE_HEADERS, ...representationHeaders(kept), ...length }).flat(),
    notModified: Object.entries({ ...HEADERS_WITHOUT_BODY, ...validators(kept) }).flat(),
  };
  heads.set(kept, made);
  return made;
}

/** Lets the server look into the cache first. Call it before other listeners for requests are added. */
export function answerKeptFirst(server: Server, options: KeptAnswerOptions): void {
  const [answer, ...others] = server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  if (answer === undefined || others.length > 0) throw new Error('one listener for requests is expected');
  const isIntact = intactLately(options.revisions);
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (!answerKept(request, response, options, isIntact)) answer(request, response);
  });
}

/**
 * Whether the current store's file was as it should be when it was last looked at, which is not for each request: to ask
 * the system takes a tenth of answering 304, and what is kept was read before anything happened to the file.
 */
function intactLately(revisions: Revisions): (now: number) => boolean {
  let opening = 0;
  let until = 0;
  return (now) => {
    const current = revisions.current();
    if (current.opening === opening && now < until) return true;
    if (current.integrity() !== 'intact') return false;
    opening = current.opening;
    until = now + LOOK_MILLISECONDS;
    return true;
  };
}

/** Whether the request is answered. */
function answerKept(
  request: IncomingMessage,
  response: ServerResponse,
  { revisions, cache, metrics, lifecycle }: KeptAnswerOptions,
  isIntact: (now: number) => boolean,
): boolean {
  const { method = '', url = '' } = request;
  if ((method !== 'GET' && method !== 'HEAD') || lifecycle.draining) return false;
  const current = revisions.current();
  const coding = codingFor(request.headers['accept-encoding']);
  const kept = cache.find(current.opening, url, coding);
  if (kept === undefined || (kept.coding !== coding && isCompressible(kept.body))) return false;
  const began = performance.now();
  if (!isIntact(began) || refusalOf(request) !== null) return false;

  const isKnown = isHeldBy(request.headers['if-none-match'], kept.tag);
  const status = isKnown ? 304 : 200;
  response.once('finish', () => metrics.observe(kept.pattern, method, status, performance.now() - began));
  const { whole, notModified } = headsOf(kept);
  response.writeHead(status, isKnown ? notModified : whole);
  response.end(isKnown || method === 'HEAD' ? undefined : kept.body);
  return true;
}
