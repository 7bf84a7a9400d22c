// The fields that many records share. Each is defined here once, with the bounds that the API documents.
import { z } from 'zod';
import { COUNTRIES } from './countries.ts';
import { canonicalLanguage, LANGUAGE_TAG, languageMeant } from './languages.ts';
import { CONTROLS, hasControls, isInvisible } from './strings.ts';

/** Path segments of the API, which therefore cannot be ids. */
const RESERVED_IDS = ['facets', 'timeline', 'dyads'];

/** A readable id, stable for ever. */
export const Slug = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,63}$/,
    'an id is 1 to 64 of a-z, 0-9 and "-", beginning with a letter or digit',
  )
  .refine((id) => !RESERVED_IDS.includes(id), 'this id is reserved: it is a path of the API')
  .meta({
    id: 'Id',
    description: 'A readable id, stable for ever.',
    examples: ['zakharova'],
    // Redundant with the pattern, for readers that allocate by it.
    maxLength: 64,
  });

/** Values separated by single commas, as in a repeatable parameter: none of them is empty. */
const ONE_OR_MORE = new RegExp(`^[^,${CONTROLS}]+(,[^,${CONTROLS}]+)*$`);

/** An id in a request: any short text, so that a mistyped id gets a suggestion instead of an error. */
export const IdText = z
  .string()
  .min(1)
  .max(100)
  .regex(ONE_OR_MORE, 'ids are parted by single commas')
  .meta({
    id: 'IdText',
    description: 'An id. One that does not exist matches nothing, and a warning names the nearest.',
    examples: ['zakharova'],
  });

/** Lower-case hexadecimal SHA-256. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 lower-case hexadecimal digits')
  .meta({ id: 'Sha256', description: 'SHA-256 in lower-case hexadecimal.', maxLength: 64 });

export const Country = z.enum(COUNTRIES as [string, ...string[]]).meta({
  // Not "Country": Go's generators make constants of enums' values, and one of them is "country".
  id: 'CountryCode',
  description: 'ISO 3166-1 alpha-3 code of a state that exists; XKX is Kosovo.',
  examples: ['RUS'],
});

/** What would be right instead of a text that is no language tag. */
function languageCure(text: unknown): string {
  const meant = languageMeant(String(text));
  return meant === null ? 'a language is a BCP 47 tag such as "en" or "ru"' : `write "${meant}"`;
}

/** A BCP 47 language tag, in its canonical form whatever the form it is written in. */
export const Language = z
  .string()
  .max(35)
  .overwrite((text) => canonicalLanguage(text) ?? text)
  .regex(LANGUAGE_TAG, { error: ({ input }) => languageCure(input) })
  .meta({
    id: 'Language',
    description:
      'BCP 47 language tag. `EN-us` is taken for `en-US`, the canonical form, which is what is answered.',
    examples: ['en'],
  });

/** An ISO day, `YYYY-MM-DD`. */
export const Day = z.iso
  .date()
  .meta({ id: 'Day', description: 'A calendar day, `YYYY-MM-DD`.', examples: ['2023-12-27'] });

/** A day, or a second of one in UTC. Written so, the order of texts is that of time. */
export const Instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/,
    'a day such as "2024-03-01", or an instant in UTC such as "2024-03-01T17:05:00Z"',
  )
  .refine((text) => text.startsWith(isoOf(text)), 'there is no such day or time')
  .meta({
    id: 'Instant',
    description: 'A calendar day, `YYYY-MM-DD`, or an instant in UTC, `YYYY-MM-DDTHH:MM:SSZ`.',
    examples: ['2024-03-01T17:05:00Z'],
    maxLength: 20,
  });

/** The same day or instant as JavaScript reads it: another text, or none, where it does not exist. */
function isoOf(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? 'none' : date.toISOString().slice(0, Math.min(text.length, 19));
}

