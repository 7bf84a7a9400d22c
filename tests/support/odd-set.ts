// A small invented dataset of what is rare: dates of every shape, words of many scripts, texts that look like the syntax
// of a query, names that are alike or sort where nobody looks, ids that records of several types share.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

const WORDS =
  `port Port port post pore fort ports PORT-1 portal harbour Ka'bah Kaʻbah Łódź lodz ＪＡＰＡＮ ﬁne 日本語の本 本語 日 한국어 野家 𠮷野家
  ประเทศไทย ไทย محمد الـعـربية على שָׁלוֹם é e\u0301cole école Ноздрёв ноздрев हिन्दी ß ss ı İ I 2023 ٢٠٢٣ 1,5 a b
  🚢 \uFFFD \u{10FFFD} -port -- "port" 100% _ * port* AND OR NOT NEAR title:port ^port null 'port' ; =1+1 @x`.split(
    /\s+/,
  );

const DATES = [
  ...['0000', '0000-01-01', '9999', '9999-12-31', '20XX', '202X', '2024', '2024~', '2024-XX', '2024-03'],
  ...['2024-03-XX', '2024-03?', '2024-02-29', '2024-03-14', '2024-03-15', '2024-03-15', '2024-03-16%'],
  ...['[..2024-02]', '[..2024-03-20]', '../2024-03-14', '../0000-01-01', '2024-03-05/..', '[2024-03-18..]'],
  ...['9999-12-31/..', '2024-02-20/2024-03-12', '[2024-01..2024-03]', '[2024-03-16..2024-03-19]'],
  ...['2023-12-30/2024-01-02', '2023/2025', '0001-01-01/9998-12-31'],
];

const CODES = ['01', '010', '0311', '13', '131', '1312', '190', '20'].map((code) => ({
  scheme: 'cameo',
  code,
}));
/** A scheme of four levels with codes like those of CAMEO, one that no codebook lists, and a scheme without a codebook. */
const OWN_CODES = ['13', '13.', '1,3', 'Σ', 'ς', '999'].map((code) => ({ scheme: 'x', code }));
const CODEBOOK = {
  scheme: 'x',
  title: 'What is rare',
  version: '0',
  codes: [
    { code: '13', label: 'Thirteen' },
    { code: '13.', label: 'And a stop', parent: '13' },
    { code: '1,3', label: 'And a comma', parent: '13.' },
    { code: 'ς', label: 'And a last sigma', parent: '1,3' },
    { code: 'Σ', label: 'Sigma' },
  ],
};
const ALL_CODES = [...CODES, ...OWN_CODES, { scheme: 'root', code: '13' }];
const TYPES = ['CONSULT', 'REQUEST', 'THREATEN', 'REJECT', 'AID', null];
/** Nothing is planned: a load refuses plans for a day before their articles. */
const STATUSES = ['occurred', 'ongoing', 'hypothetical', 'alleged', 'denied'];
const COUNTRIES = ['NOR', 'JPN', 'RUS', null];

const SIZES = { articles: 12, actors: 24, events: 70, quotes: 60, statements: 9, disagreements: 8 };

/** Some say a word twice. */
const text = fc
  .tuple(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([words, isTwice]) => [...words, ...(isTwice ? words.slice(0, 1) : [])].join(' '));
/** Something of it can be seen. */
const line = text.filter((words) => /[\p{L}\p{N}]/u.test(words));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2 });
const date = fc
  .option(fc.constantFrom(...DATES), { freq: 6 })
  .map((edtf) => (edtf === null ? {} : { edtf, basis: 'stated' }));

/** The same for a number in every type: of different lengths, some the beginnings of others. */
const idOf = (n: number) => ['e', 'e-', 'e-0', 'event', '0'][n % 5] + (n < 5 ? '' : `${n}`);
const anyId = (count: number) => fc.nat(count - 1).map(idOf);
const someIds = (count: number) => fc.uniqueArray(anyId(count), { maxLength: 3 });

const sha256 = (words: string) => createHash('sha256').update(words).digest('hex');
const identifiers = fc.subarray([
  { scheme: 'acled', value: 'A1' },
  { scheme: 'acled', value: 'a1' },
  { scheme: 'x', value: 'B:2' },
]);

