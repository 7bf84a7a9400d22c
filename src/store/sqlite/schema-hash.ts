// What a database file must agree on with the code that serves it: its tables, and what a load writes into them.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { WORDS_VERSION } from '../../query/text/folding.ts';
import { countedColumns, countedFields, statusField } from '../../resources/counted-fields.ts';
import { RESOURCES } from '../../resources/index.ts';
import { type AnyResource, termFields } from '../../resources/resource.ts';

/** SHA-256 in hexadecimal. A file with another one has other tables, other terms or other documents. */
export function schemaHashOf(
  statements: readonly string[],
  resources: Readonly<Record<string, AnyResource>> = RESOURCES,
): string {
  const hash = createHash('sha256').update(`${statements.join('\n')}\n${WORDS_VERSION}`);
  for (const resource of Object.values(resources)) hash.update(`\n${contentOf(resource)}`);
  return hash.digest('hex');
}

const known = new WeakMap<AnyResource, string>();

/** What a load writes of a resource: terms by their fields, columns, what is counted, and records by their form. */
function contentOf(resource: AnyResource): string {
  let content = known.get(resource);
  if (content === undefined) {
    const fields = termFields(resource)
      .map(({ field }) => field)
      .sort();
    const columns = Object.entries(resource.columns).map(([name, { type, nullable, indexed }]) => [
      name,
      { type, nullable, indexed },
    ]);
    // All six take 15 ms (measured), so once in a process.
    const record = z.toJSONSchema(resource.record, { io: 'output', override: leaveOutWords });
    const counted = [...countedFields(resource), ...countedColumns(resource), statusField(resource)];
    content = JSON.stringify([resource.name, fields, columns, record, counted]);
    known.set(resource, content);
  }
  return content;
}

/** A file need not be loaded again because a field is described in other words. */
function leaveOutWords({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  for (const word of ['title', 'description', 'examples'] as const) delete jsonSchema[word];
}
