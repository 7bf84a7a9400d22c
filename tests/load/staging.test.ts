import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { validate } from '../../src/load/check/check-folder.ts';
import { madeStatementId } from '../../src/load/check/made-statements.ts';
import type { Fault, StagedRecord, Staging } from '../../src/store/port/staging.ts';
import { openStaging } from '../../src/store/sqlite/staging/sqlite-staging.ts';
import { makeFolder } from '../support/folders.ts';
import { type Edits, harbourWith } from '../support/load.ts';

/** A change to the invented dataset, and the one fault that it makes. */
interface BadMention {
  readonly promise: string;
  readonly edits: Edits;
  /** The file, words that stand on the line of the fault and nowhere before it, and the record. */
  readonly at: readonly [file: string, words: string, id: string];
  readonly says: RegExp;
  readonly cure: RegExp;
}

const replace = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
const append = (record: string) => (text: string) => `${text.trimEnd()}\n${record}\n`;

const BAD: readonly BadMention[] = [
  {
    promise: 'an id used twice, with both places',
    edits: { 'actors.yaml': append('- { id: merrow, name: Merrow again, kind: state }') },
    at: ['actors.yaml', 'name: Merrow again', 'merrow'],
    says: /actor id "merrow" is used twice: first at actors\.yaml:\d+/,
    cure: /another id/,
  },
  {
    promise: 'a record that does not exist, with the nearest that does',
    edits: { 'events.yaml': replace('byIds: [tomas-ardrey]', 'byIds: [thomas-ardrey]') },
    at: ['events.yaml', 'byIds: [thomas-ardrey]', 'dredger-enters'],
    says: /no actor "thomas-ardrey"/,
    cure: /did you mean "tomas-ardrey"/,
  },
  {
    promise: 'a mention of a retired record, with its successor',
    edits: { 'statements.yaml': replace('[oriane-velt]', '[o-velt]') },
    at: ['statements.yaml', '[o-velt]', 'velt-doorstep'],
    says: /actor "o-velt" is retired/,
    cure: /write "oriane-velt"/,
  },
  {
    promise: 'a span beyond its document',
    edits: { 'events.yaml': replace(/start: 384, end: 439/, 'start: 384, end: 4390') },
    at: ['events.yaml', 'end: 4390', 'dockers-strike'],
    says: /ends at 4390, beyond the document of "merrow-answers" with its 554 characters/,
    cure: /annotate/,
  },
  {
    promise: 'actors that belong to themselves through others, once',
    edits: {
      'actors.yaml': replace(
        'name: Halvia\n  kind: state',
        'name: Halvia\n  kind: state\n  parentId: oriane-velt',
      ),
    },
    at: ['actors.yaml', '- id: halvia', 'halvia'],
    says: /halvia → oriane-velt → halvia-foreign-ministry → halvia/,
    cure: /remove the parentId/,
  },
  {
    promise: 'a record that is both retired and there',
    edits: { 'retired.yaml': append('- { type: event, id: oslo-talks, reason: Gone. }') },
    at: ['retired.yaml', 'id: oslo-talks', 'oslo-talks'],
    says: /event "oslo-talks" is retired and still there, at events\.yaml:\d+/,
    cure: /remove one/,
  },
  {
    promise: 'a successor that does not exist',
    edits: { 'retired.yaml': replace('successorId: oriane-velt', 'successorId: oriane-vlet') },
    at: ['retired.yaml', 'id: o-velt', 'o-velt'],
    says: /no actor "oriane-vlet"/,
    cure: /"oriane-velt"/,
  },
  {
    promise: 'a made statement with the id of a written one',
    edits: {
      'quotes.yaml': replace('- id: velt-illegal', '- id: wall-keeps-the-sea-out'),
    },
    at: ['quotes.yaml', '- id: wall-keeps-the-sea-out', 'wall-keeps-the-sea-out'],
    says: /statement "wall-keeps-the-sea-out" that is made .* has the id of one that is written, at statements\.yaml/,
    cure: /statementId/,
  },
  {
    promise: 'a plan for a day before every article that reports it',
    edits: { 'events.yaml': replace('"2031-04-01/.."', '"2031-03-01"') },
    at: ['events.yaml', '- id: dockers-strike', 'dockers-strike'],
    says: /planned for 2031-03-01 at the latest, before every article/,
    cure: /occurred or alleged/,
  },
  {
    promise: 'a report carried by a quote of another article',
    edits: { 'events.yaml': replace('quoteIds: [velt-threshold]', 'quoteIds: [velt-doorstep]') },
    at: ['events.yaml', 'quoteIds: [velt-doorstep]', 'halvia-warns-of-closure'],
    says: /the report is in "merrow-answers", and the quote "velt-doorstep" is from "halvia-warns"/,
    cure: /merrow-answers/,
  },
  {
    promise: 'a statement that no quote renders',
    edits: { 'quotes.yaml': replace('      statementId: velt-third-time\n', '') },
    at: ['statements.yaml', '- id: velt-third-time', 'velt-third-time'],
    says: /no quote renders the statement/,
    cure: /remove it/,
  },
];

