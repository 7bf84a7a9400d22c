// A citation as a CSL-JSON item (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html), which reference
// managers read. As the format requires, unknown fields are omitted, never null.
import { z } from 'zod';
import { CslDate } from './csl-date.ts';

const CslName = z
  .object({ literal: z.string().describe('The whole name: which part is the family name is not recorded.') })
  .meta({ id: 'CslName', description: 'A name as CSL-JSON has it.' });

const CslType = z
  .enum(['document', 'article-newspaper', 'dataset'])
  .meta({ id: 'CslType', description: 'What is cited, in the words of CSL.' });

export const CslItem = z
  .object({
    id: z.string().describe('Type and id of the record, such as `quote:zakharova-control-000`.'),
    'citation-key': z.string().describe('The key in BibTeX: the same as `id`.'),
    type: CslType,
    title: z
      .string()
      .describe('Words said stand in quotation marks; a paraphrase stands in brackets and says so.'),
    author: z.array(CslName).optional().describe('Who spoke, wrote or coded.'),
    issued: CslDate.optional(),
    'event-date': CslDate.optional().describe('When it happened or was said.'),
    'container-title': z.string().optional().describe('The article that holds the words, or its publisher.'),
    genre: z.string().optional().describe('What kind of thing is cited.'),
    publisher: z.string().optional(),
    version: z.string().optional().describe('Version and revision of the dataset.'),
    archive: z.string().optional().describe('The dataset.'),
    archive_location: z.string().optional().describe('Type and id of the record in the dataset.'),
    language: z.string().optional(),
    URL: z.string().optional().describe('The permalink, where this service knows its public address.'),
    note: z
      .string()
      .optional()
      .describe('What a reader must know: dates, cautions, disputes, oddities of the wording.'),
  })
  .meta({ id: 'CslItem', description: 'A citation as CSL-JSON.' });
export type CslItem = z.output<typeof CslItem>;

type PartialItem = { readonly [Key in keyof CslItem]?: CslItem[Key] | null };

/** The item without null and empty fields. */
export function cslItem(fields: PartialItem & Pick<CslItem, 'id' | 'type' | 'title'>): CslItem {
  const item = { 'citation-key': fields.id, ...fields };
  const given = Object.entries(item).filter(([, value]) => value != null && value !== '' && !isEmpty(value));
  return CslItem.parse(Object.fromEntries(given));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
