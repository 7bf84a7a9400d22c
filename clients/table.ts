// The table that `npm run clients` prints.
import { CALLS, type Row } from './attempt.ts';

const HEADINGS = ['language', 'generator', 'compiled', 'calls', 'quick start', 'seconds', ''];

export function renderTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.language,
    row.generator,
    row.compiled ? 'yes' : 'no',
    row.calls.length === CALLS.length
      ? CALLS.join(' ')
      : `${row.calls.join(' ') || 'none'} of ${CALLS.length}`,
    row.quickstart === null ? '' : row.quickstart ? 'yes' : 'no',
    row.seconds.toFixed(0),
    row.fault === null ? 'passed' : 'FAILED',
  ]);
  const lines = [HEADINGS, ...cells];
  const widths = HEADINGS.map((_heading, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const draw = (line: readonly string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [draw(HEADINGS), rule, ...cells.map(draw)].join('\n');
}

/** Why rows failed, each reason once, with the end of what was printed. */
export function renderFaults(rows: readonly Row[]): string {
  const faults = rows.flatMap(({ language, generator, fault }) =>
    fault === null ? [] : [`${language}, ${generator}: ${fault.slice(-4000)}`],
  );
  return [...new Set(faults)].join('\n\n');
}
