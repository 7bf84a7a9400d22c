// The route that cites a record or the dataset: one citation in several formats.
import { z } from 'zod';
import { Revision } from '../../model/dataset.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { dataRoute } from '../contract/data-route.ts';
import { TYPED_PATH, typedRecordOf } from '../records/record-by-type.ts';
import type { Call, HandlerResult } from '../server/route.ts';
import { citationContextOf } from './citation-context.ts';
import { CitationStyle } from './citation-style.ts';
import { CslItem } from './csl-item.ts';
import { cslItemOf } from './items.ts';

const path = '/v1/citations/{type}/{id}';

export const citationFields = {
  text: z.string().describe('The citation as a line of text, in the style asked for.'),
  csl: CslItem,
  bibtex: z.string().describe('The citation as a BibTeX entry, in UTF-8.'),
  ris: z.string().describe('The citation as a RIS record.'),
  revision: Revision,
  permalink: z
    .string()
    .describe('Where it is found: a path, with the public address before it where the service knows it.'),
};

const Citation = z
  .object(citationFields)
  .meta({ id: 'Citation', description: 'How to cite one thing, in several formats.' });

export const STYLE: Parameters = {
  style: {
    schema: CitationStyle,
    repeatable: false,
    defaultValue: 'apa',
    example: 'vancouver',
    description: 'The style of `text`; the other formats have none.',
  },
};

export const citationRoute = dataRoute({
  path,
  operationId: 'getCitation',
  summary: 'Get the citation of a record',
  description:
    'How to cite an article, a quote, a statement, an event, an actor, a disagreement or the whole dataset. Words that were said stand in quotation marks; a paraphrase stands in brackets and says that it is one. What is not known, such as a date or a publisher, is left out. The version and revision pin the data as they were; the note holds cautions and disputes. No day of access is given: add your own.',
  pathParameters: TYPED_PATH,
  parameters: STYLE,
  componentPrefix: 'Citation',
  response: { description: 'The citation.', schema: Citation },
  handle: handleCitation,
});

async function handleCitation(call: Call): Promise<HandlerResult> {
  const typed = await typedRecordOf(path, call);
  const context = await citationContextOf(typed, call);
  const permalink = context.permalink(typed.type, typed.record.id);
  return { body: JSON.stringify(await citationOf(cslItemOf(typed, context), permalink, call)) };
}

/** The fields of the response for a citation in CSL-JSON. */
export async function citationOf(
  csl: CslItem,
  permalink: string,
  { values, store }: Call,
): Promise<z.output<typeof Citation>> {
  const { citationBibtex, citationRis, citationText } = await import('./formats.ts');
  const style = CitationStyle.parse(values.style);
  return {
    text: citationText(csl, style),
    csl,
    bibtex: citationBibtex(csl),
    ris: citationRis(csl),
    revision: store.revision,
    permalink,
  };
}