describe('faults between records', () => {
  test.each(BAD)('name $promise', async ({ edits, at, says, cure }) => {
    const dir = harbourWith(edits);
    const { faults } = await validate({ dir, texts: null, engine, onProgress: () => {} });
    const [file, words, id] = at;
    const before = readFileSync(join(dir, file), 'utf8').split(words)[0] ?? '';
    expect(faults.map((fault) => [fault.file, fault.line, fault.recordId])).toEqual([
      [file, before.split('\n').length, id],
    ]);
    expect(faults[0]?.message).toMatch(says);
    expect(faults[0]?.cure).toMatch(cure);
  });

  test('are none where a mentioned record is there with faults of its own', async () => {
    const dir = harbourWith({ 'actors.yaml': replace('name: Tomas Ardrey\n', 'nmae: Tomas Ardrey\n') });
    const { faults } = await validate({ dir, texts: null, engine, onProgress: () => {} });
    expect(new Set(faults.map(({ recordId }) => recordId))).toEqual(new Set(['tomas-ardrey']));
  });

  test('are none where an account is held by an article that has a fault of its own', async () => {
    const dir = harbourWith({
      'disagreements.yaml': (text) => text.replace(/heldByIds: \[[^\]]*\]/, 'heldByIds: [strait-digest]'),
      'articles.yaml': replace('title: Strait digest', 'titel: Strait digest'),
    });
    const { faults } = await validate({ dir, texts: null, engine, onProgress: () => {} });
    expect(new Set(faults.map(({ recordId }) => recordId))).toEqual(new Set(['strait-digest']));
  });

  test('name the nearest actor or article where an account is held by neither', async () => {
    const dir = harbourWith({
      'disagreements.yaml': (text) => text.replace(/heldByIds: \[[^\]]*\]/, 'heldByIds: [strait-digset]'),
    });
    const { faults } = await validate({ dir, texts: null, engine, onProgress: () => {} });
    expect(faults.map(({ message, cure }) => [message, cure])).toEqual([
      ['there is no actor or article "strait-digset"', 'did you mean "strait-digest"?'],
    ]);
  });
});

function record(type: StagedRecord['type'], id: string, extra: Partial<StagedRecord> = {}): StagedRecord {
  const place = { file: `${type}s.ndjson`, line: 1, column: 1 };
  return {
    ...place,
    type,
    id,
    json: JSON.stringify({ id }),
    hash: 'h',
    isMade: false,
    day: null,
    references: [],
    ...extra,
  };
}

/** A fault at the place of the record. */
function faultOf({ type, id, file, line, column }: StagedRecord): Fault {
  return {
    file,
    line,
    column,
    recordType: type,
    recordId: id,
    path: null,
    message: 'It is wrong.',
    cure: null,
  };
}

