import { closeSync, openSync, readFileSync, rmSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import type { open } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PolledRevisions } from '../../src/store/serving/revision-polling.ts';
import { openRevisions } from '../../src/store/sqlite/serve/sqlite-revisions.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { EVENTS } from '../support/invented-events.ts';
import { publish } from '../support/stores.ts';

const FIRST = '1111111111111111';
const SECOND = '2222222222222222';

/** The code with which the system refuses to open a file; null while it does not. */
const failing = vi.hoisted(() => ({ code: null as string | null }));
vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof import('node:fs/promises')>();
  const refuse = () => Promise.reject(Object.assign(new Error('refused'), { code: failing.code }));
  return {
    ...fs,
    open: (...given: Parameters<typeof open>) => (failing.code ? refuse() : fs.open(...given)),
  };
});

/** What checks of content find, in their order, in place of the truth. */
const seal = vi.hoisted(() => ({ verdicts: [] as Promise<boolean>[], started: () => {} }));
vi.mock('../../src/store/sqlite/seal.ts', async (original) => {
  const real = await original<typeof import('../../src/store/sqlite/seal.ts')>();
  return {
    ...real,
    isIntact: (...given: Parameters<typeof real.isIntact>) => {
      seal.started();
      return seal.verdicts.shift() ?? real.isIntact(...given);
    },
  };
});

let directory: ReturnType<typeof temporaryDirectory>;
let path: string;
let revisions: PolledRevisions;
let log: { level: string; message: string }[];

const logger = {
  info: (_: object, message: string) => log.push({ level: 'info', message }),
  error: (_: object, message: string) => log.push({ level: 'error', message }),
};

beforeEach(async () => {
  log = [];
  failing.code = null;
  seal.verdicts.length = 0;
  seal.started = () => {};
  directory = temporaryDirectory();
  path = `${directory.path}/served.db`;
  await publish(path, { records: { events: EVENTS }, revision: FIRST });
  revisions = await openRevisions({ location: path, logger, pollMs: 0, keepMs: 60_000 });
});
afterEach(async () => {
  await revisions.close();
  directory.remove();
});

