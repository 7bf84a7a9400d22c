// Answers every failed request with a problem: unknown paths, other methods, malformed requests, internal errors.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Revisions } from '../../store/port/revisions.ts';
import { refusalOf } from './connections.ts';
import { problemOfStore } from './data-problems.ts';
import { ClientGone } from './gone-clients.ts';
import { pathMeant } from './path-meant.ts';
import { ALLOWED_METHODS, isPreflight, sendPreflight } from './preflight.ts';
import { Problem, problemBody, problemOfStatus } from './problems.ts';
import { RESPONSE_HEADERS } from './response-headers.ts';
import { PROBLEM_TYPE } from './route.ts';

/** What an error response needs besides the request. */
export interface ErrorContext {
  readonly publicUrl: string;
  readonly revisions: Revisions;
  /** All registered paths, with `{parameters}` in braces and a final `*` for any path below. */
  readonly paths: readonly string[];
}

export function sendProblem(
  problem: Problem,
  { publicUrl, revisions }: ErrorContext,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const isTemporary = problem.status === 503 || problem.status === 429;
  const retry = isTemporary && !reply.hasHeader('retry-after') ? { 'retry-after': '1' } : {};
  return reply
    .code(problem.status)
    .headers({
      ...RESPONSE_HEADERS,
      'cache-control': 'no-store',
      'dataset-version': revisions.current().revision,
      ...retry,
      ...problem.headers,
    })
    .type(PROBLEM_TYPE)
    .send(problemBody(problem, request.raw.url ?? '', publicUrl));
}

/** Answers requests without a route, before their body is read: other methods of a known path, and unknown paths. */
export function handleUnmatched(app: FastifyInstance, context: ErrorContext): void {
  const patterns = context.paths.map(patternOf);
  // A route for any path below another, as the one for the pages' files, may find nothing.
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = (request.raw.url ?? '').split('?', 1);
    return sendProblem(unknownPath(path, context.paths), context, request, reply);
  });
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    // Answered for any path, so that a page gets to read the problem of one that does not exist.
    if (isPreflight(request)) return sendPreflight(request, reply);
    const [path = ''] = (request.raw.url ?? '').split('?', 1);
    // A path below `/docs/*` is known even where its file is missing, so reads are always 404.
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead || !patterns.some((pattern) => pattern.test(path)))
      return sendProblem(unknownPath(path, context.paths), context, request, reply);
    if (request.method === 'OPTIONS') return reply.code(204).header('allow', ALLOWED_METHODS).send();
    const detail = `${request.method.slice(0, 20)} is not possible; the methods here are ${ALLOWED_METHODS}.`;
    return sendProblem(
      new Problem('method-not-allowed', detail, { headers: { allow: ALLOWED_METHODS } }),
      context,
      request,
      reply,
    );
  });
}

/** Refuses what no path could answer, before a path is looked for. */
export function handleRefusals(app: FastifyInstance, context: ErrorContext): void {
  app.addHook('onRequest', (request, reply, done) => {
    const refusal = refusalOf(request.raw);
    return refusal === null ? done() : sendProblem(refusal, context, request, reply);
  });
}

function patternOf(path: string): RegExp {
  const source = path
    .replace(/[.]/g, '\\.')
    .replace(/\{\w+\}/g, '[^/]+')
    .replace(/\*$/, '.*');
  return new RegExp(`^${source}$`);
}

function unknownPath(path: string, paths: readonly string[]): Problem {
  const short = path.slice(0, 100);
  const near =
    pathMeant(
      path,
      paths.filter((known) => !known.includes('*')),
    ) ?? '/v1';
  const message = `There is nothing at "${short}".`;
  return new Problem('no-such-path', message, { errors: [{ parameter: '', message, suggestion: near }] });
}

/** Sends Problems as they are and framework errors by their status; anything else is an internal error, and logged. */
export function handleErrors(app: FastifyInstance, context: ErrorContext): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof ClientGone) return reply.hijack();
    const problem =
      error instanceof Problem
        ? error
        : (problemOfStore(error) ?? problemOfStatus(error.statusCode ?? 500, request.id));
    // Not being ready is not logged: probes request it every few seconds. Damage is logged by who follows the data.
    if (problem.status === 500)
      request.log.error({ err: error.cause ?? error, url: request.raw.url }, problem.message);
    return sendProblem(problem, context, request, reply);
  });
}
