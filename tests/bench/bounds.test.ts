// What the quick bench fails on: wrong answers, and what it sees of statements and pages.
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultOf } from '../../bench/answers.ts';
import { pagesRead, watchStatements } from '../../bench/statements.ts';
import { temporaryDirectory } from '../support/folders.ts';

const event = {
  id: 'event-7',
  type: 'AID',
  date: { earliest: '2020-01-02' },
  place: { country: 'NOR' },
  participants: [{ actorId: 'actor-40' }],
};
const later = { ...event, id: 'event-8', date: { earliest: '2020-01-03' } };
const list = (...data: object[]) => ({ statusCode: 200, body: JSON.stringify({ data }) });
const LIST = '/v1/events?type=AID&placeCountry=NOR&actor=actor-40&to=2020-01-03&limit=2';

describe('an answer', () => {
  it.each([
    [LIST, list(later, event)],
    ['/v1/events?actor=actor-0&limit=2', list(event)],
    ['/v1/events?to=2020-01-03&limit=2', list(later, event)],
    ['/v1/events?placeCountry=POL&limit=2', list()],
    ['/v1/events/event-7', { statusCode: 200, body: JSON.stringify(event) }],
  ])('to %s that fits it has no fault', (path, answer) => {
    expect(faultOf(path, answer)).toBe(null);
  });

  it.each([
    ['of another type', LIST, list({ ...event, type: 'PROTEST' }), 'does not match'],
    ['elsewhere', LIST, list({ ...event, place: null }), 'does not match'],
    ['without the actor', LIST, list({ ...event, participants: [] }), 'does not match'],
    ['after the last day', LIST, list({ ...event, date: { earliest: '2020-01-04' } }), 'does not match'],
    ['out of order', LIST, list(event, later), 'order'],
    ['of too many', LIST, list(later, event, event), 'finds 3'],
    ['of too few', '/v1/events?limit=2', list(event), 'finds 1'],
    ['of another record', '/v1/events/event-8', { statusCode: 200, body: JSON.stringify(event) }, 'event-7'],
    ['that is a refusal', LIST, { statusCode: 503, body: '' }, '503'],
  ])('%s has one', (_, path, answer, words) => {
    expect(faultOf(path, answer)).toContain(words);
  });
});

describe('a statement', () => {
  const folder = temporaryDirectory();
  let database: Database.Database;
  beforeAll(() => {
    database = new Database(`${folder.path}/pages.db`);
    database.exec(`create table t (id integer primary key, filler);
      insert into t with recursive n (i) as (select 1 union all select i + 1 from n where i < 2000)
        select i, hex(zeroblob(1000)) from n`);
  });
  afterAll(() => {
    database.close();
    folder.remove();
  });

  it('is seen whoever runs it, until the watch ends', () => {
    const watched = watchStatements();
    const statement = database.prepare('select id from t where id = ?');
    statement.get(1);
    statement.pluck().all(2);
    expect([...statement.iterate(3)]).toHaveLength(1);
    expect(watched.take().map(({ values }) => values)).toEqual([[1], [2], [3]]);
    expect(watched.take()).toEqual([]);
    watched.stop();
    statement.get(4);
    expect(watched.take()).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('reads as many pages as its rows lie on', () => {
    const all = pagesRead(database, [{ text: 'select * from t', values: [] }]);
    const one = pagesRead(database, [{ text: 'select * from t where id = ?', values: [1500] }]);
    expect(all).toBeGreaterThan(900);
    expect(one).toBeLessThan(6);
  });
});
