// A thread that renders its share of what is staged while its parent writes: each message asks for its next batch.
import { parentPort, workerData } from 'node:worker_threads';
import type { Serving } from '../../model/dataset.ts';
import { RESOURCE_NAMES } from '../../query/condition.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { OpenShared, SharedStaging } from '../../store/port/staging.ts';
import { openPassages } from '../read/passages.ts';
import { type Texts, textsAt } from '../read/texts.ts';
import { type PackedBatch, packBatch } from '../render/packed-batch.ts';
import { renderedBatches } from '../render/render-batches.ts';

export interface RenderThreadData {
  readonly staging: SharedStaging;
  readonly paths: Texts['paths'] | null;
  readonly serve: Serving;
  /** Of the threads that render, which this is, from 0 on, and how many there are. */
  readonly first: number;
  readonly every: number;
}

/** Null after the last one of each resource. */
export type NextBatch = PackedBatch | null;

const { staging: shared, paths, serve, first, every } = workerData as RenderThreadData;
const { openShared } = (await import(shared.module)) as { openShared: OpenShared };
const staging = openShared(shared.path);
const passages = openPassages(staging, paths === null ? null : textsAt(paths), serve);

function* batches(): Generator<NextBatch> {
  for (const name of RESOURCE_NAMES) {
    for (const batch of renderedBatches(RESOURCES[name].type, { staging, passages }, { first, every }))
      yield packBatch(batch);
    yield null;
  }
}

const all = batches();
parentPort?.on('message', () => parentPort?.postMessage((all.next().value ?? null) satisfies NextBatch));
