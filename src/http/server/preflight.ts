// Answers the question that a browser asks before a page may send a request with headers of its own (CORS).
import type { FastifyReply, FastifyRequest } from 'fastify';

export const ALLOWED_METHODS = 'GET, HEAD, OPTIONS';

/** Names of headers, separated by commas; more than any page sends is not looked at. */
const HEADER_NAMES = /^[\w!#$%&'*+.^`|~-]{1,100}(?:[ \t]*,[ \t]*[\w!#$%&'*+.^`|~-]{1,100}){0,99}$/;

export function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/**
 * Allows whatever headers the page names: a tracer adds `traceparent`, a library `content-type`, and none of them can do
 * harm where all is public and nothing is written.
 */
export function sendPreflight({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const named = String(headers['access-control-request-headers'] ?? '').trim();
  return reply
    .code(204)
    .headers({
      allow: ALLOWED_METHODS,
      'access-control-allow-methods': ALLOWED_METHODS,
      'access-control-allow-headers': HEADER_NAMES.test(named) ? named : 'If-None-Match',
      'access-control-max-age': '86400',
      vary: 'Accept-Encoding, Access-Control-Request-Headers',
    })
    .send();
}
