// The revisions of a process that follows another, for any engine: that one finds and checks them, this one opens what it
// is told to, and takes its word for the very same bytes.
import type { FollowedRevisions, Log } from '../port/revisions.ts';
import type { Integrity } from '../port/store.ts';
import { StoreError } from '../port/store-error.ts';
import { type CheckableStore, contentChecks } from './content-checks.ts';
import type { RevisionSource } from './revision-source.ts';
import { servedStores } from './served-stores.ts';

export interface FollowingOptions {
  readonly logger: Log;
  readonly version: string;
  readonly integrity: Integrity;
}

/** How often to look whether reading has found damage, in milliseconds. */
const LOOK_MS = 1000;

/** Opens the version that the leader serves. Throws StoreError where it cannot, or where another stands there by now. */
export async function followRevisions(
  source: RevisionSource,
  { logger, version: first, integrity }: FollowingOptions,
): Promise<FollowedRevisions> {
  const served = servedStores(await openVersion(source, first), source.noun);
  const { current } = served;
  let prepared: CheckableStore | null = null;
  const checks = contentChecks(source, logger);
  const timer = setInterval(() => checks.notice(current()), LOOK_MS).unref();

  async function discard(): Promise<void> {
    const discarded = prepared;
    prepared = null;
    await discarded?.close();
  }

  function serve(version: string, known: Integrity): void {
    if (prepared?.version === version) {
      served.swap(prepared);
      prepared = null;
    }
    if (current().version === version && known !== 'unchecked') current().judge(known === 'intact');
  }
  serve(first, integrity);

  return {
    current,
    at: served.at,
    trouble: served.trouble,
    prepare: async (version) => {
      await discard();
      prepared = await openVersion(source, version);
    },
    abandon: (version) => {
      if (prepared?.version === version) void discard();
    },
    serve,
    close: async () => {
      clearInterval(timer);
      await discard();
      await served.close();
    },
  };
}

async function openVersion({ noun, open }: RevisionSource, version: string): Promise<CheckableStore> {
  const store = await open();
  if (store.version === version) return store;
  await store.close();
  throw new StoreError('unreadable', `another ${noun} stands in its place by now`);
}
