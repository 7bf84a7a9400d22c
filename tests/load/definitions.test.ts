import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RECORD_DEFINITIONS, SPAN_PATHS } from '../../src/load/definitions/definitions.ts';
import { schemaAt, stepsOf } from '../../src/load/read/value-paths.ts';

describe('the definition of each type', () => {
  test.each(Object.entries(RECORD_DEFINITIONS))(
    '%s names fields that are ids',
    (_, { authored, mentions }) => {
      for (const field of Object.keys(mentions)) {
        const path = stepsOf(field).map((step) => (step === '[]' ? 0 : step));
        expect(schemaAt(authored, path), field).toBeInstanceOf(z.ZodString);
      }
    },
  );

  test('finds every span that the schemas have', () => {
    const found = Object.entries(SPAN_PATHS).flatMap(([type, paths]) =>
      paths.map((path) => `${type} ${path.join(' ')}`),
    );
    expect(found.sort()).toEqual([
      'actor roles [] evidence []',
      'article cautions [] evidence []',
      'article exclusions [] span',
      'disagreement accounts [] evidence []',
      'event reports [] span',
      'quote segments [] span',
      'quote span',
    ]);
  });
});
