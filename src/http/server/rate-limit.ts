// How many requests a client may send in a minute, where the operator sets a limit.
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { isPreflight } from './preflight.ts';
import { Problem } from './problems.ts';

const MINUTE = 60_000;

/** Clients that are counted at once; of more, those not heard of for longest start anew. */
const MAX_CLIENTS = 50_000;

/** What those who run the service ask, however often. */
export const UNLIMITED_PATHS: readonly string[] = ['/livez', '/readyz', '/metrics'];

/**
 * Limits all requests of a client together: by its address, and with IPv6 by its network of 64 bits. A preflight is
 * free, since a browser would not let a page read its problem.
 * @param max requests in a minute; 0 for no limit.
 */
export async function limitRates(app: FastifyInstance, max: number): Promise<void> {
  if (max === 0) return;
  await app.register(rateLimit, {
    global: false,
    max,
    timeWindow: MINUTE,
    cache: MAX_CLIENTS,
    // `RateLimit-Limit`, not `X-RateLimit-Limit`.
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem(
        'too-many-requests',
        `A client may send ${max} requests in a minute; go on in ${Math.ceil(ttl / 1000)} s.`,
      ),
  });
  const limit = app.rateLimit();
  app.addHook('onRequest', async function limitRate(request, reply) {
    if (UNLIMITED_PATHS.includes(request.routeOptions.url ?? '') || isPreflight(request)) return;
    await limit.call(this, request, reply);
  });
}
