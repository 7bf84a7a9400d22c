// Registers the route table with the server: each request becomes a call, each result a response with its headers.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Revisions } from '../../store/port/revisions.ts';
import type { Admission } from './admission.ts';
import {
  CACHE_CONTROL,
  entityTag,
  isHeldBy,
  matchesTag,
  type Representation,
  type ResponseCache,
} from './caching.ts';
import { type Coding, codingFor, encode, encodeStream, isCompressible, weakTag } from './compression.ts';
import { requireIntact } from './data-problems.ts';
import { clientCheck } from './gone-clients.ts';
import { PermanentRedirect } from './problems.ts';
import { callOf } from './read-request.ts';
import { type Call, JSON_TYPE, type Route } from './route.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import type { StreamSlots } from './stream-slots.ts';

const BODY_HEADERS = Object.keys(SECURITY_HEADERS);

type Streamed = Omit<Representation, 'body' | 'coding' | 'pattern'> & {
  readonly open: () => Promise<Readable>;
};

/** What the client says of the answer that it wants. */
interface Client {
  readonly noneMatch: string | undefined;
  readonly coding: Coding | null;
  readonly isHead: boolean;
}

/** What routes need besides the request. */
export interface RouteContext {
  readonly revisions: Revisions;
  readonly cache: ResponseCache;
  readonly publicUrl: string;
  /** Refuses what needs work where there is too much of it. */
  readonly admission: Admission;
  readonly slots: StreamSlots;
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
  const { revisions, cache, publicUrl, admission, slots } = context;
  const url = request.raw.url ?? '';
  const current = revisions.current();
  const client: Client = {
    noneMatch: request.headers['if-none-match'],
    coding: codingFor(request.headers['accept-encoding']),
    isHead: request.method === 'HEAD',
  };
  if (route.needsData) requireIntact(current);
  if (route.cached === 'revision') {
    const kept = cache.find(current.opening, url, client.coding);
    if (kept !== undefined) {
      const representation = await encoded(kept, client.coding);
      if (representation !== kept) cache.set(current.opening, url, representation);
      return send(representation, client, reply);
    }
  }

  const queryMark = url.indexOf('?');
  const rawQuery = queryMark === -1 ? '' : url.slice(queryMark + 1);
  const call = callOf(
    {
      route,
      pathValues: request.params as Record<string, string>,
      rawQuery,
      requireClient: clientCheck(request.raw),
    },
    current,
    revisions,
    publicUrl,
  );
  if (route.cached === 'never') return sendUncached(route, call, reply);

  const address = `${publicUrl}${call.path}?${call.query}`;
  const tag = entityTag(call.store.revision, address);
  // Before the handler: only a client that received the tag can send it, so the representation exists.
  if (client.noneMatch !== undefined && matchesTag(client.noneMatch, tag))
    return sendNotModified({ tag, revision: call.store.revision, coding: client.coding }, reply);
  if (route.needsData) admission.check();
  call.requireClient();
  try {
    const { body, type = JSON_TYPE, headers = {} } = await route.handle(call);
    const named = { type, headers, tag, revision: call.store.revision };
    if (typeof body !== 'string') {
      const open = () => slots.open(body, call.requireClient);
      return await sendStream({ ...named, open }, client, reply);
    }
    const pattern = request.routeOptions.url ?? '';
    const representation = await encoded({ ...named, body, coding: null, pattern }, client.coding);
    // A page of an older revision is not cached: it must not outlive that revision.
    if (call.store === current) cache.set(current.opening, url, representation);
    return send(representation, client, reply);
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

/** The representation in the coding that the client takes; the same one where it is so already, or too small. */
async function encoded(kept: Representation, coding: Coding | null): Promise<Representation> {
  if (coding === kept.coding || coding === null || !isCompressible(kept.body)) return kept;
  return { ...kept, body: await encode(kept.body, coding), coding };
}

function send(representation: Representation, { noneMatch }: Client, reply: FastifyReply): FastifyReply {
  const { body, tag } = representation;
  if (isHeldBy(noneMatch, tag)) return sendNotModified(representation, reply);
  return reply.headers(representationHeaders(representation)).send(body);
}

/** The headers of a whole answer, beside those of every answer. */
export function representationHeaders(representation: Representation): Record<string, string> {
  const { headers, type } = representation;
  return {
    ...validators(representation),
    ...codingHeader(representation),
    ...headers,
    'content-type': type,
  };
}

/** For HEAD the stream is not opened: the headers do not depend on it. */
async function sendStream(
  { open, type, headers, tag, revision }: Streamed,
  { noneMatch, coding, isHead }: Client,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const named = { tag, revision, coding };
  if (noneMatch?.trim() === '*') return sendNotModified(named, reply);
  const stream = isHead ? Readable.from([]) : await open();
  return reply
    .headers({ ...validators(named), ...codingHeader(named), ...headers })
    .type(type)
    .send(isHead || coding === null ? stream : encodeStream(stream, coding));
}

/** What a response is known by. */
type Named = Pick<Representation, 'tag' | 'revision' | 'coding'>;

/** Without what only matters to a body: the client has it with the body that it keeps. */
function sendNotModified(named: Named, reply: FastifyReply): FastifyReply {
  for (const name of BODY_HEADERS) reply.removeHeader(name);
  return reply.code(304).headers(validators(named)).send();
}

export function validators({ tag, revision, coding }: Named): Record<string, string> {
  return {
    etag: coding === null ? tag : weakTag(tag),
    'cache-control': CACHE_CONTROL,
    'dataset-version': revision,
  };
}

function codingHeader({ coding }: Named): Record<string, string> {
  return coding === null ? {} : { 'content-encoding': coding };
}

async function sendUncached(route: Route, call: Call, reply: FastifyReply): Promise<FastifyReply> {
  const { body, type = JSON_TYPE } = await route.handle(call);
  return reply
    .headers({ 'cache-control': 'no-store', 'dataset-version': call.store.revision })
    .type(type)
    .send(typeof body === 'string' ? body : await body());
}
