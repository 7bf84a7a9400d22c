// The search over all resources: the best hits, each with its field and passage, so that a hit in our own words is
// never taken for quoted words.
import { z } from 'zod';
import { Revision } from '../../model/dataset.ts';
import { Slug } from '../../model/fields.ts';
import { RECORD_TYPES, RecordType } from '../../model/record-type.ts';
import { resourceNameOf } from '../../query/condition.ts';
import { SearchText, textClause, textWarnings } from '../../query/filters/text-filter.ts';
import { MAX_LIMIT } from '../../query/parameters/list-parameters.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { MAX_RANKED } from '../../query/ranked.ts';
import { MAX_TEXT_TERMS, parseTextQuery, type TextQuery } from '../../query/text/text-query.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { isOwnWords } from '../../resources/text-fields.ts';
import type { Store } from '../../store/port/store.ts';
import { dataRoute } from '../contract/data-route.ts';
import { ParameterNoteSchema, type WordCount, WordCountSchema } from '../contract/response-schemas.ts';
import { rankingLimitMessage } from '../lists/ranking.ts';
import { unloadedTexts } from '../lists/unloaded-texts.ts';
import { wordCounts } from '../lists/word-counts.ts';
import type { Call, HandlerResult } from '../server/route.ts';
import { bestPassage, type Match, PassageBudget, type PassageSearch } from './hit-passage.ts';

const DEFAULT_LIMIT = 20;

const PARAMETERS = {
  q: {
    schema: SearchText,
    repeatable: false,
    required: true,
    description: 'What to search for, in every text of every record and the names around it.',
    example: 'missiles',
  },
  type: {
    schema: RecordType,
    repeatable: true,
    description: 'Only records of these types.',
    example: 'quote',
  },
  limit: {
    schema: z.int().min(1).max(MAX_LIMIT),
    repeatable: false,
    description: 'How many hits at most; there are no further pages.',
    example: 10,
    defaultValue: DEFAULT_LIMIT,
  },
} satisfies Parameters;

const Highlight = z
  .object({ start: z.int().min(0), end: z.int().min(0) })
  .meta({ id: 'Highlight', description: 'A half-open range of code points of the passage.' });

const Hit = z
  .object({
    type: RecordType,
    id: Slug,
    title: z
      .string()
      .describe('What the record is called: its title, name or question, else our summary of it.'),
    field: z
      .string()
      .describe(
        'Where it was found. `text` of a quote is what was said; `passage` of a quote is how its article reports it; `gist`, `summary` and the like are our words. `text` of an article is its own. `speaker`, `actor` and the like are names around the words.',
      ),
    passage: z
      .string()
      .nullable()
      .describe(
        'The text of the field, or the part of it around the hit; null where it may not be served, or where a warning says that it was not looked for.',
      ),
    highlights: z.array(Highlight).describe('Where in the passage the words stand.'),
  })
  .meta({ id: 'Hit', description: 'A record that answers a search.' });
type Hit = z.output<typeof Hit>;

const SearchResults = z
  .object({
    data: z.array(Hit).describe('Best first.'),
    meta: z
      .object({
        revision: Revision,
        query: z.string().describe('How the request was understood, in words.'),
        warnings: z.array(ParameterNoteSchema).describe('What is doubtful about the request.'),
        counts: z
          .array(
            z
              .object({
                type: RecordType,
                count: z.int().min(0).max(MAX_RANKED).describe('How many match.'),
                capped: z.boolean().describe('Whether there are more than `count`.'),
              })
              .meta({ id: 'HitCount', description: 'How many records of a type match.' }),
          )
          .describe('How many records match, by type; `q` on the list of each gives them all.'),
        words: z
          .array(WordCountSchema)
          .max(MAX_TEXT_TERMS)
          .describe('Where nothing was found: what each word would find alone.'),
      })
      .meta({ id: 'SearchMeta', description: 'About the search as a whole.' }),
  })
  .meta({ id: 'SearchResults', description: 'The best hits over all resources.' });

export const searchRoute = dataRoute({
  path: '/v1/search',
  operationId: 'searchRecords',
  summary: 'Search all records',
  description:
    'The best hits over all resources, each with the field that was hit and the passage. To filter by more than words, or to read all matches, use `q` on a list.',
  parameters: PARAMETERS,
  componentPrefix: 'Search',
  response: { description: 'Hits, best first.', schema: SearchResults },
  handle: handleSearch,
});

async function handleSearch({ store, values, requireClient }: Call): Promise<HandlerResult> {
  const query = parseTextQuery(String(values.q));
  const types = (values.type ?? RECORD_TYPES) as readonly RecordType[];
  const searched = Object.values(RESOURCES).filter(({ type }) => types.includes(type));
  const found = await store.ranked(
    {
      resources: searched.map(({ name }) => name),
      conditions: [{ kind: 'text', query, fields: null }],
      limit: Number(values.limit),
    },
    requireClient,
  );
  const counts = found.counts.map(({ resource, ranked, more }) => ({
    type: RESOURCES[resource].type,
    count: ranked,
    capped: more,
  }));
  const warnings = [
    ...textWarnings(query),
    ...found.counts
      .filter(({ more }) => more)
      .map((count) => ({ parameter: 'q', message: rankingLimitMessage(count), suggestion: null })),
  ];
  const words = found.matches.length === 0 ? await wordsOf(query, types, store) : [];
  for (const { resource, ranked } of found.counts)
    warnings.push(...(await unloadedTexts({ resource, query, fields: null, isEmpty: ranked === 0 }, store)));
  const budget = new PassageBudget();
  const search = { query, store, budget, requireClient };
  const data: Hit[] = [];
  for (const { resource, document, texts } of found.matches)
    data.push(await hitOf(RESOURCES[resource], { record: JSON.parse(document), texts }, search));
  if (budget.isSpent)
    warnings.push({
      parameter: 'limit',
      message: 'Some passages are missing: the texts are too long to look for all. Ask for fewer hits.',
      suggestion: null,
    });
  const kinds = values.type === undefined ? 'Records' : `Records of type ${types.join(', ')}`;
  const meta = {
    revision: store.revision,
    query: `${kinds} ${textClause(query)}, best first.`,
    warnings,
    counts,
    words,
  };
  return { body: JSON.stringify({ data, meta }) };
}

/** Counts over all types that were searched. */
function wordsOf(query: TextQuery, types: readonly RecordType[], store: Store): Promise<WordCount[]> {
  const resources = types.map(resourceNameOf);
  const count = async (text: TextQuery, cap: number) => {
    let sum = 0;
    for (const resource of resources)
      if (sum < cap) sum += await store.count(resource, [{ kind: 'text', query: text, fields: null }], cap);
    return sum;
  };
  return wordCounts(query, { resources, count }, store);
}

async function hitOf(resource: AnyResource, match: Match, search: PassageSearch): Promise<Hit> {
  const { id } = match.record;
  const passage = await bestPassage(resource, match, search);
  return { type: resource.type, id, title: titleOf(resource, match), ...passage };
}

/** The title of a hit. For a quote it is the gist: its first text is what was said. */
function titleOf({ texts }: AnyResource, { record }: Match): string {
  const { title, name, question, gist } = record as Readonly<Record<string, string | null | undefined>>;
  const [first] = Object.values(texts).flatMap((field) => (isOwnWords(field) ? field(record) : []));
  return title ?? name ?? question ?? gist ?? first ?? record.id;
}