/** At both poles, on the date line by both its names, a step beside one another. */
const POINTS = [
  [90, 0],
  [-90, -180],
  [0, 180],
  [0, -180],
  [0, 179.9999],
  [0.00001, -180],
  [-0, 1e-9],
  [59.91, 10.75],
] as const;
const places = fc
  .record({
    name: line,
    country: fc.constantFrom(...COUNTRIES),
    point: maybe(fc.constantFrom(...POINTS)),
    precision: fc.constantFrom('site', 'city', 'country', null),
    admin: fc.subarray([
      { level: 1, name: 'Østfold', code: 'Ø,1' },
      { level: 2, name: '=1+1', code: null },
      { level: 2, name: null, code: '1:x' },
    ]),
    identifiers,
  })
  .map(({ point, ...place }) => ({ ...place, latitude: point?.[0] ?? null, longitude: point?.[1] ?? null }));
/** Many ties, fractions, and figures below nothing; some have bounds alone. */
const quantity = fc
  .record({
    measure: fc.constantFrom('deaths', 'tone'),
    of: fc.constantFrom(null, null, 'civilians'),
    figures: fc.array(fc.constantFrom(-2.5, -1, 0, 0, 0.1, 0.2, 1, 1, 3, 12, 1e9), {
      minLength: 3,
      maxLength: 3,
    }),
    given: fc.constantFrom<readonly number[]>([0, 1, 2], [1], [0], [2], [0, 2], [0, 1]),
  })
  .map(({ measure, of, figures, given }) => {
    const [low, value, high] = figures
      .sort((a, b) => a - b)
      .map((figure, index) => (given.includes(index) ? figure : null));
    return { measure, of, low, value, high };
  });

