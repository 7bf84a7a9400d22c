// Registers the route table with the server: each request becomes a call, each result a response with its headers.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Revisions } from '../../store/port/revisions.ts';
import { CACHE_CONTROL, entityTag, matchesTag, type Representation, type ResponseCache } from './caching.ts';
import { requireIntact } from './data-problems.ts';
import { PermanentRedirect } from './problems.ts';
import { callOf } from './read-request.ts';
import { type Call, JSON_TYPE, type Route } from './route.ts';

type Streamed = Omit<Representation, 'body'> & { readonly open: () => Promise<Readable> };

/** What routes need besides the request. */
export interface RouteContext {
  readonly revisions: Revisions;
  readonly cache: ResponseCache;
  readonly publicUrl: string;
}

export function serveRoutes(app: FastifyInstance, routes: readonly Route[], context: RouteContext): void {
  for (const route of routes) {
    app.get(route.path.replace(/\{(\w+)\}/g, ':$1'), (request, reply) =>
      answer(route, context, request, reply),
    );
  }
}

async function answer(
  route: Route,
  context: RouteContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { revisions, cache, publicUrl } = context;
  const url = request.raw.url ?? '';
  const current = revisions.current();
  const noneMatch = request.headers['if-none-match'];
  if (route.needsData) requireIntact(current);

  const cached = route.cached === 'revision' ? cache.get(current.opening, url) : undefined;
  if (cached !== undefined) return send(cached, noneMatch, reply);

  const queryMark = url.indexOf('?');
  const rawQuery = queryMark === -1 ? '' : url.slice(queryMark + 1);
  const call = callOf(
    { route, pathValues: request.params as Record<string, string>, rawQuery },
    current,
    revisions,
    publicUrl,
  );
  if (route.cached === 'never') return sendUncached(route, call, reply);

  const address = `${publicUrl}${call.path}?${call.query}`;
  const tag = entityTag(call.store.revision, address);
  // Before the handler: only a client that received the tag can send it, so the representation exists.
  if (noneMatch !== undefined && matchesTag(noneMatch, tag))
    return sendNotModified({ tag, revision: call.store.revision }, reply);
  try {
    const { body, type = JSON_TYPE, headers = {} } = await route.handle(call);
    const named = { type, headers, tag, revision: call.store.revision };
    if (typeof body !== 'string') return await sendStream({ ...named, open: body }, request, reply);
    const representation = { ...named, body };
    // A page of an older revision is not cached: it must not outlive that revision.
    if (call.store === current) cache.set(current.opening, url, representation);
    return send(representation, noneMatch, reply);
  } catch (error) {
    if (!(error instanceof PermanentRedirect)) throw error;
    return reply
      .code(308)
      .headers({
        location: error.location,
        'cache-control': CACHE_CONTROL,
        'dataset-version': call.store.revision,
      })
      .send();
  }
}

function send(
  representation: Representation,
  noneMatch: string | undefined,
  reply: FastifyReply,
): FastifyReply {
  const { body, type, headers, tag, revision } = representation;
  if (noneMatch !== undefined && (noneMatch.trim() === '*' || matchesTag(noneMatch, tag)))
    return sendNotModified({ tag, revision }, reply);
  return reply
    .headers({ ...validators({ tag, revision }), ...headers })
    .type(type)
    .send(body);
}

/** For HEAD the stream is not opened: the headers do not depend on it. */
async function sendStream(
  { open, type, headers, tag, revision }: Streamed,
  { method, headers: { 'if-none-match': noneMatch } }: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (noneMatch?.trim() === '*') return sendNotModified({ tag, revision }, reply);
  const stream = method === 'HEAD' ? Readable.from([]) : await open();
  return reply
    .headers({ ...validators({ tag, revision }), ...headers })
    .type(type)
    .send(stream);
}

function sendNotModified(named: { tag: string; revision: string }, reply: FastifyReply): FastifyReply {
  return reply.code(304).headers(validators(named)).send();
}

function validators({ tag, revision }: { tag: string; revision: string }): Record<string, string> {
  return { etag: tag, 'cache-control': CACHE_CONTROL, 'dataset-version': revision };
}

async function sendUncached(route: Route, call: Call, reply: FastifyReply): Promise<FastifyReply> {
  const { body, type = JSON_TYPE } = await route.handle(call);
  return reply
    .headers({ 'cache-control': 'no-store', 'dataset-version': call.store.revision })
    .type(type)
    .send(typeof body === 'string' ? body : await body());
}
