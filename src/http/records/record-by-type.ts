// Finds a record of any type, or the dataset, by a path with its type and id.
import { z } from 'zod';
import type { Actor } from '../../model/actor.ts';
import type { Article } from '../../model/article.ts';
import type { Dataset } from '../../model/dataset.ts';
import type { Disagreement } from '../../model/disagreement.ts';
import type { Event } from '../../model/event.ts';
import { Slug } from '../../model/fields.ts';
import type { Quote } from '../../model/quote.ts';
import { RECORD_TYPES, RecordType } from '../../model/record-type.ts';
import type { Statement } from '../../model/statement.ts';
import { shorten } from '../../model/strings.ts';
import { nearest } from '../../query/parameters/nearest.ts';
import { resourceOf } from '../../resources/index.ts';
import { Problem } from '../server/problems.ts';
import type { Call } from '../server/route.ts';
import { recordOf } from './record.ts';

const CitableType = z.enum([...RECORD_TYPES, 'dataset']).meta({
  id: 'CitableType',
  description: 'A type of record, or `dataset` for the dataset as a whole.',
});

/** The path parameters `type` and `id`. */
export const TYPED_PATH = z.object({
  type: CitableType.meta({
    description: 'Type of what is meant.',
    param: { id: 'CitableTypeInPath', example: 'quote' },
  }),
  id: Slug.meta({
    description: 'Its id; of the dataset, the one that `/v1/dataset` gives.',
    param: { id: 'CitableIdInPath', example: 'zakharova-control-000' },
  }),
});

/** A record with its type, as the API serves it. */
export type TypedRecord =
  | { readonly type: 'article'; readonly record: Article }
  | { readonly type: 'actor'; readonly record: Actor }
  | { readonly type: 'event'; readonly record: Event }
  | { readonly type: 'quote'; readonly record: Quote }
  | { readonly type: 'statement'; readonly record: Statement }
  | { readonly type: 'disagreement'; readonly record: Disagreement }
  | { readonly type: 'dataset'; readonly record: Dataset };

/**
 * The record of the path's `type` and `id`. Throws a Problem where there is none, a PermanentRedirect where it has a
 * successor.
 */
export async function typedRecordOf(pattern: string, call: Call): Promise<TypedRecord> {
  const type = call.pathValues.type ?? '';
  if (type === 'dataset') return { type, record: await datasetWithId(call) };
  const known = RecordType.safeParse(type);
  if (!known.success) throw unknownType(type);
  const document = await recordOf(resourceOf(known.data), pattern, call, 'id');
  return { type: known.data, record: JSON.parse(document) } as TypedRecord; // the document is of that type
}

function unknownType(type: string): Problem {
  const message = `"${shorten(type)}" is not one of ${CitableType.options.join(', ')}.`;
  const suggestion = nearest(type, CitableType.options);
  return new Problem('no-such-record', message, { errors: [{ parameter: 'type', message, suggestion }] });
}

async function datasetWithId(call: Call): Promise<Dataset> {
  const dataset = await servedDataset(call);
  if (dataset.id === call.pathValues.id) return dataset;
  const message = `There is no dataset "${shorten(call.pathValues.id ?? '')}" here.`;
  throw new Problem('no-such-record', message, {
    errors: [{ parameter: 'id', message, suggestion: dataset.id }],
  });
}

/** The dataset that is served. */
export async function servedDataset({ store }: Call): Promise<Dataset> {
  return JSON.parse(await store.dataset()) as Dataset;
}

/** The path of a record's own route. */
export function pathOf(type: TypedRecord['type'], id: string): string {
  return type === 'dataset' ? '/v1/dataset' : `/v1/${resourceOf(type).name}/${id}`;
}
