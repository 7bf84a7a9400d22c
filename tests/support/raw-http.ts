// HTTP written by hand: bytes on a socket, and the responses that come back.
import { connect } from 'node:net';

/** Sends bytes as they are; resolves with all that comes back until the server closes. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The responses one after another, each as long as its `Content-Length` says. */
export function responsesIn(answer: string): RawResponse[] {
  const responses: RawResponse[] = [];
  for (let rest = answer; rest !== ''; ) {
    const end = rest.indexOf('\r\n\r\n') + 4;
    const [first = '', ...lines] = rest.slice(0, end).trimEnd().split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 2),
      ]),
    );
    const length = Number(headers['content-length'] ?? 0);
    const body = Buffer.from(rest.slice(end, end + length), 'latin1').toString();
    responses.push({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(first)?.[1]), headers, body });
    rest = rest.slice(end + length);
  }
  return responses;
}
