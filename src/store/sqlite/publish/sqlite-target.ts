// A load's new file: built beside the live one under a lock, checked, sealed, and renamed over it.
// The live file is never written, so a load that is killed at any point leaves it as it was.
import { mkdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { RESOURCE_NAMES, type ResourceName } from '../../../query/condition.ts';
import type { OnPoint, TargetOptions } from '../../port/engine.ts';
import type { DocumentKind, Target } from '../../port/target.ts';
import { fieldsText } from '../../sql/change-log-queries.ts';
import { type Pack, packer } from '../../sql/packed-documents.ts';
import { DOCUMENT_KINDS, type Phrases, type Size } from '../../sql/store-meta.ts';
import { APPLICATION_ID, FORMAT_VERSION, readBaseline } from '../baseline.ts';
import { copyMode, sweep, syncDirectory, type TargetFiles, targetFiles } from '../load-files.ts';
import { namedRowWriter } from '../row-writer.ts';
import { withoutLinks } from '../sqlite-errors.ts';
import { lockLoads } from './lock.ts';
import { phrasesOf } from './phrases.ts';
import { recordWriter } from './record-writer.ts';
import { finishResource, finishTarget } from './target-finish.ts';
import { type TermWriter, termWriter } from './term-writer.ts';

/**
 * Begins a load of the database file at `location`. Throws LockedError where another one is running.
 * @param postingsInMemory of each resource, before they are sorted in a file: fewer, for tests that need the file
 */
export async function openTarget(
  { location, signal = null, onPoint = () => {} }: TargetOptions,
  postingsInMemory?: number,
): Promise<Target> {
  mkdirSync(dirname(location), { recursive: true });
  const path = withoutLinks(location);
  const unlock = lockLoads(path);
  const files = targetFiles(path);
  let database: Database.Database | null = null;
  try {
    onPoint('target:locked');
    sweep(path);
    onPoint('target:swept');
    database = createDatabase(files, onPoint);
    const terms = termWriter(database, files.scratch, postingsInMemory);
    return target({ path, files, database, terms, signal, onPoint, unlock });
  } catch (error) {
    database?.close();
    sweep(path);
    unlock();
    throw error;
  }
}

/** Nobody else sees the file, so nothing need be durable before the end. (`journal_mode=OFF` is ignored by the driver.) */
function createDatabase(files: TargetFiles, onPoint: OnPoint): Database.Database {
  const database = new Database(files.database);
  for (const pragma of [
    'locking_mode=EXCLUSIVE',
    'journal_mode=MEMORY',
    'synchronous=OFF',
    'foreign_keys=OFF',
  ])
    database.pragma(pragma);
  database.pragma('cache_size=-65536');
  database.pragma(`application_id=${APPLICATION_ID}`);
  database.pragma(`user_version=${FORMAT_VERSION}`);
  onPoint('target:created');
  database.exec(readBaseline().tables.join('\n'));
  onPoint('target:tables');
  database.prepare('attach database ? as scratch').run(files.scratch);
  database.pragma('scratch.journal_mode=MEMORY');
  database.pragma('scratch.synchronous=OFF');
  onPoint('target:scratch');
  return database;
}

interface Parts {
  readonly path: string;
  readonly files: TargetFiles;
  readonly database: Database.Database;
  readonly terms: TermWriter;
  readonly signal: AbortSignal | null;
  readonly onPoint: OnPoint;
  readonly unlock: () => void;
}

function target({ path, files, database, terms, signal, onPoint, unlock }: Parts): Target {
  const phrases = Object.fromEntries(DOCUMENT_KINDS.map((kind) => [kind, [] as string[]])) as Phrases;
  const packs = Object.fromEntries(DOCUMENT_KINDS.map((kind) => [kind, packer([])])) as Record<
    DocumentKind,
    Pack
  >;
  const writers = new Map(
    RESOURCE_NAMES.map((name) => [
      name,
      recordWriter(database, name, { terms, pack: (document) => packs[name](document) }),
    ]),
  );
  const others = namedRowWriters(database);
  const inTransaction = (write: () => void) => database.transaction(write)();
  const writing = { database, terms, signal, onPoint };
  const unfinished = [...RESOURCE_NAMES];
  let isOpen = true;

  /** Resources come in their order, so those before this one are whole. */
  const finishBefore = async (resource: ResourceName | null) => {
    while (unfinished[0] !== undefined && unfinished[0] !== resource) {
      await finishResource(writing, unfinished[0]);
      unfinished.shift();
    }
  };

  const end = () => {
    if (!isOpen) return;
    isOpen = false;
    terms.close();
    database.close();
    sweep(path);
    unlock();
  };

  return {
    writeCodebooks: async (codebooks) => {
      others.codebooks(codebooks.map((each) => ({ scheme: each.scheme, document: JSON.stringify(each) })));
      onPoint('target:wrote:codebooks');
    },
    countBy: async (resource, fields) => terms.countBy(resource, fields),
    prepare: (kind, sample) => {
      phrases[kind] = phrasesOf(sample);
      packs[kind] = packer(phrases[kind]);
    },
    write: async (resource, records) => {
      if (!unfinished.includes(resource)) throw new Error(`${resource} come after those that follow them`);
      await finishBefore(resource);
      inTransaction(() => writers.get(resource)?.write(records));
      onPoint(`target:wrote:${resource}`);
    },
    writeAnnotations: async (articles) => {
      const rows = articles.flatMap(({ articleId, annotations }) =>
        annotations.map((annotation, position) => ({
          articleId,
          position,
          annotation: packs.annotations(annotation),
        })),
      );
      inTransaction(() => others.annotations(rows));
      onPoint('target:wrote:annotations');
    },
    writeText: async (articleId, text) => {
      others.texts([{ articleId, text }]);
      onPoint('target:wrote:texts');
    },
    writeRetired: async (type, id, record) => {
      others.retired([{ type, id, ...record }]);
      onPoint('target:wrote:retired');
    },
    writeHashes: async (hashes) => {
      inTransaction(() => others.hashes(hashes));
      onPoint('target:wrote:hashes');
    },
    writeRevisions: async (revisions) => {
      others.revisions(revisions);
      onPoint('target:wrote:revisions');
    },
    writeChanges: async (changes) => {
      inTransaction(() =>
        others.changes(changes.map((change) => ({ ...change, fields: fieldsText(change.fields) }))),
      );
      onPoint('target:wrote:changes');
    },
    finish: async (meta) => {
      await finishBefore(null);
      const sizes = Object.fromEntries(
        RESOURCE_NAMES.map((name) => [
          name,
          writers.get(name)?.size() ?? { total: 0, undated: 0, longest: 0 },
        ]),
      ) as Record<ResourceName, Size>;
      await finishTarget({ ...writing, files, meta: { ...meta, sizes, phrases } });
    },
    publish: async () => {
      copyMode(path, files.database);
      onPoint('target:mode-copied');
      await rename(files.database, path);
      onPoint('target:renamed');
      try {
        await syncDirectory(path);
        onPoint('target:directory-synced');
      } finally {
        end();
      }
    },
    discard: async () => end(),
  };
}

function namedRowWriters(database: Database.Database) {
  return {
    hashes: namedRowWriter(database, 'record_hashes', ['type', 'id', 'hash']),
    revisions: namedRowWriter(database, 'revisions', ['sequence', 'revision', 'version', 'lastPosition']),
    changes: namedRowWriter(database, 'changes', [
      'position',
      'sequence',
      'type',
      'id',
      'kind',
      'fields',
      'successorId',
      'reason',
    ]),
    codebooks: namedRowWriter(database, 'codebooks', ['scheme', 'document']),
    annotations: namedRowWriter(database, 'annotations', ['articleId', 'position', 'annotation']),
    texts: namedRowWriter(database, 'texts', ['articleId', 'text']),
    retired: namedRowWriter(database, 'retired', ['type', 'id', 'successorId', 'reason']),
  };
}
