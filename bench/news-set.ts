// Writes an invented open dataset that is skewed as news is: a few actors and words in most records, some dates
// imprecise or unknown, quotes and statements in proportion. The same bytes for the same size, on any machine.
//
//   node bench/news-set.ts FOLDER [events, 1000000]
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Records of each type for a number of events. */
export interface SetSizes {
  readonly actors: number;
  readonly articles: number;
  readonly events: number;
  readonly quotes: number;
  readonly statements: number;
  readonly disagreements: number;
}

type RecordName = keyof SetSizes;

/** Types of events with a code and a status, from the most frequent on. */
export const CODES = [
  ['CONSULT', '040', 'occurred'],
  ['CONSULT', '042', 'occurred'],
  ['ACCUSE', '112', 'occurred'],
  ['REQUEST', '100', 'occurred'],
  ['AGREE', '030', 'occurred'],
  ['ASSAULT', '190', 'occurred'],
  ['COOPERATE', '057', 'occurred'],
  ['THREATEN', '130', 'occurred'],
  ['REJECT', '120', 'ongoing'],
  ['PROTEST', '141', 'occurred'],
  ['AID', '070', 'alleged'],
  ['SANCTION', '163', 'hypothetical'],
  ['MOBILIZE', '150', 'hypothetical'],
  ['RETREAT', '080', 'denied'],
] as const;
export const COUNTRIES =
  'USA RUS CHN UKR JPN ISR IRN GBR FRA DEU IND PAK TUR SYR IRQ KOR PRK NGA KEN BRA NOR POL'.split(' ');
const SECTORS = ['GOV', 'MIL', 'OPP', 'REB', 'CVL', 'MED'];
const CONTEXTS = ['diplomatic', 'military', 'economic', 'territory'];
const WORDS = 8000;
/** Twenty-five years from 1 January 2000. */
export const DAYS = 9131;

export function setSizes(events: number): SetSizes {
  const part = (divisor: number) => Math.max(1, Math.ceil(events / divisor));
  return {
    actors: Math.max(200, part(100)),
    articles: part(4),
    events,
    quotes: part(4),
    statements: part(40),
    disagreements: part(1000),
  };
}

/** Writes the set into a new folder; gives the number of authored records of each type. */
export function writeNewsSet(folder: string, events: number): SetSizes {
  const sizes = setSizes(events);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'dataset.json'), JSON.stringify(DATASET));
  for (const [position, name] of (Object.keys(sizes) as RecordName[]).entries()) {
    const dice = new Dice(position + 1);
    const make = MAKERS[name];
    writeLines(join(folder, `${name}.ndjson`), sizes[name], (n) => make(n, dice, sizes));
  }
  return sizes;
}

function writeLines(file: string, count: number, record: (n: number) => object): void {
  const handle = openSync(file, 'w');
  for (let from = 0; from < count; from += 1000) {
    const lines = Array.from(
      { length: Math.min(1000, count - from) },
      (_, i) => `${JSON.stringify(record(from + i))}\n`,
    );
    writeSync(handle, lines.join(''));
  }
  closeSync(handle);
}

