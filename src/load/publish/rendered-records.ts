// Every staged record as it is rendered, batch by batch: by this thread, or by another one while this one writes.
import { RESOURCE_NAMES, type ResourceName } from '../../query/condition.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Staging } from '../../store/port/staging.ts';
import type { Passages } from '../read/passages.ts';
import { unpackBatch } from '../render/packed-batch.ts';
import { type RenderedBatch, renderedBatches } from '../render/render-batches.ts';
import { startThread } from '../thread.ts';
import type { NextBatch, RenderThreadData } from './render-thread.ts';

/** Batches asked for before they are needed: a few megabytes. */
const AHEAD = 3;

export interface RecordSource {
  readonly staging: Staging;
  readonly passages: Passages;
  /** Whether another thread renders. */
  readonly inThreads: boolean;
}

type NamedBatch = RenderedBatch & { readonly name: ResourceName };

export async function* renderedRecords(source: RecordSource): AsyncGenerator<NamedBatch> {
  if (source.inThreads) yield* fromThread(source);
  else
    for (const name of RESOURCE_NAMES)
      for (const batch of renderedBatches(RESOURCES[name].type, source)) yield { name, ...batch };
}

async function* fromThread({
  staging,
  passages: { paths, serve },
}: RecordSource): AsyncGenerator<NamedBatch> {
  const data: RenderThreadData = { staging: staging.share(), paths, serve };
  const thread = startThread<'next', NextBatch>('render-thread', import.meta.url, data);
  try {
    const asked = Array.from({ length: AHEAD }, () => thread.ask('next'));
    for (let next = await asked.shift(); next; next = await asked.shift()) {
      asked.push(thread.ask('next'));
      yield { name: next.name, ...unpackBatch(next.packed) };
    }
  } finally {
    await thread.end();
  }
}
