// Prints what was measured as Markdown, and puts it into docs/performance.md between the marks of its size.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Line } from './comparison.ts';
import type { LoadRun } from './load-run.ts';
import type { Waiting } from './waiting-times.ts';

const PAGE = fileURLToPath(new URL('../docs/performance.md', import.meta.url));

export interface Findings {
  readonly events: number;
  /** Null where the database was there. */
  readonly load: LoadRun | null;
  readonly lines: readonly Line[];
  readonly waiting: readonly Waiting[];
  /** Milliseconds from the start of a server to its first list. */
  readonly startup: number;
  /** Bytes that are resident after all questions were asked, and the most before. */
  readonly resident: number;
  readonly peak: number;
  readonly generator: string;
  readonly rounds: number;
  readonly seconds: number;
}

/** What is to be reached, of issue and page alike. */
const LEAST = { recordsPerSecond: 10_000, residentMegabytes: 250, eventKilobytes: 2 };

const whole = (value: number) => Math.round(value).toLocaleString('en');
const fixed = (value: number, digits = 2) => value.toFixed(digits);
const megabytes = (bytes: number) => `${whole(bytes / 1e6)} MB`;

export function findingsText(found: Findings): string {
  return [
    versions(found),
    comparisonTable(found.lines),
    amountsTable(found),
    waitingTable(found.waiting),
  ].join('\n\n');
}

function versions({ events, generator, rounds, seconds }: Findings): string {
  const [processor] = cpus();
  const machine = `${cpus().length} × ${processor?.model.trim() ?? arch()}, ${whole(totalmem() / 2 ** 30)} GB, ${platform()}`;
  const day = new Date().toISOString().slice(0, 10);
  return `${whole(events)} events, ${day}, revision ${commit()}. ${machine}; Node ${process.version.slice(1)}, Fastify ${versionOf('fastify')}, better-sqlite3 ${versionOf('better-sqlite3')}; asked by ${generator}; medians of ${rounds} rounds of ${seconds} s.`;
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'unknown';
  }
}

export function versionOf(name: string): string {
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function comparisonTable(lines: readonly Line[]): string {
  return table(
    [
      '',
      'bytes',
      'µs of processor time',
      'requests/s',
      'of a bare Fastify, by processor time',
      'least–most of a round',
      'by requests/s',
      'at least',
      'A/A',
    ],
    lines.map((each) => [
      each.name,
      whole(each.length),
      whole(each.cpu),
      whole(each.perSecond),
      ...(each.least === null
        ? ['', '', '', '']
        : [
            fixed(each.ratio),
            each.range.map((ratio) => fixed(ratio)).join('–'),
            fixed(each.speed),
            fixed(each.least),
          ]),
      fixed(each.control),
    ]),
  );
}

function amountsTable({ load, events, startup, resident, peak }: Findings): string {
  return table(
    ['', 'measured', 'wanted'],
    [
      ...(load === null ? [] : loadRows(load, events)),
      [
        'resident memory while serving',
        `${megabytes(resident)} (${megabytes(peak)} at most)`,
        `${LEAST.residentMegabytes} MB at most`,
      ],
      ['start to first list', `${whole(startup)} ms`, '3,000 ms at most, at 10,000,000 events'],
    ],
  );
}

function loadRows(load: LoadRun, events: number): string[][] {
  const cpu =
    load.cpu === null
      ? ''
      : `, ${fixed(load.cpu, 0)} s of processor time: ${whole(load.records / load.cpu)} a second of it`;
  const peak = load.peak === null ? '' : `, ${megabytes(load.peak)} resident at most`;
  const kilobytes = (bytes: number) => `${fixed(bytes / events / 1000)} KB`;
  return [
    [
      'load, records a second',
      `${whole(load.records / load.seconds)} (${whole(load.records)} records in ${fixed(load.seconds, 0)} s${cpu}${peak})`,
      `${whole(LEAST.recordsPerSecond)} at least`,
    ],
    [
      'disk for an event',
      `${kilobytes(load.eventBytes)} (the whole file by events: ${kilobytes(load.bytes)})`,
      `${fixed(LEAST.eventKilobytes)} KB at most`,
    ],
  ];
}

function waitingTable(waiting: readonly Waiting[]): string {
  return table(
    ['cheap requests, one every 10 ms', 'p50, ms', 'p99, ms', 'longest, ms', 'heavy answers', 'of them 503'],
    waiting.map((each) => [
      each.name,
      fixed(each.p50, 1),
      fixed(each.p99, 1),
      whole(each.longest),
      whole(each.heavy),
      whole(each.refused),
    ]),
  );
}

/** Replaces what stands between `<!-- bench NAME -->` and `<!-- end -->`. @throws where there are no such marks */
export function writeIntoPage(name: string, text: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const begin = `<!-- bench ${name} -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf('<!-- end -->', from);
  if (from < 0 || to < 0) throw new Error(`docs/performance.md has no place for "${name}".`);
  writeFileSync(PAGE, `${page.slice(0, from)}${begin}\n\n${text}\n\n${page.slice(to)}`);
}
