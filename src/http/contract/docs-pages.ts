// Serves the OpenAPI document and the pages that show it. The pages load nothing from other servers.
import { createHash } from 'node:crypto';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { CACHE_CONTROL, matchesTag } from '../server/caching.ts';
import { JSON_TYPE } from '../server/route.ts';
import { type OpenapiDocument, renderOpenapi } from './document.ts';

export const DOCS_PATHS = ['/', '/docs', '/docs/*', '/openapi.json', '/openapi.yaml'];

export async function serveDocs(
  app: FastifyInstance,
  document: OpenapiDocument,
  publicUrl: string,
): Promise<void> {
  // biome-ignore lint/suspicious/noExplicitAny: the plugin types documents by another package's OpenAPI 3.1 types
  await app.register(swagger, { mode: 'static', specification: { document: document as any } });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: {
      // Without the top bar, which would offer to load other documents.
      layout: 'BaseLayout',
      deepLinking: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
    },
    theme: { title: 'Demarche' },
  });
  serveText(app, '/openapi.yaml', 'application/yaml; charset=utf-8', renderOpenapi(document));
  serveText(app, '/openapi.json', JSON_TYPE, JSON.stringify(document));
  app.get('/', (_request, reply) => reply.redirect(`${publicUrl}/docs`, 302));
}

function serveText(app: FastifyInstance, path: string, type: string, text: string): void {
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  app.get(path, (request, reply) => {
    reply.headers({ etag: tag, 'cache-control': CACHE_CONTROL });
    if (matchesTag(request.headers['if-none-match'] ?? '', tag)) return reply.code(304).send();
    return reply.type(type).send(text);
  });
}
