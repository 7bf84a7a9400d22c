// The tables of columns that docs/exports.md shows. Run it when a column changes: it writes them into the page.
//   node tests/support/export-tables.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COUNTS } from '../../src/http/counts/all-counts.ts';
import { ACCOUNT_COLUMNS } from '../../src/resources/disagreement-accounts.ts';
import { QUANTITY_COLUMNS } from '../../src/resources/event-quantities.ts';
import { RESOURCES } from '../../src/resources/index.ts';

export const EXPORTS_PAGE = fileURLToPath(new URL('../../docs/exports.md', import.meta.url));

/** What stands before the tables. */
export const TABLES_HEADING = '## Columns\n\n';

type Columns = Readonly<Record<string, { readonly kind: string; readonly description: string }>>;

/** The columns of every export as Markdown, from the tables that the exports are made by. */
export function exportTables(): string {
  const all = [
    ...Object.values(RESOURCES).map(({ name, csv }) => ({ name, csv: csv as Columns })),
    { name: 'disagreements/accounts', csv: ACCOUNT_COLUMNS as Columns },
    { name: 'events/quantities', csv: QUANTITY_COLUMNS as Columns },
    ...COUNTS.map(({ resource, name, columns }) => ({
      name: `${resource.name}/${name}`,
      csv: columns as Columns,
    })),
  ];
  const tables = all.map(({ name, csv }) => {
    const rows = Object.entries(csv).map(
      ([column, { kind, description }]) => `| \`${column}\` | ${kind} | ${description} |`,
    );
    return [`### ${name}`, '', '| column | kind | holds |', '| --- | --- | --- |', ...rows].join('\n');
  });
  return `${tables.join('\n\n')}\n`;
}

if (import.meta.main) {
  const page = readFileSync(EXPORTS_PAGE, 'utf8');
  const [before = ''] = page.split(TABLES_HEADING, 1);
  writeFileSync(EXPORTS_PAGE, `${before}${TABLES_HEADING}${exportTables()}`);
}
