// What tells browsers how little a page of this service may do.
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Security headers on every response. The docs page needs its own scripts, styles and inline pictures, no more. */
export async function addSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Other sites may read this API; whether it is on TLS is for the proxy to know and say.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    strictTransportSecurity: false,
  });
}
