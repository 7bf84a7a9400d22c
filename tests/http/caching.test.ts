import { describe, expect, test } from 'vitest';
import { entityTag, matchesTag, ResponseCache } from '../../src/http/server/caching.ts';

describe('an entity tag', () => {
  test('differs by revision and by address, and is the same for the same', () => {
    const tag = entityTag('0123456789abcdef', '/v1/events?');
    expect(tag).toMatch(/^"0123456789abcdef-[\w-]{22}"$/);
    expect(entityTag('0123456789abcdef', '/v1/events?')).toBe(tag);
    expect(entityTag('0123456789abcdef', '/v1/quotes?')).not.toBe(tag);
    expect(entityTag('fedcba9876543210', '/v1/events?')).not.toBe(tag);
  });

  test.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"x", W/"y" ,"a"', true],
    ['"a-gzip"', true],
    ['"a;gzip"', true],
    ['"a-br"', true],
    ['"a;br"', true],
    ['"a--gzip"', true],
    ['"a-zstd"', true],
    ['"a-deflate"', true],
    ['"a;gz"', true],
    ['"a"-gzip', true],
    ['W/"a-gzip"', true],
    ['"x", W/"a;gzip"', true],
    ['"a-other"', false],
    ['"a-gzip-b"', false],
    ['"b-gzip"', false],
    ['"-gzip"', false],
    ['"b"', false],
    ['a', false],
    ['*', false],
    ['', false],
  ])('is held by %s: %s', (header, held) => {
    expect(matchesTag(header, '"a"')).toBe(held);
  });
});

describe('the cache of responses', () => {
  const representation = (body: string) => ({
    body,
    type: 'text/plain',
    tag: '"t"',
    revision: 'r',
    pattern: '/a',
    coding: null,
    headers: {},
  });

  test('gives back what it was given, by opened store and address', () => {
    const cache = new ResponseCache(100_000);
    cache.set(1, '/a', representation('one'));
    expect(cache.get(1, '/a')?.body).toBe('one');
    expect(cache.get(1, '/b')).toBeUndefined();
    expect(cache.get(2, '/a')).toBeUndefined();
  });

  test('keeps each coding of a response apart', () => {
    const cache = new ResponseCache(100_000);
    cache.set(1, '/a', { ...representation('one'), body: Buffer.from([1]), coding: 'br' });
    expect(cache.get(1, '/a', 'br')?.body).toEqual(Buffer.from([1]));
    expect(cache.get(1, '/a')).toBeUndefined();
    expect(cache.get(1, '/a', 'gzip')).toBeUndefined();
  });

  test('is bounded in bytes, and lets the coldest go', () => {
    const cache = new ResponseCache(100_000);
    for (let index = 0; index < 200; index++) cache.set(1, `/${index}`, representation('x'.repeat(1000)));
    expect(cache.get(1, '/199')).toBeDefined();
    expect(cache.get(1, '/0')).toBeUndefined();
  });

  test('keeps no response so large that it would push the others out', () => {
    const cache = new ResponseCache(100_000);
    cache.set(1, '/small', representation('x'));
    cache.set(1, '/large', representation('x'.repeat(10_000)));
    expect(cache.get(1, '/large')).toBeUndefined();
    expect(cache.get(1, '/small')).toBeDefined();
  });

  test('keeps nothing where it has no bytes', () => {
    const cache = new ResponseCache(0);
    cache.set(1, '/a', representation('one'));
    expect(cache.get(1, '/a')).toBeUndefined();
  });
});
