// Serves the OpenAPI document and the pages that show it. The pages load nothing from other servers.
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { FixedText } from '../server/fixed-text.ts';
import { JSON_TYPE } from '../server/route.ts';
import { type OpenapiDocument, renderOpenapi } from './document.ts';
import { PAGE_SCRIPT, PAGE_STYLE } from './page-script.ts';

export const DOCS_PATHS = ['/', '/docs', '/docs/*', '/openapi.json', '/openapi.yaml'];

/** Where the package of the pages keeps their files. */
const PAGE_FILES = new URL('static/', import.meta.resolve('@fastify/swagger-ui'));

const PAGE_FILE_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves the document and the pages. The plugin would compress neither, nor tag what is its own. */
export async function serveDocs(
  app: FastifyInstance,
  document: OpenapiDocument,
  publicUrl: string,
): Promise<void> {
  const json = new FixedText(JSON_TYPE, JSON.stringify(document));
  const yaml = new FixedText('application/yaml; charset=utf-8', renderOpenapi(document));
  const documents: Readonly<Record<string, FixedText>> = { '/docs/json': json, '/docs/yaml': yaml };
  // biome-ignore lint/suspicious/noExplicitAny: the plugin types documents by another package's OpenAPI 3.1 types
  await app.register(swagger, { mode: 'static', specification: { document: document as any } });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiHooks: {
      onRequest: async (request, reply) => documents[request.routeOptions.url ?? '']?.send(request, reply),
    },
    uiConfig: {
      // Without the top bar, which would offer to load other documents.
      layout: 'BaseLayout',
      deepLinking: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      filter: true,
      // Nothing can be changed by a request, so the fields are open at once.
      tryItOutEnabled: true,
    },
    theme: {
      title: 'Demarche',
      js: [{ filename: 'page.js', content: PAGE_SCRIPT }],
      css: [{ filename: 'page.css', content: PAGE_STYLE }],
    },
  });
  serveText(app, '/openapi.yaml', yaml);
  serveText(app, '/openapi.json', json);
  for (const name of readdirSync(PAGE_FILES)) {
    const type = PAGE_FILE_TYPES[extname(name)];
    const file = fileURLToPath(new URL(name, PAGE_FILES));
    if (type !== undefined) serveText(app, `/docs/static/${name}`, new FixedText(type, readFileSync(file)));
  }
  app.get('/', (_request, reply) => reply.redirect(`${publicUrl}/docs`, 302));
}

function serveText(app: FastifyInstance, path: string, text: FixedText): void {
  app.get(path, (request, reply) => text.send(request, reply));
}
