import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/folders.ts';
import { HARBOUR } from '../support/load.ts';

const BIN = fileURLToPath(new URL('../../bin/demarche.js', import.meta.url));

test('demarche export writes what demarche load publishes again as the same content', () => {
  const cwd = makeFolder();
  const run = (...args: string[]) => {
    const env = { PATH: process.env.PATH ?? '', DATABASE_PATH: 'harbour.db' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
      cwd,
      env,
      encoding: 'utf8',
    });
    return { code: status, out: stdout, err: stderr };
  };
  const contentOf = (text: string) => /Content ([0-9a-f]{64})/.exec(text)?.[1];
  const first = run('load', HARBOUR);
  const { code, out } = run('export', '--out', 'mine', '--format', 'ndjson');
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringMatching(/^mine: 4 articles, .*, as NDJSON\.\n/),
  });
  expect(contentOf(run('load', 'mine', '--database', 'again.db').out)).toBe(contentOf(first.out));

  const refused = run('export', '--out', 'mine');
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/^mine is not empty: it holds actors\.ndjson\. Name a folder [^\n]*\n$/);
});
