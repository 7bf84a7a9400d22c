// Renders each record once: its wire JSON, checked against the contract, and beside it all that is indexed.
import type { AuthoredActor } from '../../model/actor.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { TermField } from '../../query/filters/filter.ts';
import { fold } from '../../query/parameters/nearest.ts';
import { indexWords } from '../../query/text/tokens.ts';
import { resourceOf } from '../../resources/index.ts';
import { type AnyResource, DOCUMENT_TEXT, termFields } from '../../resources/resource.ts';
import { type TextField, textsOfField } from '../../resources/text-fields.ts';
import type { RenderedRecord } from '../../store/port/target.ts';
import type { RenderSource } from '../definitions/definition.ts';
import { RECORD_DEFINITIONS } from '../definitions/definitions.ts';

/**
 * Goes up with every change to what is answered from the same records, their order and counts included: it is part of a revision, so that no client
 * takes an answer of before for one of now.
 */
export const RENDERER_VERSION = 5;

/** From the staged JSON of an authored record to what the store writes. Throws where the record breaks the contract. */
export type Render = (json: string) => RenderedRecord;

/** The renderer of a type. */
export function rendererOf(type: RecordType, source: RenderSource): Render {
  const resource = resourceOf(type);
  const fields = termFields(resource);
  const columns = Object.entries(resource.columns);
  return (json) => {
    // An output of the record's own schema: its keys stand in the schema's order, whatever the author's.
    const record = resource.record.parse(wireRecord(type, json, source)) as { id: string };
    return {
      id: record.id,
      document: JSON.stringify(record),
      columns: Object.fromEntries(columns.map(([name, column]) => [name, column.value(record)])),
      terms: termsOf(fields, record, source),
      words: wordsOf(resource, record, source),
      figures: resource.figures?.(record) ?? [],
      names: [...new Set(resource.names(record).map(fold))].filter((name) => name !== ''),
    };
  };
}

/** The record as served, before it is put in order. The JSON was written from the type's authored record. */
export function wireRecord(type: RecordType, json: string, source: RenderSource): unknown {
  return RECORD_DEFINITIONS[type].wire(JSON.parse(json), source);
}

/** The words of each text field; an article's own text where its document is at hand. */
function wordsOf(
  { type, texts }: AnyResource,
  record: { id: string },
  { passages, staging }: RenderSource,
): RenderedRecord['words'] {
  const document = type === 'article' ? passages.documentOf(record.id) : null;
  const textsOf = (name: string, field: TextField<unknown>) =>
    name === DOCUMENT_TEXT && document !== null
      ? [document.text]
      : textsOfField(field, record, (id) => namesOf(staging.actor(id)));
  return Object.fromEntries(
    Object.entries(texts).map(([name, field]) => [name, indexWords(textsOf(name, field))]),
  );
}

/** What an actor is called: its name first. */
function namesOf(actor: AuthoredActor | null): string[] {
  return actor === null ? [] : [actor.name, ...actor.aliases];
}

/** Each pair of field and value once: a record counts once, however many participants match. */
function termsOf(
  fields: readonly TermField<unknown>[],
  record: unknown,
  { staging }: RenderSource,
): RenderedRecord['terms'] {
  const terms: { field: string; value: string }[] = [];
  for (const { field, fieldOf, values } of fields) {
    const given = values(record, staging);
    for (const value of given.length > 1 ? new Set(given) : given)
      if (value !== null) terms.push({ field: fieldOf?.(value) ?? field, value });
  }
  return terms;
}
