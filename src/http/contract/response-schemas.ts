// The schemas of response bodies besides the records of src/model: lists with page and meta, problems, index, health.
import { z } from 'zod';
import { Revision } from '../../model/dataset.ts';
import { Slug } from '../../model/fields.ts';
import { capitalize, withArticle } from '../../model/strings.ts';
import type { ResourceName } from '../../query/condition.ts';
import { MAX_CURSOR, MAX_LIMIT } from '../../query/parameters/list-parameters.ts';
import { MAX_TEXT_TERMS } from '../../query/text/text-query.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { AnyResource } from '../../resources/resource.ts';
import { MAX_ERRORS, PROBLEM_CODES } from '../server/problems.ts';

export const ParameterNoteSchema = z
  .object({
    parameter: z.string().describe('The parameter, empty where it is not about one.'),
    message: z.string().describe('What is wrong, in a sentence.'),
    suggestion: z.string().nullable().describe('What would be right, where that can be said.'),
  })
  .meta({ id: 'Note', description: 'What is wrong or doubtful about a parameter.' });

const ProblemCodeSchema = z
  .enum(PROBLEM_CODES)
  .meta({ id: 'ProblemCode', description: 'What to tell problems apart by; `/v1/problems` explains each.' });

export const ProblemDocument = z
  .object({
    type: z.string().describe('Where the code is explained.'),
    title: z.string().describe('The code in words.'),
    status: z.int().min(400).max(599).describe('The HTTP status.'),
    detail: z.string().describe('What happened this time.'),
    instance: z.string().describe('The path of the request.'),
    code: ProblemCodeSchema,
    errors: z
      .array(ParameterNoteSchema)
      .max(MAX_ERRORS)
      .describe(`What is wrong, one by one; at most ${MAX_ERRORS}.`),
  })
  .meta({ id: 'Problem', description: 'A problem, as RFC 9457 has it.' });

export const Page = z
  .object({
    limit: z.int().min(1).max(MAX_LIMIT).describe('How many a page holds at most.'),
    nextCursor: z
      .string()
      .max(MAX_CURSOR)
      .nullable()
      .describe('The cursor of the next page; null on the last one, and only there.'),
    total: z.int().min(0).nullable().describe('How many match in all; null unless `total=true` was asked.'),
  })
  .meta({ id: 'Page', description: 'Where in the list this page is.' });

/** The most records of one kind that `include` adds. */
export const MAX_INCLUDED = 1000;
/** The most parameters that an empty list is counted without. */
export const MAX_WITHOUT = 20;

/** The highest count of an empty list without one parameter. */
export const WITHOUT_CAP = 1000;

/** The most words named for one: three for each word of a phrase, of which five are looked at. */
const MAX_NEAR_WORDS = 15;

export const WordCountSchema = z
  .object({
    word: z.string().describe('A word or phrase of `q`, as it was given.'),
    count: z.int().min(0).max(WITHOUT_CAP).describe('How many records it finds alone.'),
    capped: z.boolean().describe('Whether there are more than `count`.'),
    near: z
      .array(z.string())
      .max(MAX_NEAR_WORDS)
      .describe('Where it finds nothing: words that are there and look most like it, folded, nearest first.'),
  })
  .meta({ id: 'WordCount', description: 'What one word of a query that found nothing would find alone.' });
export type WordCount = z.output<typeof WordCountSchema>;

const Without = z
  .object({
    parameter: z.string().describe('The parameter left out.'),
    count: z.int().min(0).max(WITHOUT_CAP).describe('How many there would be.'),
    capped: z.boolean().describe('Whether there are more than `count`.'),
    words: z
      .array(WordCountSchema)
      .max(MAX_TEXT_TERMS)
      .describe('Of `q`: what each of its words would find alone. Empty for any other parameter.'),
  })
  .meta({ id: 'Without', description: 'How many records an empty list would have without one parameter.' });
export type Without = z.output<typeof Without>;

export const ListMeta = z
  .object({
    revision: Revision,
    query: z.string().describe('How the request was understood, in words.'),
    undated: z
      .int()
      .min(0)
      .describe('Records left out only because their date is unknown; `undated=true` adds them.'),
    warnings: z
      .array(ParameterNoteSchema)
      .describe('What is doubtful about the request, such as an id that does not exist.'),
    without: z
      .array(Without)
      .max(MAX_WITHOUT)
      .describe('For an empty list: how many there would be without each parameter.'),
  })
  .meta({ id: 'ListMeta', description: 'About the answer as a whole.' });

