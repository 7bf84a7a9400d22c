// Turns the words that authors write into offsets and hashes, in their YAML files. Only what it has to write is
// touched; comments and layout stay. It never guesses: what it cannot tell it reports.
import { isMap, isScalar, type YAMLMap } from 'yaml';
import { cureOfMisplaced, isSpan } from '../load/definitions/annotate-fields.ts';
import { DEFINITIONS, SPAN_PATHS } from '../load/definitions/definitions.ts';
import { pathText, sortFaults } from '../load/read/fault.ts';
import type { SearchWords } from '../load/read/find-words.ts';
import { isContinued } from '../load/read/quotation-marks.ts';
import type { Path } from '../load/read/raw-record.ts';
import { openTexts, type SpanFault } from '../load/read/texts.ts';
import { schemaAt, stepsOf, valuesAt } from '../load/read/value-paths.ts';
import { locate, pairOf, plainValue } from '../load/read/yaml-source.ts';
import { Document } from '../model/code-points.ts';
import type { Range } from '../model/text-range.ts';
import type { Fault } from '../store/port/staging.ts';
import { documentOf } from './annotate-documents.ts';
import { type OpenRecord, openFiles, recordsOf, writeFiles } from './annotate-files.ts';
import { isSpanFault } from './annotate-find.ts';
import {
  isAnnotated,
  newSpanEdit,
  resolve,
  searchesOf,
  spanEdits,
  type WrittenSpan,
} from './annotate-spans.ts';
import { addField } from './yaml-edit.ts';

export interface Annotated {
  readonly filesChanged: readonly string[];
  readonly spansWritten: number;
  readonly faults: readonly Fault[];
}

/** A span to be completed. */
interface Task {
  readonly path: Path;
  /** The span's own mapping; null where there is none yet. */
  readonly map: YAMLMap | null;
  readonly span: WrittenSpan;
  readonly articleId: string;
  /** The words of the segment that it is for. */
  readonly words: string | null;
}

/** Annotates the folder `dir` from the documents in `textsDir`. Throws where a folder or a document cannot be read. */
export function annotate(dir: string, textsDir: string): Annotated {
  const { files, faults } = openFiles(dir);
  const run = new Run(files.flatMap(recordsOf), textsDir);
  run.all();
  const written = writeFiles(files);
  return {
    filesChanged: written.changed,
    spansWritten: written.spans,
    faults: sortFaults([...faults, ...run.faults, ...written.faults]),
  };
}

/** One run over all records of a dataset. */
class Run {
  readonly faults: Fault[] = [];
  readonly #records: readonly OpenRecord[];
  readonly #textsDir: string;
  readonly #documents = new Map<string, Document | SpanFault>();

  constructor(records: readonly OpenRecord[], textsDir: string) {
    this.#records = records;
    this.#textsDir = textsDir;
  }