function withStaging(run: (staging: Staging) => void): string {
  const path = join(makeFolder(), 'staging');
  const staging = openStaging(path);
  try {
    run(staging);
  } finally {
    staging.close();
  }
  return path;
}

describe('staging', () => {
  test('gives records in key order however they came: unknown days first, then by day, then by id', () => {
    withStaging((staging) => {
      staging.stage([
        record('event', 'c', { day: '2020-01-01' }),
        record('event', 'b', { day: '2021-01-01' }),
        record('event', 'z'),
        record('actor', 'a'),
      ]);
      staging.stage([record('event', 'a', { day: '2020-01-01' }), record('event', 'y')]);
      expect([...staging.inKeyOrder('event')].map(({ id }) => id)).toEqual(['y', 'z', 'a', 'c', 'b']);
    });
  });

  test('hashes every record, made ones too, in byte order of type and id', () => {
    withStaging((staging) => {
      staging.stage([
        record('statement', 'made', { hash: '4', isMade: true }),
        record('quote', 'a-b', { hash: '1' }),
        record('quote', 'a', { hash: '2' }),
        record('actor', 'z', { hash: '3' }),
      ]);
      expect([...staging.hashLines()]).toEqual([
        'actor\tz\t3',
        'quote\ta\t2',
        'quote\ta-b\t1',
        'statement\tmade\t4',
      ]);
    });
  });

  test('forgets what it looked up when records are dropped', () => {
    withStaging((staging) => {
      staging.stage([record('actor', 'a'), record('actor', 'b')]);
      expect(staging.actor('a')).toEqual({ id: 'a' });
      staging.drop(faultOf(record('actor', 'a')));
      expect(staging.actor('a')).toBeNull();
      expect(staging.count('actor')).toBe(1);
    });
  });

  test('drops the record that a fault is about and none of its namesakes', () => {
    withStaging((staging) => {
      const retired = (type: string, line: number) =>
        record('retired', 'x', {
          line,
          json: JSON.stringify({ type, id: 'x', successorId: null, reason: 'R.' }),
        });
      staging.stage([retired('actor', 1), retired('event', 2), record('event', 'x')]);
      staging.drop(faultOf(retired('actor', 1)));
      expect([...staging.retired()].map(({ type }) => type)).toEqual(['event']);
      expect(staging.count('event')).toBe(1);
    });
  });

  test.each([
    ['no circle', { a: null, b: 'a' }, []],
    ['a circle', { a: 'b', b: 'a' }, ['a → b → a']],
  ])('finds %s among actors in the first use of an id that is used twice', (_, parents, circles) => {
    withStaging((staging) => {
      const actor = (id: string, parentId: string | null, line: number) =>
        record('actor', id, { line, json: JSON.stringify({ id, parentId }) });
      const [first, second] = Object.entries(parents).map(([id, parentId], at) =>
        actor(id, parentId, at + 1),
      );
      staging.stage([first as StagedRecord, second as StagedRecord, actor('a', 'c', 3), actor('a', 'b', 4)]);
      staging.stage([actor('c', 'a', 5), actor('b', 'c', 6)]);
      const found = [...staging.faults()].filter(({ path }) => path === 'parentId');
      expect(found.map(({ message }) => message.replace('the actor belongs to itself: ', ''))).toEqual(
        circles,
      );
    });
  });

  test('leaves no file behind', () => {
    const path = withStaging((staging) => staging.stage([record('actor', 'a')]));
    expect(existsSync(path)).toBe(false);
  });
});

describe('the id of a made statement', () => {
  test.each([
    ['quote', 0, 'quote'],
    ['quote', 1, 'quote-s2'],
    ['quote', 99, 'quote-s100'],
    ['q'.repeat(64), 0, 'q'.repeat(64)],
    ['q'.repeat(64), 1, `${'q'.repeat(61)}-s2`],
  ])('of %s, segment %i', (quoteId, segment, id) => {
    expect(madeStatementId(quoteId, segment)).toBe(id);
  });
});
