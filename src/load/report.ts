// What a load or a validation says when it ends, as text.
import type { Fault } from '../store/port/staging.ts';
import type { Validation } from './check/check-folder.ts';
import type { LoadReport, LoadResult } from './load.ts';
import { formatFault } from './read/fault.ts';

/** What was asked for, as far as the report speaks of it. */
export interface ReportOptions {
  readonly path: string;
  readonly texts: string | null;
  readonly quarantine: string | null;
}

export function loadLines(report: LoadReport, { path, texts, quarantine }: ReportOptions): string[] {
  const { counts, spansVerified, textsLoaded, quarantined, contentHash, revision, seconds } = report;
  const proved =
    textsLoaded === 0
      ? `No document in ${texts} belongs to an article: each is known by its SHA-256, not by its name.`
      : `${spansVerified} spans proved against ${textsLoaded} of ${counts.articles} documents.`;
  return [
    `${path}: ${countsText(counts)}, in ${seconds.toFixed(1)} s.`,
    ...(texts === null ? [] : [proved]),
    ...changeLines(report),
    ...(quarantined.length === 0
      ? []
      : [`Left out for ${quarantined.length} faults, named in ${quarantine}.`]),
    `Content ${contentHash}, revision ${revision}.`,
  ];
}

function changeLines({ changes, hasReplaced }: LoadReport): string[] {
  if (changes === null)
    return hasReplaced ? ['What was there cannot be compared with: the list of changes begins here.'] : [];
  const { since, ...counts } = changes;
  const parts = Object.entries(counts).flatMap(([kind, count]) => (count === 0 ? [] : [`${count} ${kind}`]));
  const unsaid =
    changes.removed === 0 ? '' : ' What is removed should stand in retired.yaml: its addresses answer 404.';
  return [
    parts.length === 0
      ? `Nothing changed since revision ${since}.`
      : `${parts.join(', ')} since revision ${since}.${unsaid}`,
  ];
}

/** One JSON object. */
export function loadJson({ report, ...refused }: LoadResult): string {
  return JSON.stringify(report === null ? { ok: false, ...refused } : { ok: true, ...report });
}

export function soundLine({ counts, spansProved }: Validation, dir: string, texts: string | null): string {
  return `${dir} is sound: ${countsText(counts)}${texts === null ? '' : `; ${spansProved} spans proved`}.`;
}

/** Each fault, how many there are, and what follows from them. */
export function faultLines(faults: readonly Fault[], count: number, consequence: string): string[] {
  const more = count > faults.length ? ` The first ${faults.length} are shown.` : '';
  const total = `${count} ${count === 1 ? 'fault' : 'faults'}.${more}`;
  return [...faults.map(formatFault), `${total} ${consequence}`.trim()];
}

/** `4 articles, 11 actors`. */
function countsText(counts: LoadReport['counts']): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
