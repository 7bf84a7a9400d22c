import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

describe('the configuration', () => {
  test('needs nothing', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databasePath: null,
      publicUrl: '',
      logLevel: 'info',
      countThreads: expect.any(Number),
      cacheBytes: 64 * 1024 * 1024,
      maxConnections: 10_000,
      drainMilliseconds: 1000,
      exportsAtOnce: 32,
      maxDelayMilliseconds: 100,
      rateLimit: 0,
      trustProxy: [],
    });
  });

  test("divides among workers what is one machine's, and not what was asked of each", () => {
    const { countThreads } = readConfig({});
    const quarter = readConfig({ MAX_CONNECTIONS: '10' }, 4);
    expect(quarter).toMatchObject({
      maxConnections: 3,
      countThreads: Math.max(1, Math.floor(countThreads / 4)),
      cacheBytes: readConfig({}).cacheBytes,
    });
    expect(readConfig({ COUNT_THREADS: '3' }, 4).countThreads).toBe(3);
    expect(readConfig({ COUNT_THREADS: '0' }, 4).countThreads).toBe(0);
  });

  test('takes an empty variable for none', () => {
    expect(readConfig({ PORT: '', DATABASE_PATH: '' })).toEqual(readConfig({}));
  });

  test('reads what is given, and takes slashes off the end of the public address', () => {
    const given = {
      PORT: '8080',
      HOST: '0.0.0.0',
      DATABASE_PATH: 'x.db',
      PUBLIC_URL: 'https://data.example/affair//',
    };
    expect(readConfig(given)).toMatchObject({
      port: 8080,
      host: '0.0.0.0',
      databasePath: 'x.db',
      publicUrl: 'https://data.example/affair',
    });
  });

  test.each([
    ['10.0.0.1', ['10.0.0.1']],
    ['loopback, 10.0.0.0/8 ,fd00::/8,::1', ['loopback', '10.0.0.0/8', 'fd00::/8', '::1']],
  ])('takes TRUST_PROXY=%s for where the proxies are', (given, trustProxy) => {
    expect(readConfig({ TRUST_PROXY: given }).trustProxy).toEqual(trustProxy);
  });

  test.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['PORT', '1.5'],
    ['PUBLIC_URL', 'data.example'],
    ['PUBLIC_URL', 'ftp://data.example'],
    ['LOG_LEVEL', 'loud'],
    ['CACHE_MEGABYTES', '-1'],
    ['COUNT_THREADS', '-1'],
    ['EXPORTS_AT_ONCE', '0'],
    ['MAX_DELAY_MILLISECONDS', '-1'],
    ['RATE_LIMIT', '-1'],
    ['RATE_LIMIT', 'many'],
    // A count of proxies would be believed of anybody who reaches the server past them.
    ['TRUST_PROXY', '1'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/40'],
    ['TRUST_PROXY', '10.0.0.1, proxy.example'],
  ])('refuses %s=%s and names the variable', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });
});
