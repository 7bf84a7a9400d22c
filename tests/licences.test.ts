// The licences of what is installed: all known and kept to, and one that is not known fails.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { isAllowed, licenceFaults, productionPackages, statedLicence } from '../.ci/check-licences.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const of = (licence: string | null) => [{ name: 'a', version: '1.0.0', licence }];

describe('the licences of what is installed', () => {
  test('are each allowed, or excepted for a reason', () => {
    const packages = productionPackages(root);
    expect(packages.length).toBeGreaterThan(50);
    expect(licenceFaults(packages)).toEqual([]);
  });

  test('are those of every dependency of production, and of no tool', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
    const names = productionPackages(root).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    expect(names).toContain('citeproc');
    for (const tool of ['vitest', '@biomejs/biome']) {
      expect(devDependencies).toHaveProperty([tool]);
      expect(names).not.toContain(tool);
    }
  });

  test('that ask for more than a notice are in NOTICE, and CI looks at all of them', () => {
    const notice = readFileSync(`${root}NOTICE`, 'utf8');
    for (const words of ['citeproc', 'Common Public Attribution License', 'plugin-csl', 'ShareAlike'])
      expect(notice).toContain(words);
    expect(readFileSync(`${root}.ci/run`, 'utf8')).toContain('npm run licences');
  });
});

describe('a licence', () => {
  test.each([
    'MIT',
    '(MIT OR GPL-3.0)',
    'GPL-3.0 OR ISC',
    'MIT AND BSD-3-Clause',
    '(MIT AND (ISC OR GPL-2.0))',
  ])('%s can be kept to', (licence) => {
    expect(licenceFaults(of(licence), {})).toEqual([]);
  });

  test.each([
    'GPL-3.0',
    'CPAL-1.0 OR AGPL-1.0',
    'MIT AND GPL-3.0',
    'MIT OR',
    'GPL-3.0 OR MIT AND AGPL-3.0',
    'Apache-2.0 WITH LLVM-exception',
    '(MIT',
    'SEE LICENSE IN LICENSE',
    'UNLICENSED',
    'mit',
    '',
  ])('%s fails', (licence) => {
    expect(isAllowed(licence)).toBe(false);
    expect(licenceFaults(of(licence), {})).toEqual([expect.stringContaining('a 1.0.0')]);
  });

  test('that is not stated fails', () => {
    expect(licenceFaults(of(null), {})).toEqual(['a 1.0.0 states no licence.']);
  });

  test('is read in the forms of older packages', () => {
    expect(statedLicence({ license: { type: 'MIT' } })).toBe('(MIT)');
    expect(statedLicence({ licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] })).toBe('(MIT) OR (GPL-2.0)');
    expect(statedLicence({})).toBeNull();
  });
});

describe('an exception', () => {
  const exceptions = { a: { licence: 'CPAL-1.0', reason: 'Used unchanged.' } };

  test('holds for its licence', () => {
    expect(licenceFaults(of('CPAL-1.0'), exceptions)).toEqual([]);
  });

  test('fails where the package has moved to another', () => {
    expect(licenceFaults(of('AGPL-3.0'), exceptions)).toHaveLength(1);
  });

  test('fails where the package has gone', () => {
    expect(licenceFaults([], exceptions)).toEqual(['a is an exception, and is not installed.']);
  });
});
