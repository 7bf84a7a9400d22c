// Where a server can be reached: the port it takes, and what it prints.
import { type AddressInfo, createServer } from 'node:net';
import { type Config, ConfigError } from './config.ts';

/** @returns the address, as a browser on this machine can open it. */
export function localUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** The line that a server prints when it listens. */
export function banner(url: string): string {
  return `Demarche is at ${url}: the documentation at ${url}/docs, the paths at ${url}/v1`;
}

/** The error of listening, in words for the operator where it is a port that is taken. */
export function listenError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new ConfigError(`Port ${port} is taken. Set PORT to another, or to 0 for any that is free.`);
}

/**
 * The port that is meant, which is free now: for processes that share it.
 * @throws ConfigError where it is taken
 */
export async function findPort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<number> {
  const server = createServer();
  const found = await new Promise<number>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, port)));
    server.listen({ host, port }, () => resolve((server.address() as AddressInfo).port));
  });
  await new Promise((resolve) => server.close(resolve));
  return found;
}
