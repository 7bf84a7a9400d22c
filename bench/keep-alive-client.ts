// A client over kept connections, for a machine without wrk: plain sockets and as little as tells one answer from the
// next, so that what is measured is the server. Prints what it saw as JSON.
//
//   node bench/keep-alive-client.ts '{"url":"http://127.0.0.1:3000","paths":["/livez"],"connections":8,"seconds":1}'
import { connect, type Socket } from 'node:net';

/** What a client is to ask. */
export interface Asking {
  /** Without a slash at its end. */
  readonly url: string;
  /** Asked in turn, over and over. */
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections: number;
  /** Whole seconds. */
  readonly seconds: number;
  /** Milliseconds from one request to the next, whether the one before was answered or not; without it, at once. */
  readonly every?: number;
}

/** What came of it; times in milliseconds. */
export interface Asked {
  readonly requests: number;
  readonly seconds: number;
  /** Answers with a status other than 2xx and 304, by status where the client tells them apart. */
  readonly refused: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

const asking = JSON.parse(process.argv[2] ?? '{}') as Asking;
const { hostname, port, host } = new URL(asking.url);
const headers = Object.entries(asking.headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
const requests = asking.paths.map((path) =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${headers.join('')}\r\n`),
);

const times: number[] = [];
let refused = 0;
let next = 0;
const begin = performance.now();
const isOver = () => performance.now() - begin >= asking.seconds * 1000;

interface Head {
  readonly status: string;
  readonly closes: boolean;
  /** Of the body; null where it comes in chunks, infinite where it ends with the connection. */
  readonly length: number | null;
  readonly bytes: number;
}

/** The head of an answer, or null where it is not all there. */
function headOf(received: Buffer): Head | null {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const text = received.toString('latin1', 0, end).toLowerCase();
  const status = text.slice(9, 12);
  const length = /\r\ncontent-length: *(\d+)/.exec(text)?.[1];
  const isChunked = text.includes('\r\ntransfer-encoding: chunked');
  const isBare = status === '304' || status === '204';
  const closes = text.includes('\r\nconnection: close') || text.startsWith('http/1.0');
  if (isBare) return { status, closes, length: 0, bytes: end + 4 };
  const known = length === undefined ? Number.POSITIVE_INFINITY : Number(length);
  return { status, closes, length: isChunked ? null : known, bytes: end + 4 };
}

const CHUNKS_END = Buffer.from('0\r\n\r\n');

/** Asks on one connection until the time is over; opens another where the server closes it. */
function ask(slot: number, done: () => void): void {
  let due = begin + slot * ((asking.every ?? 0) / asking.connections);
  let head: Head | null = null;
  let received = 0;
  let first: Buffer = Buffer.alloc(0);
  let socket: Socket;

  const send = () => {
    head = null;
    received = 0;
    first = Buffer.alloc(0);
    if (asking.every === undefined) due = performance.now();
    socket.write(requests[next++ % requests.length] as Buffer);
  };
  const answered = () => {
    times.push(performance.now() - due);
    if (head !== null && !/^2|^304/.test(head.status)) refused += 1;
    const { closes } = head as Head;
    if (isOver()) {
      socket.destroy();
      done();
      return;
    }
    if (asking.every !== undefined) due += asking.every;
    const go = closes ? open : send;
    if (closes) socket.removeAllListeners('close').destroy();
    const wait = asking.every === undefined ? 0 : due - performance.now();
    if (wait > 0) setTimeout(go, wait);
    else go();
  };
  const take = (data: Buffer) => {
    received += data.length;
    if (head === null) {
      first = first.length === 0 ? data : Buffer.concat([first, data]);
      head = headOf(first);
      if (head === null) return;
    }
    const { length, bytes } = head;
    const isWhole = length === null ? data.subarray(-5).equals(CHUNKS_END) : received >= bytes + length;
    if (isWhole) answered();
  };
  const open = () => {
    socket = connect({ host: hostname, port: Number(port), noDelay: true }, send);
    socket.on('data', take);
    socket.on('error', () => {});
    socket.on('close', () => {
      if (head?.length === Number.POSITIVE_INFINITY) answered();
      else if (isOver()) done();
      else {
        // Closed without an answer, which is as bad as a refusal.
        if (received > 0 || head !== null) refused += 1;
        setTimeout(open, 5);
      }
    });
  };
  open();
}

const asked = Array.from(
  { length: asking.connections },
  (_, slot) => new Promise<void>((done) => ask(slot, done)),
);
await Promise.all(asked);
times.sort((a, b) => a - b);
const quantile = (part: number) => times[Math.min(times.length - 1, Math.floor(part * times.length))] ?? 0;
const result: Asked = {
  requests: times.length,
  seconds: (performance.now() - begin) / 1000,
  refused,
  p50: quantile(0.5),
  p99: quantile(0.99),
  longest: times.at(-1) ?? 0,
};
console.log(JSON.stringify(result));
