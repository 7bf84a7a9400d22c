import { defineConfig } from 'vitest/config';

/** Files that put modules of their own in the place of others (`vi.mock`): these must not have been imported before. */
const MOCKING = ['tests/store/revisions.test.ts'];

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: 'tests/support/run-folder.ts',
    // Threads are no quicker (measured), and a native addon (better-sqlite3) is safest in a process of its own.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
    projects: [
      {
        extends: true,
        // The files of a worker share their imports, which else take as long as the tests.
        test: { name: 'shared', include: ['tests/**/*.test.ts'], exclude: MOCKING, isolate: false },
      },
      { extends: true, test: { name: 'mocking', include: MOCKING } },
    ],
  },
});
