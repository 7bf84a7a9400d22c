// Builds the HTTP application over the revisions of a dataset. It does not listen, read the environment or print.
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
import { admission, type Lateness } from './http/server/admission.ts';
import { ResponseCache } from './http/server/caching.ts';
import { compressTexts } from './http/server/compression.ts';
import { watchConnections } from './http/server/connections.ts';
import {
  type ErrorContext,
  handleErrors,
  handleRefusals,
  handleUnmatched,
  sendProblem,
} from './http/server/error-responses.ts';
import { answerKeptFirst } from './http/server/kept-answers.ts';
import { createMetrics, type Metrics, type MetricsPeers } from './http/server/metrics.ts';
import { problemOfStatus } from './http/server/problems.ts';
import { limitRates } from './http/server/rate-limit.ts';
import { RESPONSE_HEADERS } from './http/server/response-headers.ts';
import { serveRoutes } from './http/server/serve-routes.ts';
import { refuseTunnels, rejectOnSocket } from './http/server/socket-errors.ts';
import { StreamSlots } from './http/server/stream-slots.ts';
import { answerUnescaped, badEscapeProblem } from './http/server/unescaped-address.ts';
import type { Revisions } from './store/port/revisions.ts';

/** What the process tells the running application. */
export interface Lifecycle {
  /** Set on the signal to stop: the application is not ready, and closes each connection after its response. */
  draining: boolean;
}

export interface AppOptions {
  readonly revisions: Revisions;
  readonly config: Pick<Config, 'publicUrl' | 'cacheBytes'> &
    Partial<Pick<Config, 'rateLimit' | 'trustProxy' | 'exportsAtOnce' | 'maxDelayMilliseconds'>>;
  readonly logger?: FastifyServerOptions['logger'];
  readonly lifecycle?: Lifecycle;
  /** How late the event loop is, where that is not to be measured. */
  readonly lateness?: () => Lateness;
  /** The other processes that serve the same; null for none. */
  readonly peers?: MetricsPeers | null;
}

/** Builds the application, ready to `inject` or `listen`. Closing it leaves the revisions open. */
export async function buildApp({
  revisions,
  config,
  logger = false,
  lifecycle = { draining: false },
  lateness,
  peers = null,
}: AppOptions): Promise<FastifyInstance> {
  const { publicUrl, rateLimit = 0, trustProxy = [] } = config;
  const gate = admission(config.maxDelayMilliseconds ?? 0, lateness);
  const metrics = createMetrics(() => revisions.current().revision, peers);
  const trouble = () => (lifecycle.draining ? 'The process is stopping.' : revisions.trouble());
  const routes = routeTable({ trouble, metrics: () => metrics.render() });
  const context: ErrorContext = {
    publicUrl,
    revisions,
    paths: [...routes.map(({ path }) => path), ...DOCS_PATHS],
  };

  const app = fastify({
    ...serverOptions(context),
    trustProxy: trustProxy.length > 0 && [...trustProxy],
    logger,
    genReqId: requestIds(),
    // A path that cannot be decoded reaches no route and no hook.
    frameworkErrors: (error, request, reply) => {
      const problem =
        error.code === 'FST_ERR_BAD_URL'
          ? badEscapeProblem(request.raw.url ?? '')
          : problemOfStatus(error.statusCode ?? 400, request.id);
      sendProblem(problem, context, request, reply);
    },
  });
  const cache = new ResponseCache(config.cacheBytes);
  // A limit of requests counts each of them, those for what is kept too.
  if (rateLimit === 0) answerKeptFirst(app.server, { revisions, cache, metrics, lifecycle });
  watchConnections(app.server);
  refuseTunnels(app.server, () => socketContext(context));
  addCommonHeaders(app, revisions, lifecycle);
  addMeasurement(app, metrics);
  compressTexts(app);
  handleRefusals(app, context);
  handleErrors(app, context);
  await limitRates(app, rateLimit);
  handleUnmatched(app, context);
  app.addHook('onClose', async () => gate.stop());
  serveRoutes(app, routes, {
    revisions,
    cache,
    publicUrl,
    admission: gate,
    slots: new StreamSlots(config.exportsAtOnce ?? Number.POSITIVE_INFINITY),
  });
  await serveDocs(app, createContract(routes), publicUrl);
  return app;
}

/** Ids for the log: one random part for the process, and a number for each request, since most are never read. */
function requestIds(): () => string {
  const process = randomUUID().slice(0, 8);
  let requests = 0;
  return () => {
    requests += 1;
    return `${process}-${requests.toString(36)}`;
  };
}

/** Limits for each client on time, headers and sockets. A proxy in front may be stricter. */
function serverOptions(context: ErrorContext): FastifyHttpOptions<Server> {
  return {
    requestTimeout: 10_000,
    connectionTimeout: 30_000,
    // Longer than the idle time of common proxies (60 s), so that they close first and see no reset.
    keepAliveTimeout: 65_000,
    bodyLimit: 1024,
    http: {
      headersTimeout: 5000,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: 16 * 1024,
      requireHostHeader: false,
    },
    routerOptions: {
      maxParamLength: 100,
      // Parameters are read strictly, from the raw query string.
      querystringParser: () => ({}),
    },
    return503OnClosing: false,
    // The metrics count requests; the log is for errors.
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: true,
    clientErrorHandler(this: FastifyInstance, error, socket) {
      if (answerUnescaped(error, socket, this.server)) return;
      rejectOnSocket(error, socket, socketContext(context));
    },
  };
}

function socketContext({ publicUrl, revisions }: ErrorContext) {
  return { publicUrl, revision: revisions.current().revision };
}

// Hooks run on every request, so they use callbacks, which cost no promise.

function addCommonHeaders(app: FastifyInstance, revisions: Revisions, lifecycle: Lifecycle): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(RESPONSE_HEADERS).header('dataset-version', revisions.current().revision);
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
