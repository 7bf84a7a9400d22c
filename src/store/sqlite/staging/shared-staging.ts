// Staging as another thread reads it: the same file, which nobody writes any more.
import Database from 'better-sqlite3';
import type { OpenShared } from '../../port/staging.ts';
import { openLookup, recordsInKeyOrder } from './staging-lookup.ts';

export const openShared: OpenShared = (path) => {
  const db = new Database(path, { readonly: true });
  db.pragma('cache_size = -32768'); // 32 MB: two threads take what one took that wrote it
  return { ...openLookup(db, () => {}), inKeyOrder: (type, turn) => recordsInKeyOrder(db, type, turn) };
};
