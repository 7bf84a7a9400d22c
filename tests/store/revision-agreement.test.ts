// Several who serve one database file: one leads, the others follow, and all serve the same or nobody anything new.
import { utimesSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FollowedRevisions, RevisionAgreement } from '../../src/store/port/revisions.ts';
import type { Integrity } from '../../src/store/port/store.ts';
import type { PolledRevisions } from '../../src/store/serving/revision-polling.ts';
import { followRevisions, openRevisions } from '../../src/store/sqlite/serve/sqlite-revisions.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { EVENTS } from '../support/invented-events.ts';
import { publish } from '../support/stores.ts';

const FIRST = '1111111111111111';
const SECOND = '2222222222222222';
const THIRD = '3333333333333333';

let directory: ReturnType<typeof temporaryDirectory>;
let path: string;
let leader: PolledRevisions;
let followers: FollowedRevisions[];
let log: string[];
/** What the leader says that it serves. */
let told: { version: string; integrity: Integrity };
/** Runs while a version is prepared by all. */
let meanwhile: (version: string) => Promise<void>;

const logger = {
  info: () => {},
  error: (details: object, message: string) => log.push(`${message} ${'err' in details ? details.err : ''}`),
};

const agreement: RevisionAgreement = {
  prepare: async (version) => {
    await Promise.all(followers.map((each) => each.prepare(version)));
    await meanwhile(version);
  },
  abandon: (version) => {
    for (const each of followers) each.abandon(version);
  },
  serve: (version, integrity) => {
    told = { version, integrity };
    for (const each of followers) each.serve(version, integrity);
  },
};
const follow = () => followRevisions({ location: path, logger, threads: 0, ...told });
const served = () => [leader, ...followers].map((each) => each.current().revision);

beforeEach(async () => {
  log = [];
  followers = [];
  meanwhile = async () => {};
  directory = temporaryDirectory();
  path = `${directory.path}/served.db`;
  await publish(path, { records: { events: EVENTS }, revision: FIRST });
  leader = await openRevisions({ location: path, logger, pollMs: 0, agreement });
  followers = [await follow(), await follow()];
});
afterEach(async () => {
  await Promise.all([leader, ...followers].map((each) => each.close()));
  directory.remove();
});

describe('who serve one file', () => {
  test('open a new revision all before any of them serves it, and go on in the one before', async () => {
    await publish(path, { records: {}, revision: SECOND });
    const during: string[][] = [];
    meanwhile = async () => void during.push(served());
    await leader.poll();
    expect(during).toEqual([[FIRST, FIRST, FIRST]]);
    expect(served()).toEqual([SECOND, SECOND, SECOND]);
    for (const each of followers) {
      expect(await each.at(FIRST)?.count('events', [])).toBe(EVENTS.length);
      expect(each.trouble()).toBeNull();
    }
  });

  test('serve nothing new where one cannot, and try again', async () => {
    await publish(path, { records: {}, revision: SECOND });
    const [first, ...others] = followers;
    const refusing = { ...first, prepare: async () => Promise.reject(new Error('no descriptor is left')) };
    followers = [refusing as FollowedRevisions, ...others];
    await leader.poll();
    await leader.poll();
    expect(served()).toEqual([FIRST, FIRST, FIRST]);
    expect(log).toEqual([
      'the new database file cannot be opened yet: the old one goes on being served Error: no descriptor is left',
    ]);
    followers = [first as FollowedRevisions, ...others];
    await leader.poll();
    expect(served()).toEqual([SECOND, SECOND, SECOND]);
  });

  test('never take the word of the leader for other bytes than it has checked', async () => {
    await publish(path, { records: {}, revision: SECOND });
    await expect(follow()).rejects.toThrow('another database file stands in its place by now');
    const [first] = followers;
    meanwhile = async (version) => {
      meanwhile = async () => {};
      await publish(path, { records: {}, revision: THIRD });
      await first?.prepare(version);
    };
    await leader.poll();
    expect(served()).toEqual([FIRST, FIRST, FIRST]);
    await leader.poll();
    expect(served()).toEqual([THIRD, THIRD, THIRD]);
  });

  test('answer nothing from a file that was touched before the leader has checked it anew', async () => {
    utimesSync(path, 1, 1);
    for (const each of [leader, ...followers]) expect(each.trouble()).toContain('is being checked');
    await leader.poll();
    for (const each of [leader, ...followers]) expect(each.trouble()).toBeNull();
  });

  test('answer once the leader has checked a large file, and never where it finds it damaged', async () => {
    await leader.close();
    leader = await openRevisions({ location: path, logger, pollMs: 0, agreement, checkedAtOnce: 0 });
    expect(told.integrity).toBe('unchecked');
    const { version } = told;
    const unsure = await followRevisions({
      location: path,
      logger,
      threads: 0,
      version,
      integrity: 'unchecked',
    });
    followers.push(unsure);
    expect(unsure.trouble()).toContain('is being checked');
    await leader.contentChecked();
    await leader.poll();
    expect(unsure.trouble()).toBeNull();
    unsure.serve(version, 'damaged');
    expect(unsure.trouble()).toContain('is damaged');
    expect(unsure.at(FIRST)).toBeNull();
    await expect(unsure.current().check()).rejects.toThrow('damaged');
  });
});
