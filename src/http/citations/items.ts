// Citations of records as CSL-JSON items: for each type its author, title, container and note.
import type { Article } from '../../model/article.ts';
import type { Dataset } from '../../model/dataset.ts';
import type { Event } from '../../model/event.ts';
import type { Quote } from '../../model/quote.ts';
import type { Statement } from '../../model/statement.ts';
import type { TypedRecord } from '../records/record-by-type.ts';
import { addressOf, authorsOf, type CitationContext, versionAndRevision } from './citation-context.ts';
import { cslDate } from './csl-date.ts';
import { type CslItem, cslItem } from './csl-item.ts';
import { cautionNote, dateNote, disputeNote, namesNote, noteText, wordingNotes } from './notes.ts';
import { eventTitle, paraphraseOf, quoteTitle, shortened, writerOf } from './titles.ts';

/** The citation of a record. */
export function cslItemOf(typed: TypedRecord, context: CitationContext): CslItem {
  switch (typed.type) {
    case 'article':
      return articleItem(typed.record, context);
    case 'quote':
      return quoteItem(typed.record, context);
    case 'statement':
      return statementItem(typed.record, context);
    case 'event':
      return eventItem(typed.record, context);
    case 'actor':
      return codedItem('actor', typed.record, { title: typed.record.name, genre: 'Actor record' }, context);
    case 'disagreement':
      return codedItem(
        'disagreement',
        { ...typed.record, cautions: [], disagreementIds: [] },
        { title: shortened(typed.record.question), genre: 'Record of a disagreement' },
        context,
      );
    case 'dataset':
      return datasetItem(typed.record, context.permalink('dataset', typed.record.id));
  }
}

/** The fields that every record has as a part of the dataset. */
function archiveFields(type: TypedRecord['type'], id: string, { dataset, permalink }: CitationContext) {
  const key = `${type}:${id}`;
  return {
    id: key,
    version: versionAndRevision(dataset),
    archive: dataset.title,
    archive_location: key,
    URL: addressOf(permalink(type, id)),
  };
}

/** For formats without an archive field: `In TITLE, version 0.2.0, revision …: quote:zakharova-control-000`. */
function placeNote(type: TypedRecord['type'], id: string, { dataset }: CitationContext): string {
  return `In ${dataset.title}, version ${versionAndRevision(dataset)}: ${type}:${id}`;
}

/** Cites the article itself, with its own address where it has one. */
function articleItem(article: Article, context: CitationContext): CslItem {
  const { id, title, byline, publisher, published, language, url, cautions } = article;
  const part = archiveFields('article', id, context);
  return cslItem({
    ...part,
    type: 'article-newspaper',
    title: title === null ? `[Untitled article ${id}]` : shortened(title),
    author: authorsOf([writerOf(byline)]),
    issued: cslDate(published),
    'container-title': publisher,
    language,
    URL: url ?? part.URL,
    note: noteText([
      dateNote('Published', published),
      cautionNote(cautions.map(({ kind }) => ({ articleId: id, kind }))),
      placeNote('article', id, context),
    ]),
  });
}

const GENRES = { direct: 'Quotation', mixed: 'Quoted words', indirect: 'Reported speech' } as const;

/** The speaker is the author, the article the container; so the citation is dated by the article. */
function quoteItem(quote: Quote, context: CitationContext): CslItem {
  const { id, articleId, speakerIds, speakerAsPrinted, viaIds, kind, said, language } = quote;
  const { cautions, disagreementIds } = quote;
  const article = context.article(articleId);
  return cslItem({
    ...archiveFields('quote', id, context),
    type: 'document',
    title: quoteTitle(quote),
    author: authorsOf(context.names(speakerIds)),
    issued: article && cslDate(article.published),
    'event-date': cslDate(said),
    'container-title': article?.title ?? `[Article ${articleId}]`,
    publisher: article?.publisher ?? null,
    genre: GENRES[kind],
    language,
    note: noteText([
      `${kind === 'indirect' ? 'Reported' : 'Quoted'} in the article ${article?.title ?? articleId}`,
      article && dateNote('Published', article.published),
      dateNote('Said', said),
      // Who is not resolved is no author: a name printed may be that of several, or none.
      namesNote(
        'Speaker as printed:',
        speakerIds.length === 0 ? [speakerAsPrinted ?? ''].filter(Boolean) : [],
      ),
      namesNote('Via', context.names(viaIds)),
      ...wordingNotes(quote),
      cautionNote(cautions),
      disputeNote(disagreementIds),
      placeNote('quote', id, context),
    ]),
  });
}

/** How many renditions a note names; the record has all. */
const MAX_RENDITIONS = 10;

/**
 * A statement has no container. It is dated by its utterance, and paraphrased, since its renditions differ in words.
 */
function statementItem(statement: Statement, context: CitationContext): CslItem {
  const { id, speakerIds, gist, said, renditions, cautions, disagreementIds } = statement;
  const quoteIds = [...new Set(renditions.map(({ quoteId }) => quoteId))];
  return cslItem({
    ...archiveFields('statement', id, context),
    type: 'document',
    title: paraphraseOf(gist),
    author: authorsOf(context.names(speakerIds)),
    issued: cslDate(said),
    'event-date': cslDate(said),
    genre: 'Statement',
    note: noteText([
      dateNote('Said', said),
      namesNote('Rendered by', quoteIds.slice(0, MAX_RENDITIONS)),
      cautionNote(cautions),
      disputeNote(disagreementIds),
      placeNote('statement', id, context),
    ]),
  });
}

function eventItem(event: Event, context: CitationContext): CslItem {
  const { date, status, statusAsOf } = event;
  const { note, ...item } = codedItem(
    'event',
    event,
    { title: eventTitle(event), genre: 'Event record' },
    context,
  );
  return cslItem({
    ...item,
    'event-date': status === 'occurred' || status === 'ongoing' ? cslDate(date) : null,
    note: noteText([
      `Status: ${status}`,
      dateNote('As of', statusAsOf),
      dateNote('Dated', date),
      note ?? null,
    ]),
  });
}

type CodedRecord = Pick<Event, 'id' | 'cautions' | 'disagreementIds'>;

/** A record in our own words: its author is the coder, its date the dataset's release. */
function codedItem(
  type: TypedRecord['type'],
  { id, cautions, disagreementIds }: CodedRecord,
  named: Pick<CslItem, 'title' | 'genre'>,
  context: CitationContext,
): CslItem {
  return cslItem({
    ...archiveFields(type, id, context),
    ...named,
    ...datasetCredits(context.dataset),
    type: 'document',
    note: noteText([cautionNote(cautions), disputeNote(disagreementIds), placeNote(type, id, context)]),
  });
}

/** The author and date of the dataset. */
function datasetCredits({ method, released }: Dataset) {
  const day = { edtf: released, earliest: released, latest: released, precision: 'day' as const };
  return { author: authorsOf([method?.coder]), issued: cslDate(day) };
}

/** The dataset, or a part of it with an id, title, genre and note of its own. */
export function datasetItem(
  dataset: Dataset,
  permalink: string,
  part: Partial<Pick<CslItem, 'id' | 'title' | 'genre' | 'note'>> = {},
): CslItem {
  const { id, title, license } = dataset;
  return cslItem({
    id: `dataset:${id}`,
    type: 'dataset',
    title,
    ...datasetCredits(dataset),
    version: versionAndRevision(dataset),
    genre: 'Data set',
    URL: addressOf(permalink),
    ...part,
    note: noteText([
      part.note ?? null,
      `Version ${versionAndRevision(dataset)}`,
      `Licence: ${license.identifier ?? license.name}`,
    ]),
  });
}
