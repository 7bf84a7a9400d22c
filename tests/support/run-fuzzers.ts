// `npm run fuzz`: the tests of random input, with many tries each and a fresh seed. FUZZ_SEED=… tries an earlier one.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

const FILES = [
  'tests/http/fuzz.test.ts',
  'tests/http/reference.test.ts',
  'tests/http/search.test.ts',
  'tests/http/dates.properties.test.ts',
  'tests/http/published.properties.test.ts',
  'tests/load/crash.test.ts',
  'tests/store/damaged-files.test.ts',
];

const FUZZ_SEED = process.env.FUZZ_SEED ?? String(randomInt(2 ** 31));
console.log(`The seed is ${FUZZ_SEED}; to run this again: FUZZ_SEED=${FUZZ_SEED} npm run fuzz`);
const { status } = spawnSync('npx', ['vitest', 'run', '--testTimeout', '600000', ...FILES], {
  env: { ...process.env, FUZZ_SEED },
  stdio: 'inherit',
  shell: process.platform === 'win32', // where npx is a script
});
process.exitCode = status ?? 1;
