// Asks the large set all that large-plans.test.ts asks, and prints the processor time of each answer. Each round opens the
// file anew, so that nothing is answered from what was counted before.
//
//   node tests/support/large-times.ts [rounds, 7]
import { join } from 'node:path';
import { inFolder, median } from '../../bench/setup.ts';
import { buildApp } from '../../src/app.ts';
import { engine } from '../../src/engine-choice.ts';
import { COUNTED, FILTERS, ORDERED, QUOTE_FILTERS } from './large-questions.ts';
import { publishLargeSet } from './large-set.ts';

const ROUNDS = Number(process.argv[2] ?? 7);
const QUESTIONS = [
  ...FILTERS.map((filter) => `events?${filter}&limit=20`),
  ...FILTERS.map((filter) => `events?${filter}&limit=20&total=true`),
  ...ORDERED.map(([filter]) => `events?${filter}&sort=-quantity&limit=20`),
  ...QUOTE_FILTERS.map((filter) => `quotes?${filter}&limit=20`),
  ...COUNTED.map(([question]) => `events/${question}`),
];

const logger = { info: () => {}, error: () => {} };

async function askAll(location: string, times: Map<string, number[]>): Promise<void> {
  const revisions = await engine.openRevisions({ location, logger, threads: 0 });
  const app = await buildApp({ revisions, config: { publicUrl: '', cacheBytes: 0 } });
  while ((await app.inject('/readyz')).statusCode !== 200) await new Promise(setImmediate);
  for (const question of QUESTIONS) {
    const before = process.cpuUsage();
    const { statusCode, body } = await app.inject(`/v1/${question}`);
    const { user, system } = process.cpuUsage(before);
    if (statusCode !== 200) throw new Error(`${question}: ${body}`);
    times.set(question, [...(times.get(question) ?? []), (user + system) / 1000]);
  }
  await app.close();
  await revisions.close();
}

await inFolder(async (folder) => {
  const path = join(folder, 'large.db');
  await publishLargeSet(path);
  const times = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round++) await askAll(path, times);
  console.log('| question | processor ms |\n| --- | --- |');
  for (const [question, all] of times) console.log(`| \`${question}\` | ${median(all).toFixed(1)} |`);
  console.log(`\nresident: ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`);
});
