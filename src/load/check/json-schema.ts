// JSON Schemas of the authored files, for completion in an editor. They come from the schemas that validate a load,
// and allow besides what only annotate reads: words in place of offsets.
import { z } from 'zod';
import { AuthoredQuote } from '../../model/quote.ts';
import { isDocument, isSpan } from '../definitions/annotate-fields.ts';
import { DEFINITIONS } from '../definitions/definitions.ts';
import { FILE_NAMES, isAlone } from '../read/raw-record.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const textField = (description: string) => ({ type: 'string', minLength: 1, description }) as const;
const MATCH = textField(
  'Enough of the passage to find it by, `first words … last words`; `demarche annotate` replaces it.',
);
const FILE = textField('Name of the document among the texts; `demarche annotate` replaces it.');
const OCCURRENCE = {
  type: 'integer',
  minimum: 1,
  description: 'Which of several such passages, counted from 1; `demarche annotate` takes it out.',
} as const;

const SEGMENT: z.ZodType = AuthoredQuote.shape.segments.element;

/** Draft 7, which editors know best, by file name: `articles.schema.json` for `articles.yaml`, and so on. */
export function jsonSchemas(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    FILE_NAMES.map(([type, name]) => {
      const { authored } = DEFINITIONS[type];
      const schema = isAlone(type) ? authored : z.array(authored);
      return [
        `${name}.schema.json`,
        z.toJSONSchema(schema, { io: 'input', target: 'draft-7', override: allowWords }),
      ];
    }),
  );
}

function allowWords({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: JsonSchema }): void {
  const { properties } = jsonSchema;
  if (properties === undefined) return;
  if (isSpan(zodSchema)) Object.assign(properties, { match: MATCH, occurrence: OCCURRENCE });
  if (isDocument(zodSchema)) {
    properties.file = FILE;
    jsonSchema.required = [];
  }
  if (zodSchema === SEGMENT)
    jsonSchema.required = (jsonSchema.required ?? []).filter((name) => name !== 'span');
}
