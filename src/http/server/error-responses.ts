// Every way a request can fail, answered as a problem: unknown paths, other methods, malformed requests, faults.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { nearest } from '../../query/parameters/nearest.ts';
import type { Revisions } from '../../store/port/revisions.ts';
import { Problem, problemBody, problemOfStatus } from './problems.ts';
import { PROBLEM_TYPE } from './route.ts';

const ALLOWED_METHODS = 'GET, HEAD, OPTIONS';

/** Headers on every response: any page may read any answer. */
export const OPEN_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link, Dataset-Version, Retry-After',
};

const PREFLIGHT_HEADERS = {
  allow: ALLOWED_METHODS,
  'access-control-allow-methods': ALLOWED_METHODS,
  'access-control-allow-headers': 'If-None-Match',
  'access-control-max-age': '86400',
};

export interface Refusing {
  readonly publicUrl: string;
  readonly revisions: Revisions;
  /** Paths as registered, `{parameters}` in braces; `*` at the end for all below. */
  readonly paths: readonly string[];
}

export function sendProblem(
  problem: Problem,
  { publicUrl, revisions }: Refusing,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const retry = problem.status === 503 ? { 'retry-after': '1' } : {};
  return reply
    .code(problem.status)
    .headers({
      ...OPEN_HEADERS,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'dataset-version': revisions.current().revision,
      ...retry,
      ...problem.headers,
    })
    .type(PROBLEM_TYPE)
    .send(problemBody(problem, request.raw.url ?? '', publicUrl));
}

/** Answers whatever has no route before a body is read: another method of a known path, or no path at all. */
export function refuseUnknown(app: FastifyInstance, refusing: Refusing): void {
  const patterns = refusing.paths.map(patternOf);
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const [path = ''] = (request.raw.url ?? '').split('?', 1);
    // Below the docs a path may be known and its file not.
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead || !patterns.some((pattern) => pattern.test(path)))
      return sendProblem(unknownPath(path, refusing.paths), refusing, request, reply);
    if (request.method === 'OPTIONS') return reply.code(204).headers(PREFLIGHT_HEADERS).send();
    const detail = `${request.method.slice(0, 20)} is not possible; the methods here are ${ALLOWED_METHODS}.`;
    return sendProblem(
      new Problem('method-not-allowed', detail, { headers: { allow: ALLOWED_METHODS } }),
      refusing,
      request,
      reply,
    );
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
    nearest(
      short,
      paths.filter((known) => !known.includes('*')),
    ) ?? '/v1';
  const message = `There is nothing at "${short}".`;
  return new Problem('no-such-path', message, { errors: [{ parameter: '', message, suggestion: near }] });
}

/** Problems as they are; errors of the framework by their status; anything else is a fault of ours, and logged. */
export function refuseErrors(app: FastifyInstance, refusing: Refusing): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = error instanceof Problem ? error : problemOfStatus(error.statusCode ?? 500, request.id);
    // Not being ready is no fault: probes ask every few seconds.
    if (problem.status === 500)
      request.log.error({ err: error.cause ?? error, url: request.raw.url }, problem.message);
    return sendProblem(problem, refusing, request, reply);
  });
}

/** What is not even HTTP gets its problem on the bare socket, which is then closed. */
export function refuseOnSocket(
  error: NodeJS.ErrnoException,
  socket: Socket,
  { publicUrl, revision }: { publicUrl: string; revision: string },
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error);
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = problemBody(problemOfStatus(status, ''), '', publicUrl);
  const headers = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(OPEN_HEADERS).map(([name, value]) => `${name}: ${value}`),
    'cache-control: no-store',
    `dataset-version: ${revision}`,
    'Connection: close',
  ];
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
}
