import { Article } from '../model/article.ts';
import { Language, LineText } from '../model/fields.ts';
import { dateFilters } from '../query/filters/date-filters.ts';
import { anyOf } from '../query/filters/term-filter.ts';
import {
  addressCell,
  booleanCell,
  codeCell,
  dateCells,
  LANGUAGE_COLUMN,
  numberCell,
  SUMMARY_COLUMN,
  textCell,
} from './csv-columns.ts';
import { defineResource } from './define-resource.ts';
import { column, DOCUMENT_TEXT, dateColumns, sortColumn } from './resource.ts';
import { actorFilter, actorMatch, refersTo } from './shared-filters.ts';
import { circumstance } from './text-fields.ts';

export const articles = defineResource<Article>({
  name: 'articles',
  type: 'article',
  record: Article,
  description: 'The news articles that the dataset is taken from.',
  exampleId: 'ru-jp-patriot-warning',
  warnings: {
    disagreementIds: ({ id }, lookup) => lookup.disagreementsAbout('article', id),
    cautions: ({ cautions }) => cautions.map(({ kind }) => kind),
  },
  date: { sort: 'published', of: (article) => article.published },
  textExample: 'missiles',
  names: (article) => (article.title === null ? [] : [article.title]),

  columns: {
    title: sortColumn((article) => article.title),
    publisher: sortColumn((article) => article.publisher),
    url: column('text', (article) => article.url),
    ...dateColumns<Article>((article) => article.published),
  },

  texts: {
    title: (article) => [article.title],
    summary: (article) => [article.summary],
    byline: (article) => [article.byline],
    // Not in the record: a load adds it where the document is loaded.
    [DOCUMENT_TEXT]: () => [],
    publisher: circumstance((article) => [article.publisher]),
  },

  filters: {
    publisher: anyOf(
      LineText,
      'Example Gazette',
      'Publisher, exactly as stated.',
      (article) => [article.publisher],
      {
        freeText: true,
      },
    ),
    language: anyOf(Language, 'en', 'Language of the article.', (article) => [article.language]),
    ...dateFilters(['publishedFrom', 'publishedTo'], 'it was published or could have been'),
    actor: actorFilter('nozdrev', 'Reports an act of this actor, or quotes it.', (article, lookup) => [
      ...lookup.eventsOfArticle(article.id).flatMap((event) => event.participants),
      ...lookup
        .quotesOfArticle(article.id)
        .flatMap((quote) => quote.speakerIds.map((actorId) => ({ actorId }))),
    ]),
    event: refersTo('events', 'zakharova-warns-japan', 'Reports this event.', (article, lookup) =>
      lookup.eventsOfArticle(article.id).map(({ id }) => id),
    ),
    ...actorMatch(['actor']),
  },

  sorts: {
    publisher: { by: 'publisher', direction: 'asc' },
    title: { by: 'title', direction: 'asc' },
  },

  includes: {},

  facets: {},
  csv: {
    articleTitle: textCell('The headline of the article, as printed.', (article) => article.title),
    publisher: textCell('The publisher, where the article states one.', (article) => article.publisher),
    byline: textCell('The byline as printed.', (article) => article.byline),
    url: addressCell('The address.', (article) => article.url),
    language: codeCell(LANGUAGE_COLUMN, (article) => article.language),
    ...dateCells<Article>('published', 'When it was published', (article) => article.published),
    summary: textCell(SUMMARY_COLUMN, (article) => article.summary),
    documentSha256: codeCell('SHA-256 of the document.', (article) => article.document?.sha256 ?? null),
    documentCharacters: numberCell('Length of the document in Unicode code points.', (article) => {
      return article.document?.characters ?? null;
    }),
    textAvailable: booleanCell('Whether the text is served here.', (article) => {
      return article.document?.textAvailable ?? null;
    }),
    eventsReported: numberCell('Events that it reports.', (article) => article.counts.events),
    quotesTaken: numberCell('Quotes taken from it.', (article) => article.counts.quotes),
  },
});
