// What each connection has been asked and still owes, and which requests are refused for how they came over it.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from './problems.ts';

/** Requests that one connection may bring; the last is told that it is. */
export const MAX_REQUESTS = 1000;

interface Connection {
  requests: number;
  /** Responses that are not sent yet: with pipelining, several. */
  unanswered: number;
  /** Waits for the last of them; further errors of the connection change nothing. */
  closing: (() => void) | null;
}

const connections = new WeakMap<Socket, Connection>();

function connectionOf(socket: Socket): Connection {
  const known = connections.get(socket) ?? { requests: 0, unanswered: 0, closing: null };
  connections.set(socket, known);
  return known;
}

/** Counts the requests of each connection, and hands on those that Node would refuse in words of its own. */
export function watchConnections(server: Server): void {
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = connectionOf(socket);
    connection.requests += 1;
    connection.unanswered += 1;
    // Node's word for announcing the end; its own limit would refuse what comes after without a problem.
    if (connection.requests === MAX_REQUESTS)
      Object.assign(response, { maxRequestsOnConnectionReached: true });
    response.once('close', () => {
      connection.unanswered -= 1;
      if (connection.unanswered === 0) connection.closing?.();
    });
  });
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

/** Does this as the last thing on a connection, after the responses that it still owes. Only the first call counts. */
export function closeWith(socket: Socket, last: () => void): void {
  const connection = connectionOf(socket);
  if (connection.closing !== null) return;
  connection.closing = last;
  if (connection.unanswered === 0) last();
}

/** Milliseconds between two looks at a connection that is owed answers. */
const LOOK = 50;

/**
 * Does this unless a request of the connection is read after all. Node counts the time of a request from when its
 * connection was taken, and looks at its clock before it reads: where the server was late, what it finds too slow may
 * have arrived long ago. Reading is done within a turn of the event loop, and is put off while answers are owed.
 */
export function unlessRead(socket: Socket, isTooSlow: () => void): void {
  const connection = connectionOf(socket);
  const { requests } = connection;
  const look = () => {
    if (socket.destroyed || connection.requests > requests) return;
    if (connection.unanswered > 0) setTimeout(lookAfterReading, LOOK).unref();
    else isTooSlow();
  };
  const lookAfterReading = () => setImmediate(() => setImmediate(look));
  lookAfterReading();
}

/** Whether a connection only waits for its last words. */
export function isClosing(socket: Socket): boolean {
  return connections.get(socket)?.closing != null;
}

/** Why a request is refused before its path is looked at; null where nothing is wrong with it. */
export function refusalOf(request: IncomingMessage): Problem | null {
  const { headers, rawHeaders, httpVersion, socket } = request;
  if ((connections.get(socket)?.requests ?? 0) > MAX_REQUESTS)
    return refusal('too-many-requests', `One connection takes ${MAX_REQUESTS} requests; open another.`);
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.length === 4 && rawHeaders[index]?.toLowerCase() === 'host') hosts += 1;
  if (hosts > 1) return refusal('invalid-request', 'There are several headers `Host`; send one.');
  if (hosts === 0 && httpVersion === '1.1')
    return refusal('invalid-request', 'There is no header `Host`, which HTTP/1.1 asks for.');
  if (headers.expect !== undefined && !/^100-continue$/i.test(headers.expect))
    return refusal('expectation-failed', 'Only `Expect: 100-continue` can be met.');
  return null;
}

function refusal(
  code: 'too-many-requests' | 'invalid-request' | 'expectation-failed',
  detail: string,
): Problem {
  return new Problem(code, detail, { headers: { connection: 'close' } });
}