/** Records without their ids, by the number that they have. */
const RECORDS: Readonly<Record<keyof typeof SIZES, (n: number) => fc.Arbitrary<object>>> = {
  articles: () =>
    fc.record({
      title: maybe(line),
      summary: maybe(line),
      byline: maybe(line),
      publisher: maybe(fc.constantFrom('Gazette', 'gazette', 'Gazette, The', '日報', '🚢 News')),
      language: fc.constantFrom('en', 'ja', 'pt-BR', null),
      published: date,
      document: fc.constant({ sha256: sha256('article'), characters: 4000 }),
      cautions: fc
        .subarray(['garbled', 'anachronism'], { maxLength: 1 })
        .map((kinds) => kinds.map((kind) => ({ kind, note: 'Take care.' }))),
      identifiers,
    }),
  actors: (n) =>
    fc.record({
      name: line,
      kind: fc.constantFrom('person', 'state', 'body'),
      aliases: fc.uniqueArray(
        line.map((words) => `${words} alias`),
        { maxLength: 2 },
      ),
      description: maybe(line),
      country: fc.constantFrom(...COUNTRIES),
      sectors: fc.subarray(['GOV', 'MIL', 'x:13.', 'x:ς']),
      parentId: n === 0 ? fc.constant(null) : maybe(anyId(n)),
      identifiers,
    }),
  events: (n) =>
    fc.record({
      title: maybe(line),
      summary: maybe(line),
      type: fc.constantFrom(...TYPES),
      contexts: fc.subarray(['diplomatic', 'military']),
      codes: fc.uniqueArray(fc.constantFrom(...ALL_CODES), { maxLength: 3 }),
      date,
      status: fc.constantFrom(...STATUSES),
      place: maybe(places),
      participants: fc.uniqueArray(
        fc.record({
          actorId: anyId(SIZES.actors),
          role: fc.constantFrom('source', 'target', 'participant', 'affected', 'associate'),
          side: maybe(fc.constantFrom('a', 'b')),
        }),
        { maxLength: 5, selector: ({ actorId, role }) => `${actorId} ${role}` },
      ),
      reports: fc.array(
        fc.oneof(
          { weight: 3, arbitrary: anyId(SIZES.articles).map((articleId) => ({ span: { articleId } })) },
          { weight: 1, arbitrary: fc.constantFrom('Gazette', 'Radio, the').map((outlet) => ({ outlet })) },
        ),
        { maxLength: 3, minLength: 1 },
      ),
      scores: fc.subarray([
        { scale: 'goldstein', value: -2.5 },
        { scale: 'plover', value: 1 },
      ]),
      recorded: maybe(
        fc.constantFrom(
          '2024-03-14',
          '2024-03-14T00:00:01Z',
          '2024-03-14T23:59:59Z',
          '0000-01-01',
          '9999-12-31',
        ),
      ),
      related:
        n === 0
          ? fc.constant([])
          : maybe(fc.record({ eventId: anyId(n), relation: fc.constantFrom('respondsTo', 'partOf') })).map(
              (related) => (related === null ? [] : [related]),
            ),
      quantities: fc.uniqueArray(quantity, {
        maxLength: 3,
        selector: ({ measure, of }) => `${measure} ${of}`,
      }),
      identifiers,
    }),
  quotes: (n) =>
    fc
      .record({
        words: line,
        start: fc.nat(3000),
        articleId: anyId(SIZES.articles),
        speakerIds: fc.uniqueArray(anyId(SIZES.actors), { minLength: 1, maxLength: 2 }),
        speakerAsPrinted: maybe(line),
        viaIds: someIds(SIZES.actors),
        addresseeIds: someIds(SIZES.actors),
        attribution: fc.constantFrom('name', 'office'),
        cue: fc.constantFrom('said', 'Said', 'İ said', null),
        kind: fc.constant('direct'),
        form: fc.constantFrom('marks', 'running'),
        gist: maybe(line),
        occasion: maybe(line),
        said: date,
        language: fc.constantFrom('en', 'ja', null),
        performsEventId: maybe(anyId(SIZES.events)),
        identifiers,
      })
      .map(({ words, start, ...quote }) => ({
        ...quote,
        segments: [
          {
            text: words,
            span: { start, end: start + [...words].length, sha256: sha256(words) },
            ...(n < SIZES.statements * 2 && { statementId: idOf(n % SIZES.statements) }),
          },
        ],
      })),
  statements: () =>
    fc.record({
      speakerIds: fc.uniqueArray(anyId(SIZES.actors), { minLength: 1, maxLength: 2 }),
      gist: line,
      occasion: maybe(line),
      said: date,
      link: fc.constant({ basis: 'inferred', note: null }),
    }),
  disagreements: () =>
    fc.record({
      kind: fc.constant('cannotStand'),
      question: line,
      about: fc.uniqueArray(
        fc.oneof(
          anyId(SIZES.events).map((id) => ({ type: 'event', id })),
          anyId(SIZES.articles).map((id) => ({ type: 'article', id })),
          anyId(SIZES.quotes).map((id) => ({ type: 'quote', id })),
        ),
        { minLength: 1, maxLength: 3, selector: ({ type, id }) => `${type} ${id}` },
      ),
      accounts: fc.array(fc.record({ position: line, heldByIds: someIds(SIZES.actors) }), {
        minLength: 1,
        maxLength: 2,
      }),
      assessment: fc.record({ verdict: fc.constantFrom('open', 'leans'), text: line }),
    }),
};

/** Writes the dataset into a new folder: another for each seed. */
export function writeOddSet(folder: string, seed: number): void {
  mkdirSync(folder, { recursive: true });
  const dataset = {
    id: 'odd-set',
    title: 'What is rare',
    description: 'Written by a test.',
    profile: 'open',
    version: '1',
    license: { name: 'CC0' },
    schemes: [{ name: 'root' }],
    measures: ['deaths', 'tone'].map((id) => ({
      id,
      title: id,
      unit: 'points',
      aggregate: id === 'tone' ? 'mean' : 'sum',
    })),
  };
  writeFileSync(join(folder, 'dataset.json'), JSON.stringify(dataset));
  mkdirSync(join(folder, 'codebooks'));
  writeFileSync(join(folder, 'codebooks', 'x.json'), JSON.stringify(CODEBOOK));
  for (const [name, size] of Object.entries(SIZES) as [keyof typeof SIZES, number][]) {
    const records = Array.from({ length: size }, (_, n) => {
      const [record] = fc.sample(RECORDS[name](n), { seed: seed + n, numRuns: 1 });
      return JSON.stringify({ id: idOf(n), ...record });
    });
    writeFileSync(join(folder, `${name}.ndjson`), records.join('\n'));
  }
}
