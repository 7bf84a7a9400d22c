// The environment, read once and checked. The only reader of process.env.
import { availableParallelism } from 'node:os';
import { z } from 'zod';

const ProxyAddress = z.union(
  [z.enum(['loopback', 'linklocal', 'uniquelocal']), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
  { error: 'expected addresses or networks such as 10.0.0.1, 10.0.0.0/8 or loopback, separated by commas' },
);

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_PATH: z.string().min(1).nullable().default(null),
  PUBLIC_URL: z
    .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'expected an http or https address' })])
    .default('')
    .transform((url) => url.replace(/\/+$/, '')),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  COUNT_THREADS: z.coerce.number().int().min(0).max(64).nullable().default(null),
  CACHE_MEGABYTES: z.coerce.number().int().min(0).max(100_000).default(64),
  MAX_CONNECTIONS: z.coerce.number().int().min(1).max(1_000_000).default(10_000),
  DRAIN_SECONDS: z.coerce.number().min(0).max(300).default(1),
  EXPORTS_AT_ONCE: z.coerce.number().int().min(1).max(100_000).default(32),
  MAX_DELAY_MILLISECONDS: z.coerce.number().int().min(0).max(60_000).default(100),
  RATE_LIMIT: z.coerce.number().int().min(0).max(1_000_000).default(0),
  TRUST_PROXY: z
    .string()
    .transform((list) => (list === '' ? [] : list.split(',').map((each) => each.trim())))
    .pipe(z.array(ProxyAddress))
    .default([]),
});

export interface Config {
  readonly port: number;
  /** The address to listen on; `0.0.0.0` for all. */
  readonly host: string;
  /** The dataset's file; null for the one that is built from `seed/`. */
  readonly databasePath: string | null;
  /** Prefix of links, without a slash at the end; empty for links by path. */
  readonly publicUrl: string;
  readonly logLevel: z.output<typeof Environment>['LOG_LEVEL'];
  /** Threads that answer what counts a large set, beside the one that answers all else; 0 for none. */
  readonly countThreads: number;
  /** Bytes of responses to keep. */
  readonly cacheBytes: number;
  readonly maxConnections: number;
  /** How long to go on accepting after a signal to stop, for a proxy to notice. */
  readonly drainMilliseconds: number;
  /** Exports that are sent at the same time. */
  readonly exportsAtOnce: number;
  /** How late the server may be before it refuses what needs work; 0 where it never does. */
  readonly maxDelayMilliseconds: number;
  /** Requests that one client may send in a minute; 0 for no limit. */
  readonly rateLimit: number;
  /** The addresses and networks of proxies whose `X-Forwarded-For` is believed. */
  readonly trustProxy: readonly string[];
}

/** Something in the environment that cannot be used; the message names each variable. */
export class ConfigError extends Error {}

/** One core is left to the requests that are answered at once. */
const threadsOf = (workers: number) =>
  Math.max(1, Math.floor(Math.min(4, availableParallelism() - 1) / workers));

/**
 * @param workers among how many processes the machine is divided; the configuration is that of one
 * @throws ConfigError
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  workers = 1,
): Config {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  const result = Environment.safeParse(Object.fromEntries(given));
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new ConfigError(`The environment cannot be used. ${faults.join('; ')}.`);
  }
  const { data } = result;
  return {
    port: data.PORT,
    host: data.HOST,
    databasePath: data.DATABASE_PATH,
    publicUrl: data.PUBLIC_URL,
    logLevel: data.LOG_LEVEL,
    countThreads: data.COUNT_THREADS ?? threadsOf(workers),
    cacheBytes: data.CACHE_MEGABYTES * 1024 * 1024,
    maxConnections: Math.ceil(data.MAX_CONNECTIONS / workers),
    drainMilliseconds: data.DRAIN_SECONDS * 1000,
    exportsAtOnce: data.EXPORTS_AT_ONCE,
    maxDelayMilliseconds: data.MAX_DELAY_MILLISECONDS,
    rateLimit: data.RATE_LIMIT,
    trustProxy: data.TRUST_PROXY,
  };
}