  all(): void {
    for (const record of this.#records) this.#misplaced(record);
    const tasks = this.#records.map((record) => ({ record, tasks: tasksOf(record) }));
    this.#findDocuments(tasks.flatMap(({ tasks: own }) => own));
    for (const { record, tasks: own } of tasks)
      if (record.file.type === 'quote') this.#quote(record, own);
      else for (const task of own) this.#span(record, task, null);
  }

  /** Words that stand where no passage is looked for, so that they would be left as they are without a word. */
  #misplaced(record: OpenRecord): void {
    const { authored } = DEFINITIONS[record.file.type];
    const look = (value: unknown, path: Path): void => {
      if (typeof value !== 'object' || value === null || schemaAt(authored, path) === null) return;
      if (path[0] === 'extra') return; // further facts may have any name
      for (const [name, item] of Object.entries(value)) {
        const step = Array.isArray(value) ? Number(name) : name;
        const schema = schemaAt(authored, path);
        if (['match', 'occurrence'].includes(name) && !isSpan(schema))
          this.#refuse(record, [...path, step], {
            message: `${name}: is not read here`,
            cure: cureOfMisplaced(schema),
          });
        else look(item, [...path, step]);
      }
    };
    look(record.value, []);
  }

  #findDocuments(tasks: readonly Task[]): void {
    const texts = openTexts(this.#textsDir);
    const words = new Map<string, SearchWords[]>();
    for (const { articleId, span, words: own } of tasks)
      words.set(articleId, [...(words.get(articleId) ?? []), ...searchesOf(span, own)]);
    const articles = this.#records.filter(({ file }) => file.type === 'article');
    const taken = new Set(
      articles.map(({ value }) => (value.document as { sha256?: string } | null)?.sha256 ?? ''),
    );
    for (const article of articles) {
      const id = String(article.value.id);
      const found = documentOf(article, texts, this.#textsDir, words.get(id) ?? [], taken);
      this.#documents.set(id, found);
      const open = tasks.some(({ articleId, span }) => articleId === id && !isAnnotated(span));
      const named = (article.value.document as { file?: string } | null)?.file !== undefined;
      if (!(found instanceof Document) && (open || named)) this.#refuse(article, ['document'], found);
    }
  }

  /** The quote's own span first, because its segments lie in it; one that is missing is made to enclose them. */
  #quote(record: OpenRecord, tasks: readonly Task[]): void {
    const own = tasks.find(({ path }) => path.length === 1);
    const segments = tasks.filter(({ path }) => path.length > 1);
    const bounds = own && this.#span(record, own, null);
    let from = bounds?.start ?? 0;
    const found = segments.map((task) => {
      const range = this.#span(record, task, { start: from, end: bounds?.end ?? Number.POSITIVE_INFINITY });
      from = range?.end ?? from;
      return range;
    });
    const [first] = found;
    const last = found.at(-1);
    const document = this.#documents.get(String(record.value.articleId));
    if (document instanceof Document) this.#continues(record, segments, found, document);
    if (own || segments.length < 2 || !first || !last || !(document instanceof Document)) return;
    const { source, edits } = record.file;
    edits.push(
      newSpanEdit(source.text, record.map, fieldBefore(record.map, 'segments'), document, {
        start: first.start,
        end: last.end,
      }),
    );
    record.file.spans++;
  }

  /** Notes which segments go on where the one before ends; what an author has noted is left to be checked by a load. */
  #continues(
    { file, map }: OpenRecord,
    segments: readonly Task[],
    ranges: readonly (Range | null)[],
    document: Document,
  ): void {
    segments.forEach(({ path, words }, at) => {
      const segment = mapAt(map, path.slice(0, -1));
      const [before, range] = [ranges[at - 1], ranges[at]];
      if (segment === null || pairOf(segment, 'continues') !== null || !before || !range) return;
      if (words === null || segments[at - 1]?.words === null) return;
      if (isContinued(document.slice(before.end, range.start)))
        file.edits.push(addField(file.source.text, segment, '', 'continues', 'true'));
    });
  }

  /** Completes one span, and returns where it stands; null where that cannot be told. */
  #span(record: OpenRecord, task: Task, bounds: Range | null): Range | null {
    const document = this.#documents.get(task.articleId);
    if (!(document instanceof Document)) return null;
    const anywhere = { start: 0, end: Number.POSITIVE_INFINITY };
    const range = resolve(document, task.span, task.words, bounds ?? anywhere);
    if (range === null) return null;
    if (isSpanFault(range)) {
      this.#refuse(record, task.path, range);
      return null;
    }
    if (isAnnotated(task.span)) return range;
    const { source, edits } = record.file;
    if (task.map !== null) edits.push(...spanEdits(source.text, task.map, document, range));
    else {
      const owner = mapAt(record.map, task.path.slice(0, -1));
      if (owner !== null) edits.push(newSpanEdit(source.text, owner, 'text', document, range));
    }
    record.file.spans++;
    return range;
  }

  #refuse({ file, map, value }: OpenRecord, path: Path, { message, cure }: SpanFault): void {
    const place = file.source.placeAt(locate(map, path).offset);
    const recordId = typeof value.id === 'string' ? value.id : null;
    this.faults.push({ ...place, recordType: file.type, recordId, path: pathText(path), message, cure });
  }
}

function fieldBefore(map: YAMLMap, field: string): string {
  const names = map.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
  return names[names.indexOf(field) - 1] ?? '';
}

function tasksOf({ file, map, value }: OpenRecord): Task[] {
  if (file.type === 'quote') return quoteTasks(map, value);
  const spans = SPAN_PATHS[file.type].flatMap((path) => valuesAt(value, path));
  return spans.flatMap(({ path }) => {
    const span = mapAt(map, path);
    return span === null ? [] : [taskOf(path, span, null, null)];
  });
}

/** A segment may have no span yet: it is found by the segment's words. */
function quoteTasks(map: YAMLMap, value: OpenRecord['value']): Task[] {
  const articleId = String(value.articleId);
  const own = mapAt(map, ['span']);
  const segments = valuesAt(value, stepsOf('segments[]')).flatMap(({ path, value: segment }) => {
    if (mapAt(map, path) === null) return [];
    const { text } = segment as { text?: unknown };
    const spanPath = [...path, 'span'];
    return [taskOf(spanPath, mapAt(map, spanPath), articleId, typeof text === 'string' ? text : null)];
  });
  return own === null ? segments : [taskOf(['span'], own, articleId, null), ...segments];
}

function taskOf(path: Path, map: YAMLMap | null, articleId: string | null, words: string | null): Task {
  const span = (map === null ? {} : plainValue(map)) as WrittenSpan;
  return { path, map, span, articleId: articleId ?? String(span.articleId), words };
}

/** The mapping at a path; null where there is none. */
function mapAt(map: YAMLMap, path: Path): YAMLMap | null {
  const { node } = locate(map, path);
  return isMap(node) ? node : null;
}
