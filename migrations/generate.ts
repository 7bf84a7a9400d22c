// Makes migrations/sqlite from the tables in src/store: drizzle-kit's baseline, and the tables of the full text search,
// for which drizzle-kit has no words. `npm run db:generate` writes it anew; `npm run db:check` fails where it differs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import config from '../drizzle.config.ts';
import { textTablesSql } from '../src/store/sqlite/text-tables.ts';

const committed = fileURLToPath(new URL(`../${config.out}`, import.meta.url));
const schema = fileURLToPath(new URL(`../${config.schema}`, import.meta.url));
const kit = fileURLToPath(new URL('../node_modules/drizzle-kit/bin.cjs', import.meta.url));

function generate(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  // Run where the folder is, since drizzle-kit takes no absolute path of it.
  const run = (...options: string[]) =>
    execFileSync(
      process.execPath,
      [
        kit,
        'generate',
        '--dialect',
        config.dialect,
        '--schema',
        schema,
        '--out',
        basename(folder),
        ...options,
      ],
      { cwd: dirname(folder), stdio: 'inherit' },
    );
  run('--name', 'baseline');
  run('--custom', '--name', 'text_search');
  writeFileSync(join(folder, '0001_text_search.sql'), `${textTablesSql()}\n`);
}

/** The statements of a folder by the names of their files. What drizzle-kit keeps beside them has times and random ids. */
function statementsIn(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.map((name) => `-- ${name}\n${readFileSync(join(folder, name), 'utf8')}`).join('');
}

if (process.argv[2] === '--check') {
  const folder = mkdtempSync(join(tmpdir(), 'demarche-migrations-'));
  generate(folder);
  const isInStep = statementsIn(folder) === statementsIn(committed);
  rmSync(folder, { recursive: true });
  if (!isInStep) {
    console.error(
      'migrations/sqlite is not in step with the tables in src/store: run `npm run db:generate`.',
    );
    process.exitCode = 1;
  }
} else generate(committed);
