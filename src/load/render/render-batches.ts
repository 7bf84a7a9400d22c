// The staged records of a type in key order, rendered some hundred at a time, by one thread or by several in turn.
import type { AuthoredArticle } from '../../model/article.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { Turn } from '../../store/port/staging.ts';
import type { ArticleAnnotations, RenderedRecord } from '../../store/port/target.ts';
import type { RenderSource } from '../definitions/definition.ts';
import { type Render, rendererOf } from './render.ts';
import { annotationsOf } from './web-annotations.ts';

/** Records rendered and written at a time: what a load holds in memory. */
const BATCH = 500;

export interface RenderedBatch {
  readonly records: RenderedRecord[];
  /** Of the articles among them that have any. */
  readonly annotations: ArticleAnnotations[];
}

/** @param turn which records: all, a batch in so many for one thread among several, or a record in so many */
export function* renderedBatches(
  type: RecordType,
  source: RenderSource,
  turn: Partial<Turn> = {},
): Iterable<RenderedBatch> {
  const render = rendererOf(type, source);
  let batch: RenderedBatch = { records: [], annotations: [] };
  for (const { id, json } of source.staging.inKeyOrder(type, { size: BATCH, first: 0, every: 1, ...turn })) {
    batch.records.push(renderNamed(render, type, id, json));
    // At once, while what is known of the article is at hand.
    if (type === 'article') batch.annotations.push({ articleId: id, annotations: articleNotes(id, source) });
    if (batch.records.length === BATCH) {
      yield batch;
      batch = { records: [], annotations: [] };
    }
  }
  if (batch.records.length > 0) yield batch;
}

function articleNotes(id: string, source: RenderSource): string[] {
  const article = source.staging.article(id) as AuthoredArticle; // it has just been rendered
  return annotationsOf(article, source);
}

/** What fails here has passed every check before, so the record must at least be known. */
function renderNamed(render: Render, type: RecordType, id: string, json: string): RenderedRecord {
  try {
    return render(json);
  } catch (cause) {
    throw new Error(`the ${type} "${id}" cannot be rendered as the API promises`, { cause });
  }
}
