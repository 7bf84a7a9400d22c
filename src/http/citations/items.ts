// Each type of record as a citation: who is its author, what stands as its title, what holds it.
import type { Article } from '../../model/article.ts';
import type { Dataset } from '../../model/dataset.ts';
import type { Event } from '../../model/event.ts';
import type { Quote } from '../../model/quote.ts';
import type { Statement } from '../../model/statement.ts';
import type { TypedRecord } from '../records/record-by-type.ts';
import { addressOf, authorsOf, type Sources, versionOf } from './citation-context.ts';
import { cslDate } from './csl-date.ts';
import { type CslItem, cslItem } from './csl-item.ts';
import { cautionNote, dateNote, disputeNote, namesNote, noteOf, wordingNotes } from './notes.ts';
import { eventTitle, paraphraseOf, quoteTitle, shortened, writerOf } from './titles.ts';

/** The citation of a record as data. */
export function itemOf(typed: TypedRecord, sources: Sources): CslItem {
  switch (typed.type) {
    case 'article':
      return articleItem(typed.record, sources);
    case 'quote':
      return quoteItem(typed.record, sources);
    case 'statement':
      return statementItem(typed.record, sources);
    case 'event':
      return eventItem(typed.record, sources);
    case 'actor':
      return ourItem('actor', typed.record, { title: typed.record.name, genre: 'Actor record' }, sources);
    case 'disagreement':
      return ourItem(
        'disagreement',
        { ...typed.record, cautions: [], disagreementIds: [] },
        { title: shortened(typed.record.question), genre: 'Record of a disagreement' },
        sources,
      );
    case 'dataset':
      return datasetItem(typed.record, sources.permalink('dataset', typed.record.id));
  }
}

/** What every record has as a part of the dataset. */
function partOf(type: TypedRecord['type'], id: string, { dataset, permalink }: Sources) {
  const key = `${type}:${id}`;
  return {
    id: key,
    version: versionOf(dataset),
    archive: dataset.title,
    archive_location: key,
    URL: addressOf(permalink(type, id)),
  };
}

/** `In The Patriot affair, version 0.2.0, revision …: quote:zakharova-control-000`, for formats without an archive. */
function placeNote(type: TypedRecord['type'], id: string, { dataset }: Sources): string {
  return `In ${dataset.title}, version ${versionOf(dataset)}: ${type}:${id}`;
}

/** The article itself is cited, as far as it is known; where it has an address, by that. */
function articleItem(article: Article, sources: Sources): CslItem {
  const { id, title, byline, publisher, published, language, url, cautions } = article;
  const part = partOf('article', id, sources);
  return cslItem({
    ...part,
    type: 'article-newspaper',
    title: title === null ? `[Untitled article ${id}]` : shortened(title),
    author: authorsOf([writerOf(byline)]),
    issued: cslDate(published),
    'container-title': publisher,
    language,
    URL: url ?? part.URL,
    note: noteOf([
      dateNote('Published', published),
      cautionNote(cautions.map(({ kind }) => ({ articleId: id, kind }))),
      placeNote('article', id, sources),
    ]),
  });
}

const GENRES = { direct: 'Quotation', mixed: 'Quoted words', indirect: 'Reported speech' } as const;

/** The speaker is the author of the words, and the article holds them: so its date is the date of the citation. */
function quoteItem(quote: Quote, sources: Sources): CslItem {
  const { id, articleId, speakerIds, viaIds, kind, said, language, cautions, disagreementIds } = quote;
  const article = sources.article(articleId);
  return cslItem({
    ...partOf('quote', id, sources),
    type: 'document',
    title: quoteTitle(quote),
    author: authorsOf(sources.names(speakerIds)),
    issued: article && cslDate(article.published),
    'event-date': cslDate(said),
    'container-title': article?.title ?? `[Article ${articleId}]`,
    publisher: article?.publisher ?? null,
    genre: GENRES[kind],
    language,
    note: noteOf([
      `${kind === 'indirect' ? 'Reported' : 'Quoted'} in the article ${article?.title ?? articleId}`,
      article && dateNote('Published', article.published),
      dateNote('Said', said),
      namesNote('Via', sources.names(viaIds)),
      ...wordingNotes(quote),
      cautionNote(cautions),
      disputeNote(disagreementIds),
      placeNote('quote', id, sources),
    ]),
  });
}

/** How many renditions a note names; the record names all. */
const MAX_RENDITIONS = 10;

/** An utterance is no article's: it is dated by when it was made, and only paraphrased, for its renditions differ. */
function statementItem(statement: Statement, sources: Sources): CslItem {
  const { id, speakerIds, gist, said, renditions, cautions, disagreementIds } = statement;
  const quoteIds = [...new Set(renditions.map(({ quoteId }) => quoteId))];
  return cslItem({
    ...partOf('statement', id, sources),
    type: 'document',
    title: paraphraseOf(gist),
    author: authorsOf(sources.names(speakerIds)),
    issued: cslDate(said),
    'event-date': cslDate(said),
    genre: 'Statement',
    note: noteOf([
      dateNote('Said', said),
      namesNote('Rendered by', quoteIds.slice(0, MAX_RENDITIONS)),
      cautionNote(cautions),
      disputeNote(disagreementIds),
      placeNote('statement', id, sources),
    ]),
  });
}

function eventItem(event: Event, sources: Sources): CslItem {
  const { date, status, statusAsOf } = event;
  const { note, ...item } = ourItem(
    'event',
    event,
    { title: eventTitle(event), genre: 'Event record' },
    sources,
  );
  return cslItem({
    ...item,
    'event-date': status === 'occurred' || status === 'ongoing' ? cslDate(date) : null,
    note: noteOf([`Status: ${status}`, dateNote('As of', statusAsOf), dateNote('Dated', date), note ?? null]),
  });
}

type Ours = Pick<Event, 'id' | 'cautions' | 'disagreementIds'>;

/** A record in our own words: those who coded it are its authors, the dataset's release is its date. */
function ourItem(
  type: TypedRecord['type'],
  { id, cautions, disagreementIds }: Ours,
  named: Pick<CslItem, 'title' | 'genre'>,
  sources: Sources,
): CslItem {
  return cslItem({
    ...partOf(type, id, sources),
    ...named,
    ...makers(sources.dataset),
    type: 'document',
    note: noteOf([cautionNote(cautions), disputeNote(disagreementIds), placeNote(type, id, sources)]),
  });
}

/** Who made the dataset, and when it was released. */
function makers({ method, released }: Dataset) {
  const day = { edtf: released, earliest: released, latest: released, precision: 'day' as const };
  return { author: authorsOf([method?.coder]), issued: cslDate(day) };
}

/** The dataset as a whole; or, with a title and a note of its own, a part of it. */
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
    ...makers(dataset),
    version: versionOf(dataset),
    genre: 'Data set',
    URL: addressOf(permalink),
    ...part,
    note: noteOf([
      part.note ?? null,
      `Version ${versionOf(dataset)}`,
      `Licence: ${license.identifier ?? license.name}`,
    ]),
  });
}
