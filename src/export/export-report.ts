// What an export says when it ends, as text.
import { FILE_NAMES } from '../load/read/raw-record.ts';
import type { ExportReport } from './export-dataset.ts';

export function exportLines({ format, counts, version, contentHash }: ExportReport, out: string): string[] {
  const parts = FILE_NAMES.flatMap(([type, name]) =>
    type === 'dataset' || counts[type] === undefined ? [] : [`${counts[type]} ${name}`],
  );
  return [
    `${out}: ${parts.join(', ') || 'no records'}, as ${format === 'yaml' ? 'YAML' : 'NDJSON'}.`,
    `Version ${version}, content ${contentHash}: demarche load ${out} gives the same.`,
  ];
}
