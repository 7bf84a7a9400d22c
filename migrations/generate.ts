// Writes migrations/sqlite anew from the tables in src/store: drizzle-kit's baseline, and the tables of the full text
// search, for which drizzle-kit has no words.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { textTablesSql } from '../src/store/sqlite/text-tables.ts';

const folder = new URL('sqlite/', import.meta.url);

function runDrizzleKit(...options: string[]): void {
  const program = new URL('../node_modules/drizzle-kit/bin.cjs', import.meta.url).pathname;
  execFileSync(process.execPath, [program, 'generate', '--config', 'drizzle.config.ts', ...options], {
    cwd: new URL('..', import.meta.url),
    stdio: 'inherit',
  });
}

rmSync(folder, { recursive: true, force: true });
runDrizzleKit('--name', 'baseline');
runDrizzleKit('--custom', '--name', 'text_search');
writeFileSync(new URL('0001_text_search.sql', folder), `${textTablesSql()}\n`);
