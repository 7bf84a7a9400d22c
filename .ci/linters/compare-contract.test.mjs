// The gate against silent breaking changes, shown to close: each change is made to a copy of the document.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { breaches, differences, mayBreak } from './compare-contract.mjs';

const document = fileURLToPath(new URL('../../openapi.yaml', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'contract-'));
after(() => rmSync(folder, { recursive: true }));

/** What the gate says of the document once it is changed. */
function breachesAfter(change) {
  const changed = parse(readFileSync(document, 'utf8'));
  change(changed);
  const path = join(folder, 'changed.yaml');
  writeFileSync(path, stringify(changed, { aliasDuplicateObjects: false }));
  return breaches(differences(document, path));
}

const moveMajor = ({ info }) => {
  info.version = `${Number(info.version.split('.')[0]) + 1}.0.0`;
};

const BREAKING = {
  'an operation is gone': ({ paths }) => {
    delete paths['/v1/quotes'];
  },
  'a parameter is gone': ({ paths }) => {
    paths['/v1/quotes'].get.parameters.shift();
  },
  'a parameter allows less': ({ components }) => {
    components.parameters.LimitParameter.schema.maximum = 100;
  },
  'a parameter must be given': ({ components }) => {
    components.parameters.LimitParameter.required = true;
  },
  'a field is gone': ({ components }) => {
    delete components.schemas.Quote.properties.gist;
  },
  'a field changes its type': ({ components }) => {
    components.schemas.Page.properties.limit.type = 'string';
  },
  'a field may be missing': ({ components }) => {
    components.schemas.Event.required = components.schemas.Event.required.filter((name) => name !== 'id');
  },
};

for (const [name, change] of Object.entries(BREAKING)) {
  test(`refuses a document in which ${name}`, () => {
    assert.notEqual(breachesAfter(change).length, 0);
  });
}

const VERSIONS = [
  ['0.1.0', '0.1.1', false],
  ['0.1.0', '0.2.0', true],
  ['0.9.3', '0.10.0', true],
  ['0.2.0', '0.1.9', false],
  ['0.2.0', '1.0.0', true],
  ['1.4.0', '1.5.0', false],
  ['1.4.0', '2.0.0', true],
  ['2.0.0', '1.9.0', false],
];

for (const [released, version, may] of VERSIONS) {
  test(`${may ? 'lets' : 'never lets'} clients of ${released} break in ${version}`, () => {
    assert.equal(mayBreak(released, version), may);
  });
}

test('lets a breaking change pass where the major version moves', () => {
  const changes = [BREAKING['an operation is gone'], moveMajor];
  assert.deepEqual(
    breachesAfter((copy) => {
      for (const change of changes) change(copy);
    }),
    [],
  );
});

const HARMLESS = {
  'nothing is changed': () => {},
  'an operation is added': ({ paths }) => {
    const { get } = paths['/v1/dataset'];
    paths['/v1/added'] = { get: { ...get, operationId: 'getAdded' } };
  },
  'a field is added': ({ components }) => {
    components.schemas.Quote.properties.added = { type: 'string', description: 'Something new.' };
  },
  'an optional parameter is added': ({ paths }) => {
    const added = { in: 'query', name: 'added', schema: { type: 'string' }, description: 'Something new.' };
    paths['/v1/quotes'].get.parameters.push(added);
  },
};

for (const [name, change] of Object.entries(HARMLESS)) {
  test(`accepts a document in which ${name}`, () => {
    assert.deepEqual(breachesAfter(change), []);
  });
}
