// The harbour, served for the tests of one file, and the paths of its lists.
import { afterAll, beforeAll } from 'vitest';
import { LIST_SCOPES } from '../../src/http/lists/all-lists.ts';
import { type MakeApp, makeApp, type TestApp } from './app.ts';
import { type Client, clientOf } from './contract.ts';

export interface Harbour {
  readonly served: TestApp;
  readonly client: Client;
}

/** Serves the harbour from before the first test of the file until after the last. */
export function serveHarbour(options: MakeApp = {}): Harbour {
  let harbour: Harbour | null = null;
  const open = () => {
    if (harbour === null) throw new Error('the harbour is served only while a test runs');
    return harbour;
  };
  beforeAll(async () => {
    const served = await makeApp(options);
    harbour = { served, client: clientOf(served.app) };
  });
  afterAll(() => harbour?.served.close());
  return {
    get served() {
      return open().served;
    },
    get client() {
      return open().client;
    },
  };
}

/** Records that have something in each list of what belongs to them, by path parameter. */
export const PARENTS: Readonly<Record<string, string>> = {
  articleId: 'halvia-warns',
  actorId: 'tomas-ardrey',
  eventId: 'halvia-warns-of-closure',
};

/** Every list with its path, filled in. */
export const HARBOUR_LISTS = LIST_SCOPES.map((scope) => ({
  scope,
  path: scope.path.replace(/\{(\w+)\}/, (_, name: string) => PARENTS[name] ?? ''),
}));
