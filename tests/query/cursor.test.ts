import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor, fingerprint } from '../../src/query/cursor.ts';

const binding = { revision: '0123456789abcdef', request: fingerprint(['/v1/events', 'type=THREATEN']) };

describe('a cursor', () => {
  test('comes back as it was made', () => {
    const position = fc.oneof(
      fc.tuple(fc.nat()),
      fc.tuple(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ maxLength: 20 })),
    );
    fc.assert(
      fc.property(position, (after) => {
        expect(decodeCursor(encodeCursor(binding, after))).toEqual({ ...binding, after });
      }),
    );
  });

  test('is refused where any character of it was changed', () => {
    const cursor = encodeCursor(binding, [42]);
    for (let at = 0; at < cursor.length; at++) {
      const changed = `${cursor.slice(0, at)}${cursor[at] === '_' ? '-' : '_'}${cursor.slice(at + 1)}`;
      const read = decodeCursor(changed);
      expect(read === null || JSON.stringify(read) !== JSON.stringify({ ...binding, after: [42] })).toBe(
        true,
      );
    }
  });

  test.each([
    '',
    'x',
    '{}',
    'bnVsbA',
    Buffer.from('{"v":1}').toString('base64url'),
    'é',
    `${'A'.repeat(900)}`,
  ])('%j is none', (text) => {
    expect(decodeCursor(text)).toBeNull();
  });
});
