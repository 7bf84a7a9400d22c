// `node files.ts ADDRESS FILE` writes the document at an address for OpenAPI Generator, which takes every string for JSON
// and then fails on a table: an answer that is not JSON becomes `format: binary`, which it hands over as a file. The
// document itself does not say so, since openapi-python-client fails on `binary`.
import { writeFileSync } from 'node:fs';

interface Media {
  schema?: object;
}
interface Document {
  paths: Record<string, { get?: { responses?: Record<string, { content?: Record<string, Media> }> } }>;
}

const [address = '', file = ''] = process.argv.slice(2);
const document = (await (await fetch(address)).json()) as Document;
for (const { get } of Object.values(document.paths))
  for (const { content = {} } of Object.values(get?.responses ?? {}))
    for (const [type, media] of Object.entries(content))
      if (!isReadAsItIs(type)) media.schema = { type: 'string', format: 'binary' };
writeFileSync(file, JSON.stringify(document));

function isReadAsItIs(type: string): boolean {
  return /[/+]json$/.test(type) || type === 'text/plain';
}
