// Writes an invented dataset of few records that cost much to answer: everything that a record may have without a bound
// of its own, at a size of choice. The same bytes for the same size, on any machine.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CostlySizes {
  /** Quotes of one article, and annotations of it. */
  readonly quotes: number;
  /** Articles, each with a report of one event and with a rendition of one statement. */
  readonly articles: number;
  /** Renditions of one statement that have words, and the length of each in characters. */
  readonly speeches: readonly [count: number, characters: number];
  /** Events with so many reports each. */
  readonly fat: readonly [events: number, reports: number];
  /** Sources and targets of one event. */
  readonly sides: number;
  /** Disagreements about one event. */
  readonly disagreements: number;
  /** Articles with a document of so many characters, whose last word is `needle`. */
  readonly documents: readonly [count: number, characters: number];
}

const range = (count: number) => Array.from({ length: count }, (_, n) => n);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** Words that no other number gives, of so many characters in all. */
export function inventedWords(seed: number, characters: number): string {
  const words: string[] = [];
  for (let n = 0, length = 0; length < characters; n++) {
    const word = `w${(n * 7919 + seed * 104_729) % 9973}`;
    words.push(word);
    length += word.length + 1;
  }
  return words.join(' ').slice(0, characters);
}

/** Writes the dataset into `dir`, and the documents of its articles into `texts`. */
export function writeCostlySet(dir: string, texts: string, sizes: CostlySizes): void {
  for (const folder of [dir, texts]) mkdirSync(folder, { recursive: true });
  const write = (name: string, records: readonly object[]) =>
    writeFileSync(
      join(dir, `${name}.ndjson`),
      records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    );
  writeFileSync(
    join(dir, 'dataset.json'),
    JSON.stringify({
      id: 'costly',
      title: 'Invented',
      description: 'Written by a test.',
      profile: 'open',
      version: '1',
      license: { name: 'CC0' },
    }),
  );
  write('articles', [...articles(sizes), ...documents(sizes, texts)]);
  write('actors', actors(sizes));
  write('events', events(sizes));
  write('quotes', quotes(sizes));
  write('statements', statements());
  write('disagreements', disagreements(sizes));
}

function articles({ articles: count }: CostlySizes): object[] {
  return range(count + 1).map((n) => ({ id: `article-${n}`, title: `Article ${n}`, published: {} }));
}

function documents({ documents: [count, characters] }: CostlySizes, texts: string): object[] {
  return range(count).map((n) => {
    const text = `${inventedWords(n, characters - 7)} needle`;
    writeFileSync(join(texts, `${n}.txt`), text);
    return {
      id: `document-${n}`,
      title: 'Long',
      published: {},
      document: { sha256: sha256(text), characters: [...text].length },
    };
  });
}

function actors({ sides }: CostlySizes): object[] {
  return range(2 * sides + 1).map((n) => ({ id: `actor-${n}`, name: `Actor ${n}`, kind: 'unnamed' }));
}

const span = (articleId: string) => ({ articleId });

function events({ articles: count, fat: [fat, reports], sides }: CostlySizes): object[] {
  const event = { type: 'CONSULT', status: 'occurred', title: 'They met' };
  const reported = (id: string, many: number) => ({
    ...event,
    id,
    date: { edtf: '2020-01-01', basis: 'stated' },
    reports: range(many).map((n) => ({ span: span(`article-${n % (count + 1)}`) })),
  });
  return [
    reported('much-reported', count),
    ...range(fat).map((n) => reported(`fat-${n}`, reports)),
    {
      ...event,
      id: 'many-sided',
      date: { edtf: '2020-02-02', basis: 'stated' },
      participants: [
        ...range(sides).map((n) => ({ actorId: `actor-${n}`, role: 'source' })),
        ...range(sides).map((n) => ({ actorId: `actor-${sides + n}`, role: 'target' })),
      ],
    },
    { ...event, id: 'first', date: { edtf: '0001-01-01', basis: 'stated' } },
    { ...event, id: 'last', date: { edtf: '9999-12-31', basis: 'stated' } },
  ];
}

function quotes({ articles: count, quotes: many, speeches: [speeches, characters] }: CostlySizes): object[] {
  const quote = (id: string, articleId: string, text: string, statementId?: string) => ({
    id,
    articleId,
    attribution: 'none',
    kind: 'direct',
    form: 'marks',
    gist: 'Somebody spoke.',
    said: {},
    segments: [{ span: span(articleId), text, ...(statementId && { statementId }) }],
  });
  return [
    ...range(many).map((n) => quote(`quote-${n}`, 'article-0', `We have met ${n} times.`)),
    ...range(count).map((n) =>
      quote(`rendition-${n}`, `article-${n + 1}`, `We have met ${n} times.`, 'often-rendered'),
    ),
    ...range(speeches).map((n) => quote(`speech-${n}`, 'article-0', inventedWords(n, characters), 'speech')),
  ];
}

function statements(): object[] {
  return ['often-rendered', 'speech'].map((id) => ({
    id,
    gist: 'Somebody spoke.',
    said: {},
    link: { basis: 'inferred', note: null },
  }));
}

function disagreements({ disagreements: count }: CostlySizes): object[] {
  return range(count).map((n) => ({
    id: `disagreement-${n}`,
    kind: 'cannotStand',
    question: `Did they meet ${n} times?`,
    about: [{ type: 'event', id: 'much-reported' }],
    accounts: [{ position: 'They did.', heldByIds: ['article-0'] }],
    assessment: { verdict: 'open', text: 'Nothing decides it.' },
  }));
}
