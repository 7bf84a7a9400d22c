// A dataset of events that differ in their dates alone, and what a date means by the plainest reading of its text.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DatedEvent {
  readonly id: string;
  /** Null where nothing is known. */
  readonly edtf: string | null;
}

/** Writes the events, with the one article that an event needs, as an open dataset into a folder. */
export function writeDatedEvents(folder: string, events: readonly DatedEvent[]): void {
  const lines = (records: readonly object[]) =>
    records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write(
    'dataset.json',
    JSON.stringify({
      id: 'dates',
      title: 'Dates of every shape',
      description: 'Written by a test.',
      profile: 'open',
      version: '1',
      license: { name: 'CC0' },
    }),
  );
  write('articles.ndjson', lines([{ id: 'report', language: 'en', published: {} }]));
  const event = ({ id, edtf }: DatedEvent) => ({
    id,
    date: edtf === null ? {} : { edtf, basis: 'stated' },
    status: 'occurred',
    reports: [{ span: { articleId: 'report' } }],
  });
  write('events.ndjson', lines(events.map(event)));
}

/** ISO days from one to another, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let time = Date.parse(first); time <= Date.parse(last); time += 86_400_000)
    days.push(new Date(time).toISOString().slice(0, 10));
  return days;
}

/** Whether a date can mean the day, read from its text: no bounds, no calendar, one comparison of letters. */
export function canMean(edtf: string, day: string): boolean {
  const plain = edtf.replace(/[~?%[\]]/g, '');
  const ends = plain.includes('/') ? plain.split('/') : plain.split('..');
  if (ends.length === 2) {
    const [first = '', last = ''] = ends.map((end) => (end === '..' ? '' : end));
    const isLate = day.slice(0, first.length) >= first;
    return isLate && (last === '' || day.slice(0, last.length) <= last);
  }
  const known = plain.replace(/X/g, '.');
  return new RegExp(`^${known}`).test(day);
}
