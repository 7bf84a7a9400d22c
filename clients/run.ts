// `npm run clients [-- LANGUAGE …]`: for each language a client is generated, compiled under the strictest settings and
// tried against one server of the seed. Ends with 1 unless every row of the table passes.
import { fileURLToPath } from 'node:url';
import { attempt, type Row, type Setting } from './attempt.ts';
import { LANGUAGES, type Language } from './languages.ts';
import { startServer } from './server.ts';
import { renderFaults, renderTable } from './table.ts';

/** Compilers use a core or two each, and registries answer slowly: two at a time keep both busy. */
const AT_ONCE = 2;
const LINE_LIMIT = 15 * 60_000;

const folder = fileURLToPath(new URL('.', import.meta.url));

function chosen(keys: readonly string[]): readonly Language[] {
  const unknown = keys.filter((key) => !LANGUAGES.some((language) => language.key === key));
  if (unknown.length > 0) {
    const known = LANGUAGES.map(({ key }) => key).join(', ');
    console.error(`There is no client in ${unknown.join(', ')}; there are ${known}.`);
    process.exit(2);
  }
  return keys.length === 0 ? LANGUAGES : LANGUAGES.filter(({ key }) => keys.includes(key));
}

/** Each line once, however many ask for it at the same time. */
function onceEach(): Setting['once'] {
  const begun = new Map<string, Promise<void>>();
  return (line, run) => {
    const running = begun.get(line) ?? run();
    begun.set(line, running);
    return running;
  };
}

async function attemptAll(languages: readonly Language[], setting: Setting): Promise<Row[]> {
  const rows = new Map<Language, Row[]>();
  const left = [...languages];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      rows.set(next, await attempt(next, setting));
      console.log(`${next.key} after ${rows.get(next)?.[0]?.seconds.toFixed(0)} s`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return languages.flatMap((language) => rows.get(language) ?? []);
}

const begun = Date.now();
const languages = chosen(process.argv.slice(2));
const server = await startServer(fileURLToPath(new URL('..', import.meta.url)));
try {
  const setting = { folder, address: server.address, limit: LINE_LIMIT, once: onceEach() };
  const rows = await attemptAll(languages, setting);
  const failed = rows.filter(({ fault }) => fault !== null);
  console.log(`\n${renderTable(rows)}\n`);
  if (failed.length > 0) console.error(`${renderFaults(rows)}\n`);
  console.log(`${((Date.now() - begun) / 1000).toFixed(0)} s in all`);
  console.log(`clients: ${rows.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 ? 1 : 0;
} finally {
  await server.stop();
}