/** The component of a resource's records: `Event` for events. */
export function schemaName({ type }: Pick<AnyResource, 'type'>): string {
  return capitalize(type);
}

export const NothingIncluded = z
  .object({})
  .meta({ id: 'NothingIncluded', description: 'Nothing can be included here.' });

function includedSchema(resource: AnyResource): z.ZodType {
  const kinds = Object.entries(resource.includes);
  if (kinds.length === 0) return NothingIncluded;
  const shape = Object.fromEntries(
    kinds.map(([name, include]) => [name, z.array(RESOURCES[include.resource].record).max(MAX_INCLUDED)]),
  );
  return z.object(shape).meta({
    id: `${schemaName(resource)}Included`,
    description: `Records related to the ${resource.name} answered, each once, by id; empty for a kind not asked for.`,
  });
}

const INCLUDED_SCHEMAS = byName(includedSchema);

/**
 * What `include=` adds to a record: both are left out of the answer where it is not given. No description beside a
 * reference, which some readers of the document take for an error.
 */
function includeFields({ name }: AnyResource) {
  return {
    included: INCLUDED_SCHEMAS[name].optional(),
    warnings: z
      .array(ParameterNoteSchema)
      .optional()
      .describe('What is doubtful about `included`, such as records left out; where `include` was given.'),
  };
}

/** @param record the record's own schema, or one with more fields */
export function detailSchema(
  resource: AnyResource,
  record = resource.record as z.ZodObject,
  description = `${capitalize(withArticle(resource.type))}, with what comes with it.`,
): z.ZodType {
  if (Object.keys(resource.includes).length === 0) return record;
  return z
    .object({ ...record.shape, ...includeFields(resource) })
    .meta({ id: `${schemaName(resource)}Detail`, description });
}

function listSchema(resource: AnyResource): z.ZodType {
  return z
    .object({
      data: z.array(resource.record).max(MAX_LIMIT),
      page: Page,
      meta: ListMeta,
      included: INCLUDED_SCHEMAS[resource.name],
    })
    .meta({
      id: `${schemaName(resource)}List`,
      description: `${capitalize(resource.name)}, page by page, with what comes with them.`,
    });
}

/** The response schema of each resource's lists. */
export const LIST_SCHEMAS = byName(listSchema);

function byName(schemaOf: (resource: AnyResource) => z.ZodType): Readonly<Record<ResourceName, z.ZodType>> {
  const schemas = Object.values(RESOURCES).map((resource) => [resource.name, schemaOf(resource)]);
  return Object.fromEntries(schemas) as Record<ResourceName, z.ZodType>; // made from every resource
}

export const Index = z
  .object({
    title: z.string(),
    version: z.string().describe('The version of the software.'),
    revision: Revision,
    documentation: z.string().describe('Where to read on.'),
    description: z.string().describe('Where the OpenAPI document is.'),
    paths: z.array(
      z
        .object({ path: z.string(), summary: z.string() })
        .meta({ id: 'IndexPath', description: 'A path of the API.' }),
    ),
  })
  .meta({ id: 'Index', description: 'What the API offers.' });

export const ProblemCatalogue = z
  .object({
    problems: z.array(
      z
        .object({ code: ProblemCodeSchema, status: z.int(), title: z.string(), description: z.string() })
        .meta({ id: 'ProblemKind', description: 'A kind of problem.' }),
    ),
  })
  .meta({ id: 'ProblemCatalogue', description: 'Every code that a problem can have.' });

export const ArticleText = z
  .object({
    articleId: Slug,
    start: z.int().min(0).describe('First code point.'),
    end: z.int().min(0).describe('One past the last code point.'),
    characters: z.int().min(0).describe('Length of the whole document in code points.'),
    text: z.string().describe('The text of the range, exactly as it stands.'),
  })
  .meta({ id: 'ArticleText', description: "A range of an article's document." });

export const Health = z
  .object({
    status: z.enum(['alive', 'ready']).meta({
      id: 'HealthStatus',
      description: '`alive`: it answers. `ready`: it can answer from the data.',
    }),
    revision: Revision,
  })
  .meta({ id: 'Health', description: 'How the process is.' });
