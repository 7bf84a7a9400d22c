import { closeSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRevisions, type PolledRevisions } from '../../src/store/sqlite/revisions.ts';
import { EVENTS } from '../support/invented-events.ts';
import { publish, temporaryDirectory } from '../support/stores.ts';

const FIRST = '1111111111111111';
const SECOND = '2222222222222222';

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
  directory = temporaryDirectory();
  path = `${directory.path}/served.db`;
  await publish(path, { records: { events: EVENTS }, revision: FIRST });
  revisions = await openRevisions({ path, logger, pollMs: 0, keepMs: 60_000 });
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

  it('closes the revision before when its time is over', async () => {
    await revisions.close();
    revisions = await openRevisions({ path, logger, pollMs: 0, keepMs: 1 });
    await publish(path, { records: {}, revision: SECOND });
    await revisions.poll();
    await expect.poll(() => revisions.at(FIRST)).toBeNull();
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

  it('goes on serving when the file is removed', async () => {
    rmSync(path);
    await revisions.poll();
    expect(await revisions.current().count('events', [])).toBe(EVENTS.length);
    expect(log.map(({ message }) => message).join()).toContain('gone');
  });

  it('notices by itself that a new file is there', async () => {
    await revisions.close();
    revisions = await openRevisions({ path, logger, pollMs: 5 });
    await publish(path, { records: {}, revision: SECOND });
    await expect.poll(() => revisions.current().revision).toBe(SECOND);
  });

  it('is in trouble while the bytes it serves are not those of the load', async () => {
    await revisions.contentChecked();
    expect(revisions.trouble()).toBeNull();
    await revisions.close();
    const file = openSync(path, 'r+');
    writeSync(file, 'x', statSync(path).size - 2000);
    closeSync(file);
    revisions = await openRevisions({ path, logger, pollMs: 0 });
    await revisions.contentChecked();
    expect(revisions.trouble()).toContain('damaged');
    await publish(path, { records: {}, revision: SECOND });
    await revisions.poll();
    expect(revisions.trouble()).toBeNull();
  });
});
