// What client generators stumble over in a valid document. Each rule was met in one of them.
import { expect, test } from 'vitest';
import { DOCUMENT } from '../support/contract.ts';

interface Components {
  readonly schemas: Readonly<Record<string, { readonly properties?: Readonly<Record<string, unknown>> }>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly responses: Readonly<Record<string, unknown>>;
}
const components: Components = DOCUMENT.components;

test('schemas, parameters and responses share no name: oapi-codegen has one namespace for them', () => {
  const names = Object.values(components).flatMap((part) => Object.keys(part));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('no object has a property of its own name: openapi-python-client would take one for the other', () => {
  const namesakes = Object.entries(components.schemas).filter(([name, { properties = {} }]) =>
    Object.keys(properties).some((property) => property.toLowerCase() === name.toLowerCase()),
  );
  expect(namesakes.map(([name]) => name)).toEqual([]);
});