/** A code of another system, as text: `010` is not `10`. */
export const ShortCode = z
  .string({ error: unquotedNumber })
  .min(1)
  .max(64)
  // Not a pattern: it would go into the document, and few regex engines of clients know \p{Cc}.
  .refine((code) => !hasControls(code), 'a code has no control characters');

/** YAML reads an unquoted 010 as the number 10, which is another code. */
function unquotedNumber(issue: { input?: unknown }): string | undefined {
  if (typeof issue.input !== 'number' && typeof issue.input !== 'bigint') return undefined;
  return 'a code is text, not a number: put it in quotes, such as "010", which is not "10"';
}

export const WebAddress = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .meta({ id: 'WebAddress', description: 'An http or https address.' });

/**
 * One line of text: a title, a name, a note. Not empty, no control characters. Checked by a refinement, not a pattern,
 * because some languages do not know `\\p` in the document's patterns.
 */
export const LineText = z
  .string()
  .min(1)
  .max(1000)
  .refine((text) => !hasControls(text), 'one line of text, without line breaks or control characters');

const INVISIBLE = 'write something that can be seen, or leave the field out';

/** One line of text: a title, a name, a note. A reader sees something of it. */
export const Line = LineText.refine((text) => !isInvisible(text), INVISIBLE);

/** Longer text; line breaks are allowed. */
export const Prose = z
  .string()
  .min(1)
  .max(20_000)
  .refine((text) => !text.includes('\0'), 'text without NUL characters')
  .refine((text) => !isInvisible(text), INVISIBLE);

const Identifier = z
  .strictObject({
    scheme: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,31}$/, 'a scheme is a short lower-case name such as "wikidata"'),
    value: z
      .string()
      .min(1)
      .max(200)
      .refine((value) => !hasControls(value), 'an identifier has no control characters')
      .refine((value) => !isInvisible(value), 'an identifier has characters that can be seen'),
  })
  .meta({ id: 'Identifier', description: 'The same thing in another catalogue, such as `acled`.' });

const scalars = [z.string().max(20_000), z.number(), z.boolean(), z.null()] as const;
const Fact = z.union([...scalars, z.array(z.union(scalars)).max(1000)]);

const Extra = z.record(z.string().max(100), Fact).meta({
  id: 'Extra',
  description: 'Further facts, scalars or lists of them, kept and exported as they came; not filterable.',
});
export type Extra = z.output<typeof Extra>;

export const Confidence = z
  .enum(['high', 'medium', 'low'])
  .meta({ id: 'Confidence', description: "The coder's confidence in the record." });

/** How something is known that the words alone do not show. */
export const Basis = z.enum(['stated', 'inferred']).meta({
  id: 'Basis',
  description: 'Whether an article says so, or the coder concludes it.',
});

/** A source outside the articles. */
export const Source = z
  .strictObject({ title: Line, url: WebAddress, accessed: Day })
  .meta({ id: 'Source', description: 'A source outside the articles, with the day it was read.' });

/** The fields that every authored record has besides its own. */
export const recordFields = {
  identifiers: z.array(Identifier).default([]),
  extra: Extra.default({}),
};

type Wire<S extends z.ZodRawShape> = { [K in keyof S]: S[K] extends z.ZodDefault<infer T> ? T : S[K] };

/**
 * Authored fields as the API answers them: the same fields and descriptions without defaults, because in a response an
 * absent value is `null` or `[]`, never missing.
 */
export function wireFields<S extends z.ZodRawShape>(authored: S): Wire<S> {
  const entries = Object.entries(authored).map(([name, field]) => [name, withoutDefault(field as z.ZodType)]);
  return Object.fromEntries(entries) as Wire<S>; // each field unwrapped as the type says
}

function withoutDefault(field: z.ZodType): z.ZodType {
  if (!(field instanceof z.ZodDefault)) return field;
  const inner = field.unwrap() as z.ZodType;
  return field.description === undefined ? inner : inner.describe(field.description);
}
