import { describe, expect, test } from 'vitest';
import type { Position } from '../../src/query/condition.ts';
import { RESOURCES, resourceOf } from '../../src/resources/index.ts';
import { type AnyResource, fitsOrder } from '../../src/resources/resource.ts';

test('each resource is found by the type of its records', () => {
  for (const resource of Object.values(RESOURCES)) expect(resourceOf(resource.type)).toBe(resource);
});

describe('a position fits an order', () => {
  const { articles, events, quotes } = RESOURCES;
  test.each<[AnyResource, string, Position, boolean]>([
    [events, 'key', [7], true],
    [events, 'key', [1.5], false],
    [events, 'key', [2 ** 60], false],
    [events, 'key', [7, 'id'], false],
    [articles, 'title', ['A title', 'id'], true],
    [articles, 'title', [7, 'id'], false],
    [articles, 'title', [7], false],
    [quotes, 'position', [7, 'id'], true],
    [quotes, 'position', ['7', 'id'], false],
    [events, 'id', ['id', 'id'], true],
  ])('$0.name by $1: $2 is $3', (resource, by, position, fits) => {
    expect(fitsOrder(resource, { by, direction: 'asc' }, position)).toBe(fits);
  });
});
