// The files that annotate works on: parsed once, edited in memory, and written whole only where something changed.
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { isMap, isSeq, type Node, type YAMLMap } from 'yaml';
import { fileFault } from '../load/read/fault.ts';
import { findDataFiles } from '../load/read/find-files.ts';
import type { RawType } from '../load/read/raw-record.ts';
import { readText } from '../load/read/read-dataset.ts';
import { parseYaml, plainValue, type YamlSource } from '../load/read/yaml-source.ts';
import type { Fault } from '../store/port/staging.ts';
import { applyEdits, type Edit } from './yaml-edit.ts';

export interface OpenFile {
  readonly type: RawType;
  readonly file: string;
  readonly path: string;
  readonly source: YamlSource;
  readonly edits: Edit[];
  /** How many spans the edits complete. */
  spans: number;
}

/** One record of an open file. */
export interface OpenRecord {
  readonly file: OpenFile;
  readonly map: YAMLMap;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Every YAML file of the dataset that parses. A file with faults is left alone. */
export function openFiles(dir: string): { files: OpenFile[]; faults: Fault[] } {
  const found = findDataFiles(dir);
  const faults = [...found.faults];
  const files: OpenFile[] = [];
  for (const { type, file, path, format, isGzip } of found.files) {
    if (format !== 'yaml' || isGzip) {
      const place = { file, line: 1, column: 1 };
      if (type === 'article')
        faults.push(fileFault(place, 'annotate reads YAML only', 'write the articles as plain YAML'));
      continue;
    }
    const text = readText({ path, file, isGzip });
    if (typeof text !== 'string') {
      faults.push(text);
      continue;
    }
    const source = parseYaml(text, file);
    faults.push(...source.faults);
    if (source.faults.length === 0) files.push({ type, file, path, source, edits: [], spans: 0 });
  }
  return { files, faults };
}

export function recordsOf(file: OpenFile): OpenRecord[] {
  const { root } = file.source;
  const items = isSeq(root) ? (root.items as (Node | null)[]) : [];
  return items.filter(isMap).map((map) => ({ file, map, value: plainValue(map) as OpenRecord['value'] }));
}

/** Writes the changed files, each whole and at once; names them, and counts the spans in them. */
export function writeFiles(files: readonly OpenFile[]): {
  changed: string[];
  spans: number;
  faults: Fault[];
} {
  const changed: string[] = [];
  let written = 0;
  const faults: Fault[] = [];
  for (const { file, path, source, edits, spans } of files) {
    if (edits.length === 0) continue;
    const text = applyEdits(source.text, edits);
    if (text === source.text) continue;
    if (text === null || !keepsTheRest(source, text, file)) {
      const cure =
        'write its records with a line for each field and its spans as { … } on one line, and run it again';
      faults.push(fileFault({ file, line: 1, column: 1 }, 'this file could not be edited safely', cure));
      continue;
    }
    replaceFile(path, text);
    changed.push(file);
    written += spans;
  }
  return { changed, spans: written, faults };
}

/** What annotate writes or takes out, wherever it stands. */
const ANNOTATED_FIELDS = new Set(
  'span start end sha256 characters match occurrence file document continues'.split(' '),
);

/** Whether the edited text is YAML that says the same as before but for what annotate writes. */
function keepsTheRest(source: YamlSource, text: string, file: string): boolean {
  const edited = parseYaml(text, file);
  const before = withoutAnnotations(plainValue(source.root));
  return edited.faults.length === 0 && isDeepStrictEqual(withoutAnnotations(plainValue(edited.root)), before);
}

function withoutAnnotations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAnnotations);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !ANNOTATED_FIELDS.has(name));
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutAnnotations(item)]));
}

/** The old file stays until the new one is whole and on disk. */
function replaceFile(path: string, text: string): void {
  const mark = readFileSync(path, 'utf8').startsWith('\uFEFF') ? '\uFEFF' : '';
  const fresh = `${path}.annotate~`;
  try {
    writeFileSync(fresh, mark + text, { mode: statSync(path).mode, flush: true });
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
