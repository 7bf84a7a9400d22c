// Renders the staged records in key order and hands them to the target, some hundred at a time.
import { RESOURCE_NAMES, type ResourceName } from '../../query/condition.ts';
import { countedSchemes } from '../../resources/code-levels.ts';
import { countedPartFields } from '../../resources/counted-fields.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Staging } from '../../store/port/staging.ts';
import type { RenderedRecord, Target } from '../../store/port/target.ts';
import { type OnProgress, yieldToEventLoop } from '../progress.ts';
import type { Passages } from '../read/passages.ts';
import { renderedBatches } from '../render/render-batches.ts';
import { renderedRecords } from './rendered-records.ts';

export interface WriteOptions {
  readonly staging: Staging;
  readonly passages: Passages;
  readonly target: Target;
  /** Whether another thread renders what this one writes. */
  readonly inThreads: boolean;
  readonly onProgress: OnProgress;
  readonly onPoint: (name: string) => void;
  readonly signal: AbortSignal | null;
}

/** Writes every record, the articles' annotations and texts, and the retired ids. */
export async function writeRecords(options: WriteOptions): Promise<void> {
  const { staging, target, onPoint } = options;
  await writeCodebooks(options);
  const total = RESOURCE_NAMES.reduce((sum, name) => sum + staging.count(RESOURCES[name].type), 0);
  prepare(options);
  let done = 0;
  const written = new Map(RESOURCE_NAMES.map((name) => [name, 0]));
  const unfinished = [...RESOURCE_NAMES];
  /** Resources come in their order, so those before one are written. */
  const finish = (before: ResourceName | null) => {
    while (unfinished.length > 0 && unfinished[0] !== before) onPoint(`load:wrote:${unfinished.shift()}`);
  };
  for await (const { name, records, annotations } of renderedRecords(options)) {
    finish(name);
    await target.write(name, records);
    if (name === 'articles') {
      await target.writeAnnotations(annotations);
      await writeTexts(records, options);
    }
    done += records.length;
    const ofType = (written.get(name) ?? 0) + records.length;
    written.set(name, ofType);
    options.onProgress({ step: 'writing', done, total });
    onPoint(`load:write:${name}:${ofType}`);
    await yieldToEventLoop(options.signal);
  }
  finish(null);
  for (const { type, id, successorId, reason } of staging.retired())
    await target.writeRetired(type, id, { successorId, reason });
  onPoint('load:wrote:retired');
}

/** The codebooks, and which fields of codes are counted with them. */
async function writeCodebooks({ staging, target }: WriteOptions): Promise<void> {
  const codebooks = staging.codebooks();
  await target.writeCodebooks(codebooks);
  const schemes = countedSchemes(codebooks.map(({ scheme }) => scheme));
  for (const resource of Object.values(RESOURCES))
    await target.countBy(resource.name, countedPartFields(resource, schemes, staging));
}

/** How many records of a type a store is shown beforehand, and from how many on: a small file is small as it is. */
const SAMPLE = 100;
const SAMPLED_FROM = 200;

/** Shows the target what is to come, drawn evenly from all. */
function prepare({ staging, passages, target }: WriteOptions): void {
  for (const name of RESOURCE_NAMES) {
    const { type } = RESOURCES[name];
    const count = staging.count(type);
    if (count < SAMPLED_FROM) continue;
    const turn = { size: 1, first: 0, every: Math.ceil(count / SAMPLE) };
    const sample = [...renderedBatches(type, { staging, passages }, turn)];
    const documents = sample.flatMap(({ records }) => records.map(({ document }) => document));
    target.prepare(name, documents);
    if (name !== 'articles') continue;
    const annotations = sample.flatMap((batch) => batch.annotations.flatMap((of) => of.annotations));
    target.prepare('annotations', annotations);
  }
}

/** Whole texts, where they are served in full, of articles that are written. */
async function writeTexts(
  articles: readonly RenderedRecord[],
  { passages, target }: WriteOptions,
): Promise<void> {
  if (passages.serve !== 'full') return;
  for (const { id } of articles) {
    const document = passages.documentOf(id);
    if (document !== null) await target.writeText(id, document.text);
  }
}
