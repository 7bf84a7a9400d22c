// The thread that renders what is staged while its parent writes it: each message asks for the next batch.
import { parentPort, workerData } from 'node:worker_threads';
import type { Serving } from '../../model/dataset.ts';
import { RESOURCE_NAMES, type ResourceName } from '../../query/condition.ts';
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
}

/** Null after the last one. */
export type NextBatch = { readonly name: ResourceName; readonly packed: PackedBatch } | null;

const { staging: shared, paths, serve } = workerData as RenderThreadData;
const { openShared } = (await import(shared.module)) as { openShared: OpenShared };
const staging = openShared(shared.path);
const passages = openPassages(staging, paths === null ? null : textsAt(paths), serve);

function* batches(): Generator<NonNullable<NextBatch>> {
  for (const name of RESOURCE_NAMES)
    for (const batch of renderedBatches(RESOURCES[name].type, { staging, passages }))
      yield { name, packed: packBatch(batch) };
}

const all = batches();
parentPort?.on('message', () => parentPort?.postMessage((all.next().value ?? null) satisfies NextBatch));
