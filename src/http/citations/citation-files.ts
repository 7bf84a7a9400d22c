// Citations as files that reference managers import: one path for each format, of records and of queries.
import { z } from 'zod';
import { capitalize } from '../../model/strings.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { dataRoute } from '../contract/data-route.ts';
import { TYPED_PATH, typedRecordOf } from '../records/record-by-type.ts';
import { attachment } from '../server/attachment.ts';
import type { Call, HandlerResult, Route } from '../server/route.ts';
import { citationContextOf } from './citation-context.ts';
import { CslItem } from './csl-item.ts';
import { cslItemOf } from './items.ts';
import { citedQuery, QUERY_URL } from './query-citation.ts';

interface CitationFile {
  /** The last segment of its paths. */
  readonly name: string;
  readonly words: string;
  readonly extension: string;
  readonly mediaType: string;
  readonly schema: z.ZodType;
  /** The content of the file. The formats are loaded with the first request for one. */
  readonly body: (item: CslItem) => Promise<string>;
}

const FILES: readonly CitationFile[] = [
  {
    name: 'bibtex',
    words: 'BibTeX',
    extension: 'bib',
    mediaType: 'application/x-bibtex',
    schema: z.string().meta({
      id: 'BibtexText',
      description:
        'A BibTeX entry in UTF-8. The month is a macro, and the day stands in `date`, which biblatex reads.',
    }),
    body: async (item) => `${(await import('./formats.ts')).citationBibtex(item)}\n`,
  },
  {
    name: 'ris',
    words: 'RIS',
    extension: 'ris',
    mediaType: 'application/x-research-info-systems',
    schema: z.string().meta({ id: 'RisText', description: 'A RIS record in UTF-8; lines end in CRLF.' }),
    body: async (item) => (await import('./formats.ts')).citationRis(item),
  },
  {
    name: 'csl',
    words: 'CSL-JSON',
    extension: 'json',
    mediaType: 'application/vnd.citationstyles.csl+json',
    schema: z.array(CslItem).length(1).meta({
      id: 'CslItems',
      description: 'A file of CSL-JSON, which is a list; of one citation here.',
    }),
    body: async (item) => JSON.stringify([item]),
  },
];

/** @param item what is cited; its id becomes the name of the file. */
async function fileOf(
  item: CslItem,
  { body, mediaType, extension }: CitationFile,
  call: Call,
): Promise<HandlerResult> {
  return {
    body: await body(item),
    type: `${mediaType}; charset=utf-8`,
    headers: attachment(item.id.replace(':', '-'), extension, call.store.revision),
  };
}

function successOf({ words, schema, mediaType }: CitationFile) {
  return {
    description: `The citation in ${words}.`,
    schema,
    mediaType,
    headers: ['Content-Disposition'] as const,
  };
}

function recordFile(file: CitationFile): Route {
  const path = `/v1/citations/{type}/{id}/${file.name}`;
  return dataRoute({
    path,
    operationId: `getCitation${capitalize(file.name)}`,
    summary: `Get the citation of a record as a file of ${file.words}`,
    description: `What \`/v1/citations/{type}/{id}\` holds in ${file.words}, as a file that reference managers import.`,
    pathParameters: TYPED_PATH,
    response: successOf(file),
    handle: async (call) => {
      const typed = await typedRecordOf(path, call);
      return fileOf(cslItemOf(typed, await citationContextOf(typed, call)), file, call);
    },
  });
}

function queryFile(file: CitationFile, routes: () => readonly Route[]): Route {
  const parameters: Parameters = { url: QUERY_URL };
  return dataRoute({
    path: `/v1/citations/query/${file.name}`,
    operationId: `getQueryCitation${capitalize(file.name)}`,
    summary: `Get the citation of a query as a file of ${file.words}`,
    description: `What \`/v1/citations/query\` holds in ${file.words}, as a file that reference managers import.`,
    parameters,
    componentPrefix: 'QueryCitation',
    response: successOf(file),
    handle: async (call) => fileOf((await citedQuery(call, routes())).item, file, call),
  });
}

/** @param routes the route table: any list or export in it can be cited. */
export function citationFileRoutes(routes: () => readonly Route[]): Route[] {
  return [...FILES.map(recordFile), ...FILES.map((file) => queryFile(file, routes))];
}
