// Only what JSON has is read from YAML.
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { validate } from '../../src/load/check/check-folder.ts';
import { oneArticle } from '../support/one-article.ts';

const validateFolder = (dir: string) => validate({ dir, texts: null, engine, onProgress: () => {} });

const TAG = 'leave the tag out, and put a text that begins with ! in quotes';
const TEXT = 'write it as text, in quotes';
const ALIAS = 'write the value out: anchors and aliases are not read';
const TWICE = 'keep one of them';

describe('a value that JSON does not have is a fault with its place, and what else is wrong is told too', () => {
  test.each<[yaml: string, at: string, cure: string]>([
    ['- !!binary AAAA', '1:3', TAG],
    ['- !<tag:yaml.org,2002:binary> AAAA', '1:3', TAG],
    ['- !!set { a, b }', '1:3', TAG],
    ['- !!omap [a: 1]', '1:3', TAG],
    ['- !!pairs [a: 1]', '1:3', TAG],
    ['- !own { id: a }', '1:3', TAG],
    ['- id: a\n  name: !!timestamp 2001-12-14', '2:9', TAG],
    ['- id: a\n  extra: { n: !!int x }', '2:15', TAG],
    ['- id: a\n  extra: { n: .nan }', '2:15', TEXT],
    ['- id: a\n  extra: { n: -.inf }', '2:15', TEXT],
    ['- id: a\n  extra: { n: !!float .inf }', '2:23', TEXT],
    ['- .inf', '1:3', TEXT],
    ['- &a { id: a }\n- *a', '2:3', ALIAS],
    ['- id: a\n  aliases: [*a]', '2:13', ALIAS],
    ['- id: a\n  name: *a', '2:9', ALIAS],
    ['- id: a\n  id: b', '2:3', TWICE],
    ['- id: a\n  extra: { n: 1, n: 2 }', '2:18', TWICE],
    ['- ? [id]\n  : a', '1:5', 'put the field name in quotes'],
  ])('%j', async (yaml, at, cure) => {
    const { dir } = oneArticle('It rains.', {
      'actors.yaml': `${yaml}\n- { id: s, name: S, kind: no-kind }\n`,
      'events.yaml': '- { id: e, date: {}, status: no-status }\n',
    });
    const { faults } = await validateFolder(dir);
    const said = faults.map((fault) => `${fault.file}:${fault.line}:${fault.column} ${fault.cure}`);
    expect(said).toContain(`actors.yaml:${at} ${cure}`);
    expect(faults.map(({ path }) => path)).toEqual(expect.arrayContaining(['kind', 'status']));
  });

  test('aliases of aliases are never written out', async () => {
    const levels = Array.from({ length: 30 }, (_, at) => `- &a${at + 1} [${Array(10).fill(`*a${at}`)}]`);
    const { dir } = oneArticle('It rains.', { 'actors.yaml': `- &a0 [x]\n${levels.join('\n')}\n` });
    const { faults } = await validateFolder(dir);
    expect(faults.filter(({ cure }) => cure === ALIAS)).toHaveLength(300);
  });
});
