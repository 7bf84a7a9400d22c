// The HTTP application over a dataset. It does not listen, read the environment or print.
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import fastify, {
  type FastifyHttpOptions,
  type FastifyInstance,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import type { Config } from './config.ts';
import { DOCS_PATHS, serveDocs } from './http/contract/docs-pages.ts';
import { createContract } from './http/contract/document.ts';
import { routeTable } from './http/routes.ts';
import { ResponseCache } from './http/server/caching.ts';
import {
  OPEN_HEADERS,
  type Refusing,
  refuseErrors,
  refuseOnSocket,
  refuseUnknown,
  sendProblem,
} from './http/server/error-responses.ts';
import { createMetrics, type Metrics } from './http/server/metrics.ts';
import { problemOfStatus } from './http/server/problems.ts';
import { SECURITY_HEADERS } from './http/server/security-headers.ts';
import { serveRoutes } from './http/server/serve-routes.ts';
import type { Revisions } from './store/port/revisions.ts';

/** What a process tells its application while it goes on. */
export interface Lifecycle {
  /** From the signal to stop until the last answer: not ready, and connections are closed after their answer. */
  draining: boolean;
}

export interface AppOptions {
  readonly revisions: Revisions;
  readonly config: Pick<Config, 'publicUrl' | 'cacheBytes'>;
  readonly logger?: FastifyServerOptions['logger'];
  readonly lifecycle?: Lifecycle;
}

/** Builds the application, ready to `inject` or `listen`. Closing it leaves the revisions open. */
export async function buildApp({
  revisions,
  config,
  logger = false,
  lifecycle = { draining: false },
}: AppOptions): Promise<FastifyInstance> {
  const { publicUrl } = config;
  const metrics = createMetrics(() => revisions.current().revision);
  const trouble = () => (lifecycle.draining ? 'The process is stopping.' : revisions.trouble());
  const routes = routeTable({ trouble, metrics: () => metrics.render() });
  const refusing: Refusing = {
    publicUrl,
    revisions,
    paths: [...routes.map(({ path }) => path), ...DOCS_PATHS],
  };

  const app = fastify({
    ...serverOptions(refusing),
    logger,
    genReqId: () => randomUUID(),
    // A path that cannot be decoded never reaches a route or a hook.
    frameworkErrors: (error, request, reply) => {
      sendProblem(problemOfStatus(error.statusCode ?? 400, request.id), refusing, request, reply);
    },
  });
  addCommonHeaders(app, revisions, lifecycle);
  addMeasurement(app, metrics);
  refuseErrors(app, refusing);
  refuseUnknown(app, refusing);
  serveRoutes(app, routes, { revisions, cache: new ResponseCache(config.cacheBytes), publicUrl });
  await serveDocs(app, createContract(routes), publicUrl);
  return app;
}

/** Bounds on what one client can hold: time, headers, sockets. A proxy in front may be stricter. */
function serverOptions({ publicUrl, revisions }: Refusing): FastifyHttpOptions<Server> {
  return {
    requestTimeout: 10_000,
    connectionTimeout: 30_000,
    // Above the idle time of common proxies (60 s), so that they close first and meet no reset.
    keepAliveTimeout: 65_000,
    maxRequestsPerSocket: 1000,
    bodyLimit: 1024,
    http: { headersTimeout: 5000, connectionsCheckingInterval: 1000, maxHeaderSize: 16 * 1024 },
    routerOptions: {
      maxParamLength: 100,
      // Parameters are read from the raw query, strictly.
      querystringParser: () => ({}),
    },
    trustProxy: false,
    return503OnClosing: false,
    // The metrics count requests; the log is for what goes wrong.
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: true,
    clientErrorHandler: (error, socket) =>
      refuseOnSocket(error, socket, { publicUrl, revision: revisions.current().revision }),
  };
}

// Hooks run on every request: with callbacks they cost no promise each.

const COMMON_HEADERS = { ...OPEN_HEADERS, ...SECURITY_HEADERS };

function addCommonHeaders(app: FastifyInstance, revisions: Revisions, lifecycle: Lifecycle): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(COMMON_HEADERS).header('dataset-version', revisions.current().revision);
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (lifecycle.draining) reply.header('connection', 'close');
    done(null, payload);
  });
}

function addMeasurement(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    const pattern = request.is404 ? null : (request.routeOptions.url ?? null);
    metrics.observe(pattern, request.method, reply.statusCode, reply.elapsedTime);
    done();
  });
}
