// The tables that text is searched in, which drizzle-kit cannot say: one FTS5 table for each resource, one column for
// each of its text fields. They hold the postings of our own words and no text (https://www.sqlite.org/fts5.html).
import { RESOURCE_NAMES, type ResourceName } from '../../query/condition.ts';
import { RESOURCES } from '../../resources/index.ts';
import { columnName } from '../sql/table-names.ts';

export const textTable = (resource: ResourceName) => `${resource}_text`;

/** The columns of a resource's table, in the order of its text fields. */
export function textColumns(resource: ResourceName): string[] {
  return Object.keys(RESOURCES[resource].texts).map(columnName);
}

/**
 * The text of the migration that drizzle-kit leaves empty.
 * - `ascii`: words are cut and folded before they come here; it parts them at spaces and leaves all else alone.
 * - `columnsize=0`: sizes would serve ranking, which is ours.
 * - `prefix`: the beginnings of words that are asked for most, or a short one would merge the postings of thousands.
 */
export function textTablesSql(): string {
  return RESOURCE_NAMES.map((resource) => {
    const columns = textColumns(resource).map((column) => `\`${column}\``);
    return `CREATE VIRTUAL TABLE \`${textTable(resource)}\` USING fts5(${columns.join(', ')}, content='', columnsize=0, prefix='2 3', tokenize='ascii');`;
  }).join('\n--> statement-breakpoint\n');
}
