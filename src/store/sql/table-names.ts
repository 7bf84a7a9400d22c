// How tables and columns are named. Apart from the tables themselves, since to import drizzle takes half a second.
import type { ResourceName } from '../../query/condition.ts';

/** The database's name of a column: `parentId` is `parent_id`. */
export function columnName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export const documentsTable = (resource: ResourceName) => `${resource}_documents`;
export const termsTable = (resource: ResourceName) => `${resource}_terms`;
export const blocksTable = (resource: ResourceName) => `${resource}_blocks`;
export const numbersTable = (resource: ResourceName) => `${resource}_numbers`;
export const rollupsTable = (resource: ResourceName) => `${resource}_rollups`;
export const figuresTable = (resource: ResourceName) => `${resource}_figures`;