/** Random choices from a seed: a linear congruential generator, the same everywhere. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed * 7919;
  }

  /** From 0 up to, but without, 1. */
  next(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** From 0 up to the limit; rank r comes up about 1/r as often as the first. */
  skewed(limit: number): number {
    return Math.floor((limit + 1) ** this.next()) - 1;
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  skewedOf<T>(values: readonly T[]): T {
    return values[this.skewed(values.length)] as T;
  }
}

const SYLLABLES = 'ka to ri men sa lo vin de mar pol gru sten ba ne or ti ul ga'.split(' ');

function word(rank: number): string {
  let text = '';
  for (let left = rank + SYLLABLES.length; left > 0; left = Math.floor(left / SYLLABLES.length))
    text += SYLLABLES[left % SYLLABLES.length];
  return text;
}

function words(dice: Dice, count: number): string {
  const text = Array.from({ length: count }, () => word(dice.skewed(WORDS))).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** One in fifty is unknown, one in twenty a month, one in a hundred a year, one in two hundred open. */
function date(dice: Dice): object {
  const chance = dice.next();
  const day = new Date(Date.UTC(2000, 0, 1 + Math.floor(DAYS * Math.sqrt(dice.next()))))
    .toISOString()
    .slice(0, 10);
  if (chance < 0.02) return { edtf: null };
  if (chance < 0.07) return { edtf: day.slice(0, 7), basis: 'stated' };
  if (chance < 0.08) return { edtf: day.slice(0, 4), basis: 'stated' };
  if (chance < 0.085) return { edtf: `[..${day}]`, basis: 'inferred' };
  return { edtf: day, basis: 'stated' };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const DATASET = {
  id: 'news-set',
  title: 'An invented set, skewed as news is',
  description: 'Written by a bench.',
  profile: 'open',
  version: '1.0.0',
  license: { name: 'CC0' },
};

const MAKERS: Record<RecordName, (n: number, dice: Dice, sizes: SetSizes) => object> = {
  actors: (n, dice) => ({
    id: `actor-${n}`,
    name: n < COUNTRIES.length ? `State of ${words(dice, 1)}` : words(dice, 2),
    kind: n < COUNTRIES.length ? 'state' : dice.of(['person', 'body', 'group', 'organization']),
    country: COUNTRIES[n < COUNTRIES.length ? n : dice.skewed(COUNTRIES.length)],
    sectors: [dice.skewedOf(SECTORS)],
    ...(n >= COUNTRIES.length && dice.next() < 0.7 && { parentId: `actor-${dice.skewed(COUNTRIES.length)}` }),
  }),
  articles: (n, dice) => ({
    id: `article-${n}`,
    title: words(dice, 8),
    publisher: `Gazette ${dice.skewed(300)}`,
    language: dice.skewedOf(['en', 'fr', 'es', 'ar', 'ru']),
    published: date(dice),
    document: { sha256: sha256(`article ${n}`), characters: 4000 },
    cautions: dice.next() < 0.01 ? [{ kind: 'garbled', note: 'Names are garbled.' }] : [],
  }),
  events: (n, dice, sizes) => {
    const [type, code, status] = dice.skewedOf(CODES);
    const start = dice.below(3000);
    return {
      id: `event-${n}`,
      title: words(dice, 7),
      summary: `${words(dice, 18)}.`,
      type,
      contexts: [dice.skewedOf(CONTEXTS)],
      codes: [{ scheme: 'cameo', code }],
      date: date(dice),
      status,
      place: { name: words(dice, 1), country: dice.skewedOf(COUNTRIES) },
      participants: [
        { actorId: `actor-${dice.skewed(sizes.actors)}`, role: 'source' },
        { actorId: `actor-${dice.skewed(sizes.actors)}`, role: 'target' },
      ],
      reports: [
        {
          span: {
            articleId: `article-${dice.below(sizes.articles)}`,
            start,
            end: start + 80,
            sha256: sha256(`report ${n}`),
          },
        },
      ],
    };
  },
  quotes: (n, dice, sizes) => {
    const text = words(dice, 14);
    const start = dice.below(3000);
    return {
      id: `quote-${n}`,
      articleId: `article-${dice.below(sizes.articles)}`,
      speakerIds: [`actor-${dice.skewed(sizes.actors)}`],
      attribution: 'name',
      kind: 'direct',
      form: 'marks',
      gist: `${words(dice, 10)}.`,
      cue: 'said',
      said: date(dice),
      language: 'en',
      segments: [
        {
          text,
          span: { start, end: start + text.length, sha256: sha256(text) },
          ...(n < sizes.statements * 2 && { statementId: `statement-${n % sizes.statements}` }),
        },
      ],
      performsEventId: `event-${dice.below(sizes.events)}`,
    };
  },
  statements: (n, dice, sizes) => ({
    id: `statement-${n}`,
    speakerIds: [`actor-${dice.skewed(sizes.actors)}`],
    gist: `${words(dice, 10)}.`,
    said: date(dice),
    link: { basis: 'inferred', note: null },
  }),
  disagreements: (n, dice, sizes) => ({
    id: `disagreement-${n}`,
    kind: 'cannotStand',
    question: `${words(dice, 8)}?`,
    about: [{ type: 'event', id: `event-${dice.below(sizes.events)}` }],
    accounts: [{ position: 'It was.', heldByIds: [`actor-${dice.skewed(sizes.actors)}`] }],
    assessment: { verdict: 'open', text: 'Nothing decides it.' },
  }),
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder, events = '1000000'] = process.argv;
  if (folder === undefined) throw new Error('Usage: node bench/news-set.ts FOLDER [events]');
  console.log(writeNewsSet(folder, Number(events)));
}
