// Renders the staged records in key order and hands them to the target, some hundred at a time.
import type { AuthoredArticle } from '../../model/article.ts';
import type { RecordType } from '../../model/record-type.ts';
import { RESOURCE_NAMES } from '../../query/condition.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Staging } from '../../store/port/staging.ts';
import type { RenderedRecord, Target } from '../../store/port/target.ts';
import type { RenderSource } from '../definitions/definition.ts';
import { type OnProgress, yieldToEventLoop } from '../progress.ts';
import type { Passages } from '../read/passages.ts';
import { type Render, rendererOf } from '../render/render.ts';
import { annotationsOf } from '../render/web-annotations.ts';

/** Records rendered and written at a time: what a load holds in memory. */
const BATCH = 500;

export interface WriteOptions {
  readonly staging: Staging;
  readonly passages: Passages;
  readonly target: Target;
  readonly onProgress: OnProgress;
  readonly onPoint: (name: string) => void;
  readonly signal: AbortSignal | null;
}

/** Writes every record, the articles' annotations and texts, and the retired ids. */
export async function writeRecords(options: WriteOptions): Promise<void> {
  const { staging, target, onPoint } = options;
  const total = RESOURCE_NAMES.reduce((sum, name) => sum + staging.count(RESOURCES[name].type), 0);
  let done = 0;
  for (const name of RESOURCE_NAMES) {
    const { type } = RESOURCES[name];
    let ofType = 0;
    for (const records of renderedBatches(type, options)) {
      await target.write(name, records);
      if (type === 'article') await writeAnnotations(records, options);
      done += records.length;
      ofType += records.length;
      options.onProgress({ step: 'writing', done, total });
      onPoint(`load:write:${name}:${ofType}`);
      await yieldToEventLoop(options.signal);
    }
    onPoint(`load:wrote:${name}`);
  }
  for (const { type, id, successorId, reason } of staging.retired())
    await target.writeRetired(type, id, { successorId, reason });
  onPoint('load:wrote:retired');
}

function* renderedBatches(type: RecordType, source: RenderSource): Iterable<RenderedRecord[]> {
  const render = rendererOf(type, source);
  let batch: RenderedRecord[] = [];
  for (const { id, json } of source.staging.inKeyOrder(type)) {
    batch.push(renderNamed(render, type, id, json));
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** What fails here has passed every check before, so the record must at least be known. */
function renderNamed(render: Render, type: RecordType, id: string, json: string): RenderedRecord {
  try {
    return render(json);
  } catch (cause) {
    throw new Error(`the ${type} "${id}" cannot be rendered as the API promises`, { cause });
  }
}

/** Annotations, and whole texts where they are served in full, of articles that are written. */
async function writeAnnotations(articles: readonly RenderedRecord[], options: WriteOptions): Promise<void> {
  const { staging, passages, target } = options;
  for (const { id } of articles) {
    const article = staging.article(id) as AuthoredArticle; // it has just been rendered
    await target.writeAnnotations(id, annotationsOf(article, options));
    const document = passages.serve === 'full' ? passages.documentOf(id) : null;
    if (document !== null) await target.writeText(id, document.text);
  }
}
