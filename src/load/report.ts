// What a load or a validation says when it ends, as text.
import type { Fault } from '../store/port/staging.ts';
import type { Validation } from './check/check-folder.ts';
import type { LoadReport, LoadResult } from './load.ts';
import { faultJson, formatFault } from './read/fault.ts';

/** What was asked for, as far as the report speaks of it. */
export interface ReportOptions {
  readonly path: string;
  readonly texts: string | null;
  readonly quarantine: string | null;
}

export function loadLines(report: LoadReport, { path, texts, quarantine }: ReportOptions): string[] {
  const { counts, spansVerified, textsLoaded, quarantined, warningCount } = report;
  const { contentHash, revision, seconds } = report;
  const proved =
    textsLoaded === 0
      ? `No document in ${texts} belongs to an article: each is known by its SHA-256, not by its name.`
      : `${spansVerified} spans proved against ${textsLoaded} of ${counts.articles} documents.`;
  return [
    `${path}: ${countsText(report)}, in ${seconds.toFixed(1)} s.`,
    ...(texts === null ? [] : [proved]),
    ...changeLines(report),
    ...(quarantined.length === 0
      ? []
      : [`Left out for ${quarantined.length} faults, named in ${quarantine}.`]),
    ...(warningCount === 0 ? [] : [`${counted(warningCount, 'warning')}: demarche validate names them.`]),
    ...ignoredLines(report),
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

/** That fields of wire records were passed over, in a line. */
function ignoredLines({ ignoredFields }: Pick<LoadReport, 'ignoredFields'>): string[] {
  return ignoredFields.length === 0
    ? []
    : [`Ignored derived fields, which a load computes itself: ${ignoredFields.join(', ')}.`];
}

/** One JSON object. */
export function loadJson({ report, ...refused }: LoadResult): string {
  const fields = (faults: readonly Fault[] | null) => faults?.map((fault) => JSON.parse(faultJson(fault)));
  return JSON.stringify(
    report === null
      ? { ok: false, ...refused, faults: fields(refused.faults) }
      : { ok: true, ...report, quarantined: fields(report.quarantined) },
  );
}

/** Every fault and warning; where there is no fault, that the dataset is sound. */
export function validationLines(validation: Validation, dir: string, texts: string | null): string[] {
  const { faults, faultCount, warnings, warningCount, spansProved } = validation;
  const sound = `${dir} is sound: ${countsText(validation)}${texts === null ? '' : `; ${spansProved} spans proved`}.`;
  return [
    ...(warningCount === 0 ? [] : linesOf('warning', warnings, warningCount)),
    ...ignoredLines(validation),
    ...(faultCount === 0 ? [sound] : linesOf('fault', faults, faultCount)),
  ];
}

/** One JSON object. */
export function validationJson(validation: Validation): string {
  const { faults, faultCount, warnings, warningCount, ignoredFields } = validation;
  const list = (found: readonly Fault[]) => `[${found.map(faultJson)}]`;
  return (
    `{"ok":${faultCount === 0},"faultCount":${faultCount},"faults":${list(faults)},` +
    `"warningCount":${warningCount},"warnings":${list(warnings)},` +
    `"ignoredFields":${JSON.stringify(ignoredFields)}}`
  );
}

/** Each fault, how many there are, and what follows from them. */
export function faultLines(faults: readonly Fault[], count: number, consequence: string): string[] {
  const lines = linesOf('fault', faults, count);
  return [...lines.slice(0, -1), `${lines.at(-1)} ${consequence}`.trim()];
}

/** Each of them, and how many there are. */
function linesOf(noun: 'fault' | 'warning', found: readonly Fault[], count: number): string[] {
  const more = count > found.length ? ` The first ${found.length} are shown.` : '';
  const format = (fault: Fault) =>
    formatFault(noun === 'fault' ? fault : { ...fault, message: `warning: ${fault.message}` });
  return [...found.map(format), `${counted(count, noun)}.${more}`];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `4 articles, 11 actors`, and codebooks where there are any. */
function countsText({ counts, codebooks }: Pick<LoadReport, 'counts' | 'codebooks'>): string {
  const own = codebooks === 0 ? [] : [counted(codebooks, 'codebook')];
  const records = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return [...records, ...own].join(', ');
}
