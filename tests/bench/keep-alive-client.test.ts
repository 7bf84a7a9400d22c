// The client of the bench counts answers as they are, however a server ends them.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { askByClient } from '../../bench/load-generator.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function served(listener: RequestListener, configure = (_: Server) => {}): Promise<string> {
  const server = createServer(listener);
  configure(server);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const LISTENERS: [string, RequestListener][] = [
  ['with its length', (_, reply) => reply.setHeader('Content-Length', 100_000).end('x'.repeat(100_000))],
  ['in chunks', (_, reply) => void [reply.write('some'), reply.end(' more')]],
  ['empty, as not modified', (_, reply) => reply.writeHead(304).end()],
  ['and its connection closed', (_, reply) => reply.setHeader('Connection', 'close').end('closed')],
  [
    'by the end of its connection',
    (_, reply) =>
      reply.writeHead(200, { Connection: 'close', 'Transfer-Encoding': 'identity' }).end('until it ends'),
  ],
];

describe('the client of the bench', () => {
  it.each(LISTENERS)('counts every answer that comes %s', async (_, listener) => {
    let answered = 0;
    const url = await served((request, reply) => {
      answered += 1;
      listener(request, reply);
    });
    const asked = await askByClient({ url, paths: ['/'], connections: 2, seconds: 1 });
    expect(asked).toMatchObject({ refused: 0, requests: answered });
    expect(answered).toBeGreaterThan(2);
  });

  it('goes on with another connection where a server takes so many requests on one', async () => {
    const url = await served(
      (_, reply) => reply.end('one of ten'),
      (server) => {
        server.maxRequestsPerSocket = 10;
      },
    );
    const asked = await askByClient({ url, paths: ['/'], connections: 1, seconds: 1 });
    expect(asked.refused).toBe(0);
    expect(asked.requests).toBeGreaterThan(10);
  });

  it('tells refusals from answers, and asks its paths in turn', async () => {
    const url = await served(({ url: path }, reply) => {
      reply.statusCode = path === '/bad' ? 503 : 200;
      reply.end();
    });
    const asked = await askByClient({ url, paths: ['/good', '/bad'], connections: 1, seconds: 1 });
    expect(asked.refused).toBe(Math.floor(asked.requests / 2));
  });

  it('times a request from when it was due, where it has a rhythm', async () => {
    // While the first is held back others are due: they wait with it. A busy machine only makes that longer.
    let first = true;
    const url = await served((_, reply) => {
      setTimeout(() => reply.end(), first ? 800 : 0);
      first = false;
    });
    const asked = await askByClient({ url, paths: ['/'], connections: 1, every: 100, seconds: 1 });
    expect(asked.p50).toBeGreaterThan(100);
  });
});
