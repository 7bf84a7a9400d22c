import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTarget } from '../../src/store/sqlite/publish/sqlite-target.ts';
import { openStore } from '../../src/store/sqlite/serve/open-store.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { EVENTS } from '../support/invented-events.ts';
import { rendered } from '../support/records.ts';
import { metaOf, publish, type StoreContent, writeContent } from '../support/stores.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let path: string;
beforeEach(() => {
  directory = temporaryDirectory();
  path = `${directory.path}/live.db`;
});
afterEach(() => directory.remove());

const CONTENT: StoreContent = {
  records: { events: EVENTS, articles: rendered('articles', [{ id: 'a-1' }]) },
  annotations: { 'a-1': ['{}'] },
  texts: { 'a-1': 'Tide.' },
  retired: [{ type: 'event', id: 'gone', successorId: null, reason: 'Twice.' }],
};

const files = () => readdirSync(directory.path).sort();

describe('a load', () => {
  it('leaves the live file, and the empty lock that must stay', async () => {
    await publish(path, CONTENT);
    expect(files()).toEqual(['live.db', 'live.db.lock']);
    expect(statSync(`${path}.lock`).size).toBe(0);
  });

  it('never leaves a file that needs another beside it', async () => {
    await publish(path, CONTENT);
    const database = new Database(path, { readonly: true });
    expect(database.pragma('journal_mode', { simple: true })).toBe('delete');
    database.close();
  });

  it('changes nothing until it is published', async () => {
    await publish(path, CONTENT);
    const before = readFileSync(path);
    const target = await openTarget({ location: path });
    await writeContent(target, { records: {} });
    await target.finish(metaOf({ revision: '2222222222222222' }));
    expect(readFileSync(path).equals(before)).toBe(true);
    await target.publish();
    expect(readFileSync(path).equals(before)).toBe(false);
  });

  it('removes all it wrote when it is discarded, and may be followed by another', async () => {
    const target = await openTarget({ location: path });
    await writeContent(target, CONTENT);
    await target.discard();
    await target.discard();
    expect(files()).toEqual(['live.db.lock']);
    await publish(path, CONTENT);
  });

  it('sweeps what a killed load left behind, and nothing else', async () => {
    const left = ['live.db.tmp-1', 'live.db.tmp-1-journal', 'live.db.tmp-1-scratch-events'];
    for (const name of [...left, 'other.db.tmp-1', 'live.db.backup'])
      writeFileSync(`${directory.path}/${name}`, 'x');
    await publish(path, CONTENT);
    expect(files()).toEqual(['live.db', 'live.db.backup', 'live.db.lock', 'other.db.tmp-1']);
  });

  it('makes the directory it is to write in', async () => {
    const deep = `${directory.path}/data/deep/new.db`;
    await publish(deep, CONTENT);
    expect(existsSync(deep)).toBe(true);
  });

  it('says in plain words that the folder cannot hold its lock', async () => {
    mkdirSync(`${path}.lock`);
    await expect(openTarget({ location: path })).rejects.toMatchObject({
      name: 'StoreError',
      code: 'unwritable',
      message: expect.stringContaining(`a load must be able to write in ${directory.path}`),
    });
  });

  it('keeps the mode of the file it replaces', async () => {
    await publish(path, CONTENT);
    expect(statSync(path).mode & 0o777).toBe(0o644);
    chmodSync(path, 0o440);
    await publish(path, CONTENT);
    expect(statSync(path).mode & 0o777).toBe(0o440);
  });

  it('writes the same bytes for the same records, whatever the size of its batches', async () => {
    const other = `${directory.path}/other.db`;
    await publish(path, { records: { events: EVENTS } });
    const target = await openTarget({ location: other });
    target.prepare(
      'events',
      EVENTS.map(({ document }) => document),
    );
    for (const event of EVENTS) await target.write('events', [event]);
    await target.finish(metaOf({}));
    await target.publish();
    const rows = (file: string) => {
      const database = new Database(file, { readonly: true });
      const read = (table: string) => database.prepare(`select * from ${table}`).raw().all();
      const all = ['events', 'events_documents', 'events_terms', 'terms', 'days', 'names', 'meta'].map(read);
      database.close();
      return all;
    };
    expect(rows(other)).toEqual(rows(path));
  });

  it('refuses records that do not come in the order of their days', async () => {
    const target = await openTarget({ location: path });
    await expect(target.write('events', EVENTS.toReversed())).rejects.toThrow('order of its day');
    await target.discard();
  });

  it.each([
    ['an annotation of an article that does not exist', { annotations: { nowhere: ['{}'] } }],
    ['an id used twice', { records: { actors: rendered('actors', [{ id: 'a' }, { id: 'a' }]) } }],
  ])('does not finish with %s', async (_, content) => {
    await expect(publish(path, content)).rejects.toThrow();
    expect(files()).toEqual(['live.db.lock']);
  });
});

describe('a second load', () => {
  it('is told the pid of the one that is running, and may begin when that ends', async () => {
    const first = await openTarget({ location: path });
    await expect(openTarget({ location: path })).rejects.toMatchObject({
      code: 'locked',
      pid: process.pid,
      message: `locked by pid ${process.pid}`,
    });
    await first.discard();
    await (await openTarget({ location: path })).discard();
  });

  it('finds the lock free as soon as the first is killed', async () => {
    const script = `import { openTarget } from '${new URL('../../src/store/sqlite/publish/sqlite-target.ts', import.meta.url).href}';
      await openTarget({ location: process.argv[1] }); console.log('locked'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(openTarget({ location: path })).rejects.toMatchObject({ pid: child.pid });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await publish(path, CONTENT);
    expect(files()).toEqual(['live.db', 'live.db.lock']);
  });
});

describe('people who open the file', () => {
  it('find facts and actors of events in views', async () => {
    const events = rendered('events', [
      {
        id: 'e-1',
        terms: ['source.exact:halvia', 'target.exact:merrow', 'actor.exact:halvia', 'type:THREATEN'],
      },
    ]);
    await publish(path, { records: { events } });
    const database = new Database(path, { readonly: true });
    expect(
      database.prepare("select role, actor_id from event_actors where event_id = 'e-1' order by 1, 2").all(),
    ).toEqual([
      { role: 'actor', actor_id: 'halvia' },
      { role: 'source', actor_id: 'halvia' },
      { role: 'target', actor_id: 'merrow' },
    ]);
    expect(
      database.prepare("select value from events_facts where id = 'e-1' and field = 'type'").pluck().get(),
    ).toBe('THREATEN');
    database.close();
    await (await openStore(path)).close();
  });
});
