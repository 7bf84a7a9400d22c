import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LoadRefused } from '../../src/load/read/fault.ts';
import { makeFolder } from '../support/folders.ts';
import { documentsIn, type Edits, harbourWith, loaded, testLoad } from '../support/load.ts';

const database = () => join(makeFolder(), 'harbour.db');

describe('a quarantine', () => {
  const twoFaults = () =>
    harbourWith({
      'quotes.yaml': (text) => text.replace('speakerIds: [merrow-official]', 'speakerIds: [merrow-oficial]'),
      'events.yaml': (text) => text.replace('status: planned', 'status: plannd'),
    });

  test('leaves out the records with faults and names them in its file', async () => {
    const path = database();
    const file = join(makeFolder(), 'left-out.ndjson');
    const report = await loaded({ path, dir: twoFaults(), quarantine: { file, maxErrors: 5 } });
    expect(report.counts).toMatchObject({ events: 12, quotes: 15, statements: 15 });
    expect(Object.keys(documentsIn(path, 'events'))).not.toContain('dockers-strike');
    const named = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).recordId);
    // The quote about the strike goes with it: it would point at nothing.
    expect(named.sort()).toEqual(['dockers-strike', 'official-offer', 'union-strike']);
    expect(Object.keys(documentsIn(path, 'statements'))).not.toContain('official-offer');
  });

  test('with more faults than it takes loads nothing', async () => {
    const path = database();
    const file = join(makeFolder(), 'left-out.ndjson');
    const { faults } = await testLoad({ path, dir: twoFaults(), quarantine: { file, maxErrors: 1 } });
    expect(faults?.length).toBeGreaterThan(1);
    expect(existsSync(path)).toBe(false);
    expect(existsSync(file)).toBe(false);
  });

  /** Loads with these edits and a quarantine; gives the ids that it named, and quotes and statements by id. */
  async function leftOut(edits: Edits) {
    const path = database();
    const file = join(makeFolder(), 'left-out.ndjson');
    await loaded({ path, dir: harbourWith(edits), quarantine: { file, maxErrors: 10 } });
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const [quotes, statements] = [documentsIn(path, 'quotes'), documentsIn(path, 'statements')];
    const rendered = Object.values(quotes).flatMap(({ statementIds }) => statementIds);
    expect(Object.keys(statements).sort(), 'every statement is there and is rendered').toEqual(
      [...new Set(rendered)].sort(),
    );
    return { named: lines.map((line) => JSON.parse(line).recordId).sort(), quotes, statements };
  }
  const wrongSpeaker = (text: string) => text.replace('[merrow-official]', '[merrow-oficial]');
  /** The quote then renders, with its last segment, the statement of this id. */
  const rendering = (text: string, quoteId: string, statementId: string) => {
    const [before = '', after = ''] = text.split(`- id: ${quoteId}\n`);
    return `${before}- id: ${quoteId}\n${after.replace(/ span: .*\n/, `$&      statementId: ${statementId}\n`)}`;
  };

  test('keeps the statement that is written where one made for a quote has its id', async () => {
    const { named, quotes, statements } = await leftOut({
      'quotes.yaml': (text) => text.replace('- id: velt-illegal', '- id: wall-keeps-the-sea-out'),
    });
    expect(named).toEqual(['wall-keeps-the-sea-out']);
    expect(quotes).not.toHaveProperty('wall-keeps-the-sea-out');
    expect(statements).toHaveProperty('wall-keeps-the-sea-out');
  });

  test('keeps the statement made for another quote when one that renders it too is left out', async () => {
    const { named, statements } = await leftOut({
      'quotes.yaml': (text) => wrongSpeaker(rendering(text, 'official-offer', 'velt-closure')),
    });
    expect(named).toEqual(['official-offer']);
    expect(statements['velt-closure'].renditions).toHaveLength(1);
  });

  test('leaves out a quote that renders the statement made for one that is left out', async () => {
    const { named } = await leftOut({
      'quotes.yaml': (text) => wrongSpeaker(rendering(text, 'velt-illegal', 'official-offer')),
    });
    expect(named).toEqual(['official-offer', 'velt-illegal']);
  });

  test('leaves out the second use of an id and keeps the first', async () => {
    const path = database();
    const file = join(makeFolder(), 'left-out.ndjson');
    const dir = harbourWith({
      'actors.yaml': (text) => `${text}\n- { id: merrow, name: Merrow again, kind: state }\n`,
    });
    const { counts } = await loaded({ path, dir, quarantine: { file, maxErrors: 1 } });
    expect(counts.actors).toBe(11);
    expect(documentsIn(path, 'actors').merrow.name).toBe('Merrow');
  });

  test('takes no more faults than are kept, whatever it is told to take', async () => {
    const path = database();
    const dir = harbourWith({});
    const lines = Array.from({ length: 5_001 }, (_, n) => `{"id":"nameless-${n}"}\n`);
    writeFileSync(join(dir, 'actors.ndjson'), lines.join(''));
    const file = join(makeFolder(), 'left-out.ndjson');
    const result = await testLoad({ path, dir, quarantine: { file, maxErrors: 100_000 } });
    expect(result).toMatchObject({ report: null, faultCount: 10_002 });
    expect(existsSync(path)).toBe(false);
  });

  test('names nothing in its file where the load is refused after all', async () => {
    const path = database();
    const file = join(makeFolder(), 'left-out.ndjson');
    await loaded({ path });
    const options = { path, dir: twoFaults(), quarantine: { file, maxErrors: 5 } };
    await expect(testLoad(options)).rejects.toBeInstanceOf(LoadRefused);
    expect(existsSync(file)).toBe(false);
  });

  test.each([
    [
      'the dataset itself',
      'dataset.yaml',
      (text: string) => text.replace('profile: curated', 'profile: bold'),
    ],
    ['a whole file', 'actors.yaml', (text: string) => `${text}\n- {`],
  ])('does not pass over a fault of %s', async (_, name, edit) => {
    const path = database();
    const file = join(makeFolder(), 'left-out.ndjson');
    const { faults } = await testLoad({
      path,
      dir: harbourWith({ [name]: edit }),
      quarantine: { file, maxErrors: 1000 },
    });
    expect(faults?.length).toBeGreaterThan(0);
    expect(existsSync(path)).toBe(false);
  });
});
