// Writes a large invented dataset as NDJSON: the same bytes for the same size and version, on any machine.
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const TYPES = ['CONSULT', 'REQUEST', 'THREATEN', 'REJECT', 'PROTEST', 'AID'];
const COUNTRIES = ['NOR', 'JPN', 'RUS', 'USA', 'FRA', 'KEN'];
const STATUSES = ['occurred', 'occurred', 'occurred', 'ongoing', 'alleged'];

/** Of a hundred records: how many of each type. Most are actors, which load quickest. */
const SHARES = {
  articles: 1,
  actors: 86,
  events: 6,
  quotes: 6,
  statements: 0.5,
  disagreements: 0.5,
} as const;

export interface LoadSet {
  readonly dir: string;
  /** Records to write, the dataset's own not counted. */
  readonly size: number;
  readonly version: string;
}

/** Writes the dataset into a new folder; gives the number of authored records of each type. */
export function writeLoadSet({ dir, size, version }: LoadSet): Record<keyof typeof SHARES, number> {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'dataset.json'), JSON.stringify(dataset(version)));
  const counts = Object.fromEntries(
    Object.entries(SHARES).map(([name, share]) => [name, Math.max(1, Math.round((size * share) / 100))]),
  ) as Record<keyof typeof SHARES, number>;
  const make = { articles, actors, events, quotes, statements, disagreements };
  for (const name of Object.keys(SHARES) as (keyof typeof SHARES)[])
    writeLines(join(dir, `${name}.ndjson`), counts[name], (n) => make[name](n, counts));
  return counts;
}

function writeLines(file: string, count: number, record: (n: number) => object): void {
  const handle = openSync(file, 'w');
  for (let from = 0; from < count; from += 1000) {
    const lines = Array.from({ length: Math.min(1000, count - from) }, (_, i) =>
      JSON.stringify(record(from + i)),
    );
    writeSync(handle, `${lines.join('\n')}\n`);
  }
  closeSync(handle);
}

type Counts = Record<keyof typeof SHARES, number>;

/** Spreads numbers evenly and always alike. */
function pick(n: number, of: number): number {
  return (Math.imul(n + 1, 0x9e3779b1) >>> 0) % of;
}

function day(n: number): string {
  return new Date(Date.UTC(2020, 0, 1 + pick(n, 90))).toISOString().slice(0, 10);
}

function date(n: number): object {
  return pick(n, 20) === 0 ? {} : { edtf: day(n), basis: 'stated' };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function dataset(version: string): object {
  return {
    id: 'load-set',
    title: 'An invented set',
    description: 'Written by a test.',
    profile: 'open',
    version,
    license: { name: 'CC0' },
  };
}

function articles(n: number): object {
  return {
    id: `article-${n}`,
    title: `What was said on day ${n}`,
    publisher: `Gazette ${pick(n, 40)}`,
    language: 'en',
    published: date(n),
    document: { sha256: sha256(`article ${n}`), characters: 4000 },
    cautions: n % 50 === 0 ? [{ kind: 'garbled', note: 'Names are garbled.' }] : [],
  };
}

function actors(n: number): object {
  return {
    id: `actor-${n}`,
    name: `Minister ${n}`,
    kind: 'person',
    ...(n % 10 === 0
      ? { country: COUNTRIES[pick(n, COUNTRIES.length)], sectors: ['GOV'], aliases: [`M. ${n}`] }
      : {}),
    ...(n % 10 === 5 ? { parentId: `actor-${Math.floor(n / 10)}` } : {}),
  };
}

function events(n: number, counts: Counts): object {
  const start = pick(n, 3000);
  return {
    id: `event-${n}`,
    title: `One side acts towards another, case ${n}`,
    summary: `In case ${n} one minister turned to another about the same matter as before.`,
    type: TYPES[pick(n, TYPES.length)],
    contexts: ['diplomatic'],
    codes: [{ scheme: 'cameo', code: `${10 + pick(n, 9)}` }],
    date: date(n),
    status: STATUSES[pick(n, STATUSES.length)],
    participants: [
      { actorId: `actor-${pick(n, counts.actors)}`, role: 'source' },
      { actorId: `actor-${pick(n + 7, counts.actors)}`, role: 'target' },
    ],
    reports: [
      {
        span: {
          articleId: `article-${pick(n, counts.articles)}`,
          start,
          end: start + 80,
          sha256: sha256(`report ${n}`),
        },
      },
    ],
    related: n === 0 ? [] : [{ eventId: `event-${n - 1}`, relation: 'respondsTo' }],
  };
}

function quotes(n: number, counts: Counts): object {
  const text = `We have said in case ${n} what we had to say.`;
  const start = pick(n, 3000);
  return {
    id: `quote-${n}`,
    articleId: `article-${pick(n, counts.articles)}`,
    speakerIds: [`actor-${pick(n, counts.actors)}`],
    attribution: 'name',
    kind: 'direct',
    form: 'marks',
    gist: `The minister has spoken in case ${n}.`,
    cue: 'said',
    said: date(n),
    language: 'en',
    segments: [
      {
        text,
        span: { start, end: start + [...text].length, sha256: sha256(text) },
        ...(n < counts.statements * 2 ? { statementId: `statement-${n % counts.statements}` } : {}),
      },
    ],
    performsEventId: `event-${pick(n, counts.events)}`,
  };
}

function statements(n: number, counts: Counts): object {
  return {
    id: `statement-${n}`,
    speakerIds: [`actor-${pick(n, counts.actors)}`],
    gist: `The minister has spoken in case ${n}.`,
    said: date(n),
    link: { basis: 'inferred', note: null },
  };
}

function disagreements(n: number, counts: Counts): object {
  return {
    id: `disagreement-${n}`,
    kind: 'cannotStand',
    question: `Was it as case ${n} has it?`,
    about: [{ type: 'event', id: `event-${pick(n, counts.events)}` }],
    accounts: [{ position: 'It was.', heldByIds: [`actor-${pick(n, counts.actors)}`] }],
    assessment: { verdict: 'open', text: 'Nothing decides it.' },
  };
}
