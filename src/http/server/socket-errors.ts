// Answers on the socket itself what never becomes a request: bytes that are not valid HTTP, headers that are too large
// or too slow, tunnels. The socket is then closed.
import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { closeWith, isClosing, unlessRead } from './connections.ts';
import { Problem, problemBody, problemOfStatus } from './problems.ts';
import { RESPONSE_HEADERS } from './response-headers.ts';
import { PROBLEM_TYPE } from './route.ts';
import { type ParserError, unescapedProblem } from './unescaped-address.ts';

/** How long a client may go on sending while it reads why it is refused: closed at once, it might not get to read it. */
const LINGER_MILLISECONDS = 1000;

interface SocketContext {
  readonly publicUrl: string;
  readonly revision: string;
}

function problemOf(error: ParserError): Problem {
  const { code } = error;
  if (code === 'HPE_HEADER_OVERFLOW') return problemOfStatus(431, '');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return problemOfStatus(408, '');
  return unescapedProblem(error) ?? new Problem('invalid-request', 'What was sent is not valid HTTP.');
}

/** Answers an error of a client, after the valid requests that came before it on the same socket. */
export function rejectOnSocket(error: ParserError, socket: Socket, context: SocketContext): void {
  if (error.code === 'ECONNRESET' || (!socket.writable && !isClosing(socket))) {
    socket.destroy(error);
    return;
  }
  const reject = () => sendOnSocket(problemOf(error), socket, context);
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') unlessRead(socket, reject);
  else reject();
}

/** Refuses CONNECT, which Node hands over as a bare socket and would otherwise close without a word. */
export function refuseTunnels(server: Server, context: () => SocketContext): void {
  server.on('connect', (_request, socket) => {
    const problem = new Problem('method-not-allowed', 'CONNECT is not possible: this is no proxy.');
    socket.on('error', () => socket.destroy());
    sendOnSocket(problem, socket as Socket, context());
  });
}

function sendOnSocket(problem: Problem, socket: Socket, { publicUrl, revision }: SocketContext): void {
  const body = problemBody(problem, '', publicUrl);
  const headers = {
    'content-type': PROBLEM_TYPE,
    'content-length': Buffer.byteLength(body),
    date: new Date().toUTCString(),
    ...RESPONSE_HEADERS,
    'cache-control': 'no-store',
    'dataset-version': revision,
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const { status } = problem;
  closeWith(socket, () => {
    if (socket.writable)
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
    setTimeout(() => socket.destroy(), LINGER_MILLISECONDS).unref();
  });
}
