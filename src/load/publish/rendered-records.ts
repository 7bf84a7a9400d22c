// Every staged record as it is rendered, batch by batch: by this thread, or by others in turn while this one writes.
import { RESOURCE_NAMES, type ResourceName } from '../../query/condition.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Staging } from '../../store/port/staging.ts';
import type { Passages } from '../read/passages.ts';
import { unpackBatch } from '../render/packed-batch.ts';
import { type RenderedBatch, renderedBatches } from '../render/render-batches.ts';
import { startThread } from '../thread.ts';
import type { NextBatch, RenderThreadData } from './render-thread.ts';

/** Two, and this one, keep two processors busy. */
const THREADS = 2;
/** Batches asked of each before they are needed: a few megabytes. */
const AHEAD = 2;

export interface RecordSource {
  readonly staging: Staging;
  readonly passages: Passages;
  /** Whether other threads render. */
  readonly inThreads: boolean;
}

type NamedBatch = RenderedBatch & { readonly name: ResourceName };

export async function* renderedRecords(source: RecordSource): AsyncGenerator<NamedBatch> {
  if (source.inThreads) yield* fromThreads(source);
  else
    for (const name of RESOURCE_NAMES)
      for (const batch of renderedBatches(RESOURCES[name].type, source)) yield { name, ...batch };
}

/** The threads take turns, so what they render comes in order of keys. */
async function* fromThreads({
  staging,
  passages: { paths, serve },
}: RecordSource): AsyncGenerator<NamedBatch> {
  const shared = { staging: staging.share(), paths, serve };
  const threads = Array.from({ length: THREADS }, (_, first) =>
    renderThread({ ...shared, first, every: THREADS }),
  );
  try {
    for (const name of RESOURCE_NAMES) {
      let ended = 0;
      for (let turn = 0; ended < threads.length; turn += 1) {
        const batch = await threads[turn % threads.length]?.next();
        if (batch) yield { name, ...unpackBatch(batch) };
        else ended += 1;
      }
    }
  } finally {
    await Promise.all(threads.map(({ end }) => end()));
  }
}

function renderThread(data: RenderThreadData) {
  const thread = startThread<'next', NextBatch>('render-thread', import.meta.url, data);
  const asked = Array.from({ length: AHEAD }, () => thread.ask('next'));
  return {
    next: () => {
      asked.push(thread.ask('next'));
      return asked.shift();
    },
    end: thread.end,
  };
}
