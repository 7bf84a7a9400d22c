// Addresses as people paste them: `?q=日本`, `?q=Orbán`. Node's parser refuses a byte beyond ASCII in an address, and gives
// the bytes back with the error. Where they are a whole request whose address is UTF-8, it is answered as if it had been
// percent-encoded; else the problem says what to write.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { duplexPair } from 'node:stream';
import { escapeFault } from '../../query/parameters/parameters.ts';
import { Problem } from './problems.ts';

/** An error of Node's parser (`clientError`): the bytes that it read last, and how many of them it understood. */
export interface ParserError extends NodeJS.ErrnoException {
  /** A buffer, whatever Fastify's types say of it. */
  readonly rawPacket?: unknown;
  readonly bytesParsed?: number;
  readonly reason?: string;
}

/** Connections whose request is answered here: what the parser still says of them is of no interest. */
const answered = new WeakSet<Socket>();

/**
 * Answers a request with a raw UTF-8 address, and closes its connection. It must be the first request of the connection,
 * since answers to others might still be on their way, and nothing may follow it.
 * @returns whether it is answered; if not, the caller rejects it
 */
export function answerUnescaped(error: ParserError, socket: Socket, server: Server): boolean {
  if (answered.has(socket)) return true;
  const { code, rawPacket } = error;
  if (code !== 'HPE_INVALID_URL' || !Buffer.isBuffer(rawPacket)) return false;
  if (socket.bytesRead !== rawPacket.length) return false;
  const request = escapedRequest(rawPacket);
  if (request === null) return false;
  answered.add(socket);
  // A connection of Node's own making, from which the server reads the request anew, by its own rules.
  const [client, connection] = duplexPair();
  Object.defineProperty(connection, 'remoteAddress', { value: socket.remoteAddress });
  server.emit('connection', connection);
  socket.once('close', () => {
    client.destroy();
    connection.destroy();
  });
  client.pipe(socket);
  client.write(request, 'latin1');
  return true;
}

/** The request with its address escaped; null where it is not whole, or not one that is answered without a body. */
function escapedRequest(packet: Buffer): string | null {
  const text = packet.toString('latin1');
  const [, method, address, rest = ''] = /^(GET|HEAD) ([^ \r\n]+) (HTTP\/1\.[01]\r\n.*)$/s.exec(text) ?? [];
  if (address === undefined || rest.indexOf('\r\n\r\n') !== rest.length - 4) return null;
  if (decoded(address) === null) return null;
  const escaped = address.replace(/[\x80-\xff]/g, escapeByte);
  const headers = rest.replace(/\r\nconnection:[^\r]*/gi, '').slice(0, -2);
  return `${method} ${escaped} ${headers}Connection: close\r\n\r\n`;
}

function escapeByte(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Bytes, as a string of Latin-1, read as UTF-8; null where they are not. */
function decoded(bytes: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return null;
  }
}

/** What to write instead, for an address that the parser refused; null for any other error. */
export function unescapedProblem({ code, reason, rawPacket, bytesParsed = 0 }: ParserError): Problem | null {
  if (code === 'HPE_INVALID_CONSTANT' && /^Expected HTTP/.test(reason ?? ''))
    return new Problem('invalid-request', 'The address holds a space; write it as %20.');
  if (code !== 'HPE_INVALID_URL' || !Buffer.isBuffer(rawPacket)) return null;
  const [run] = /^[\x80-\xff]+/.exec(rawPacket.toString('latin1', bytesParsed)) ?? [];
  if (run === undefined) return null;
  const [letter] = decoded(run) ?? '';
  return new Problem(
    'invalid-request',
    letter === undefined
      ? 'The address holds a letter that is neither ASCII nor UTF-8; percent-encode it as UTF-8: á is %C3%A1.'
      : `The address holds letters beyond ASCII; percent-encode them: ${letter} is ${encodeURIComponent(letter)}.`,
  );
}

/** The problem of a path whose escapes cannot be decoded. */
export function badEscapeProblem(address: string): Problem {
  return new Problem('invalid-request', escapeFault(address));
}