describe('revisions', () => {
  it('serves what a load published, from the next request on', async () => {
    await publish(path, { records: { events: EVENTS.slice(0, 5) }, revision: SECOND });
    expect(revisions.current().revision).toBe(FIRST);
    await revisions.poll();
    expect(revisions.current().revision).toBe(SECOND);
    expect(await revisions.current().count('events', [])).toBe(5);
  });

  it('goes on in the revision before, for a request and for a cursor that began there', async () => {
    const begun = revisions.current();
    await publish(path, { records: {}, revision: SECOND });
    await revisions.poll();
    expect(await begun.count('events', [])).toBe(EVENTS.length);
    expect(revisions.at(FIRST)).toBe(begun);
    expect(revisions.at(SECOND)).toBe(revisions.current());
    expect(revisions.at('3333333333333333')).toBeNull();
  });

  it('closes the revision before when its time is over, and the requests that took it too', async () => {
    await revisions.close();
    revisions = await openRevisions({ location: path, logger, pollMs: 0, keepMs: 1, graceMs: 300 });
    const begun = revisions.current();
    await publish(path, { records: {}, revision: SECOND });
    await revisions.poll();
    await expect.poll(() => revisions.at(FIRST)).toBeNull();
    expect(await begun.count('events', [])).toBe(EVENTS.length);
    await expect.poll(() => begun.check().then(() => 'open', String)).toContain('not open');
  });

  it('keeps a revision open as long as somebody holds it, and no longer than it may', async () => {
    await revisions.close();
    revisions = await openRevisions({
      location: path,
      logger,
      pollMs: 0,
      keepMs: 0,
      graceMs: 0,
      leaseMs: 60_000,
    });
    const held = revisions.current();
    const releases = [held.lease(), held.lease()];
    await publish(path, { records: {}, revision: SECOND });
    await revisions.poll();
    await expect.poll(() => revisions.at(FIRST)).toBeNull();
    releases[0]?.();
    // To release twice is to release once.
    releases[0]?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await held.count('events', [])).toBe(EVENTS.length);
    releases[1]?.();
    await expect.poll(() => held.check().then(() => 'open', String)).toContain('not open');

    await revisions.close();
    revisions = await openRevisions({
      location: path,
      logger,
      pollMs: 0,
      keepMs: 0,
      graceMs: 0,
      leaseMs: 10,
    });
    const second = revisions.current();
    second.lease();
    await publish(path, { records: {}, revision: FIRST });
    await revisions.poll();
    await expect.poll(() => second.check().then(() => 'open', String)).toContain('not open');
  });

  it('keeps no more than three revisions, however quickly loads come', async () => {
    const begun = revisions.current();
    const published = ['2', '3', '4', '5'].map((digit) => digit.repeat(16));
    for (const revision of published) {
      await publish(path, { records: {}, revision });
      await revisions.poll();
    }
    expect([FIRST, ...published].filter((revision) => revisions.at(revision) === null)).toEqual([FIRST]);
    // A request that took it goes on, also when timers that were due have run.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await begun.count('events', [])).toBe(EVENTS.length);
  });

  it('refuses a bad file once, says so, and goes on serving the old one', async () => {
    rmSync(path);
    writeFileSync(path, 'not a database');
    await revisions.poll();
    await revisions.poll();
    expect(revisions.current().revision).toBe(FIRST);
    expect(await revisions.current().count('events', [])).toBe(EVENTS.length);
    expect(log.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(revisions.trouble()).toBeNull();
  });

  it('takes up a good file after a bad one', async () => {
    rmSync(path);
    writeFileSync(path, '');
    await revisions.poll();
    await publish(path, { records: {}, revision: SECOND });
    await revisions.poll();
    expect(revisions.current().revision).toBe(SECOND);
  });

  it('tries a new file again that could not be opened for want of descriptors, and says so once', async () => {
    await publish(path, { records: {}, revision: SECOND });
    failing.code = 'EMFILE';
    await revisions.poll();
    await revisions.poll();
    expect(revisions.current().revision).toBe(FIRST);
    expect(log.filter(({ level }) => level === 'error')).toHaveLength(1);
    failing.code = null;
    await revisions.poll();
    expect(revisions.current().revision).toBe(SECOND);
  });

  it('goes on serving when the file is removed', async () => {
    rmSync(path);
    await revisions.poll();
    expect(await revisions.current().count('events', [])).toBe(EVENTS.length);
    expect(log.map(({ message }) => message).join()).toContain('gone');
  });

  it('notices by itself that a new file is there', async () => {
    await revisions.close();
    revisions = await openRevisions({ location: path, logger, pollMs: 5 });
    await publish(path, { records: {}, revision: SECOND });
    await expect.poll(() => revisions.current().revision).toBe(SECOND);
  });

  it('is in trouble until every byte is known to be as the load wrote it', async () => {
    expect(revisions.trouble()).toBeNull();
    await revisions.close();
    revisions = await openRevisions({ location: path, logger, pollMs: 0, checkedAtOnce: 0 });
    expect(revisions.trouble()).toContain('is being checked');
    await revisions.contentChecked();
    expect(revisions.trouble()).toBeNull();
  });

  it('refuses to begin with a damaged file, and one too large to wait for answers nothing', async () => {
    await revisions.close();
    flipByte(path);
    await expect(openRevisions({ location: path, logger, pollMs: 0 })).rejects.toMatchObject({
      code: 'damaged',
    });
    revisions = await openRevisions({ location: path, logger, pollMs: 0, checkedAtOnce: 0 });
    await revisions.contentChecked();
    await revisions.poll();
    expect(revisions.trouble()).toContain('damaged');
    expect(revisions.current().integrity()).toBe('damaged');
    await expect(revisions.current().check()).rejects.toThrow('damaged');
    expect(log.filter(({ level }) => level === 'error')).toHaveLength(1);
    await publish(path, { records: { events: EVENTS }, revision: FIRST });
    await revisions.poll();
    expect(revisions.trouble()).toBeNull();
    expect(log.at(-1)?.message).toBe('the database file was opened anew');
  });

  it('takes up a good file while the one before is still being checked, whatever is found of that', async () => {
    await revisions.close();
    let finish: (isIntact: boolean) => void = () => {};
    seal.verdicts.push(
      new Promise((resolve) => {
        finish = resolve;
      }),
    );
    revisions = await openRevisions({ location: path, logger, pollMs: 0, checkedAtOnce: 0 });
    const begun = revisions.current();
    await publish(path, { records: {}, revision: SECOND });
    await revisions.poll();
    expect(revisions.trouble()).toBeNull();
    expect(revisions.at(FIRST)).toBeNull();
    finish(false);
    await expect.poll(() => begun.integrity()).toBe('damaged');
    expect(revisions.trouble()).toBeNull();
    expect(revisions.current().revision).toBe(SECOND);
  });

  it('finds a file damaged in place though its times were kept', async () => {
    await revisions.close();
    utimesSync(path, 1, 1);
    revisions = await openRevisions({ location: path, logger, pollMs: 0 });
    flipByte(path);
    utimesSync(path, 1, 1);
    expect(revisions.trouble()).toBeNull();
    await revisions.poll();
    await revisions.contentChecked();
    expect(revisions.trouble()).toContain('damaged');
  });

  it('opens a file anew that was only touched', async () => {
    const begun = revisions.current();
    utimesSync(path, 1, 1);
    expect(revisions.trouble()).toContain('is being checked');
    await expect(begun.check()).rejects.toMatchObject({ code: 'unchecked' });
    await revisions.poll();
    expect(revisions.trouble()).toBeNull();
    expect(revisions.current().opening).not.toBe(begun.opening);
    expect(await revisions.current().count('events', [])).toBe(EVENTS.length);
  });

  it('stops while a new file is still being checked', async () => {
    await publish(path, { records: {}, revision: SECOND });
    let checks = () => {};
    const checking = new Promise<void>((resolve) => {
      checks = resolve;
    });
    seal.started = () => checks();
    const polled = revisions.poll();
    await checking;
    await revisions.close();
    await polled;
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

/** Damages the file without a trace in its structure. */
function flipByte(file: string): void {
  const open = openSync(file, 'r+');
  // In what is opened and not looked into.
  writeSync(open, 'x', readFileSync(file).indexOf('{"id":"invented"}') + 8);
  closeSync(open);
}
