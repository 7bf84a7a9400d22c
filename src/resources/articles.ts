import { Article } from '../model/article.ts';
import { Language, Line } from '../model/fields.ts';
import { sortDay } from '../model/fuzzy-date.ts';
import { anyOf, dateModifiers, dateRange, textFilters } from '../query/filters/filter.ts';
import {
  booleanCell,
  codeCell,
  dateCells,
  disagreementsAbout,
  lastCells,
  numberCell,
  textCell,
} from './csv-columns.ts';
import {
  BY_DATE_ASCENDING,
  BY_DATE_DESCENDING,
  BY_RELEVANCE,
  column,
  DOCUMENT_TEXT,
  dateColumns,
  type Resource,
  sortColumn,
} from './resource.ts';
import { actorFilter, actorMatch, refersTo, warningFilters } from './shared-filters.ts';

const texts = {
  title: (article: Article) => [article.title],
  summary: (article: Article) => [article.summary],
  byline: (article: Article) => [article.byline],
  // The record does not hold it: the loader adds it, where the document has been loaded.
  [DOCUMENT_TEXT]: () => [],
};

export const articles: Resource<Article> = {
  name: 'articles',
  type: 'article',
  record: Article,
  description: 'The news articles that the dataset is taken from.',
  exampleId: 'ru-jp-patriot-warning',
  day: (article) => sortDay(article.published),
  names: (article) => (article.title === null ? [] : [article.title]),

  columns: {
    title: sortColumn((article) => article.title),
    publisher: sortColumn((article) => article.publisher),
    url: column('text', (article) => article.url),
    ...dateColumns<Article>((article) => article.published),
  },

  texts,

  filters: {
    ...textFilters(texts, 'Article', 'missiles'),
    ...warningFilters<Article>('ru-jp-patriot-warning', ({ id }, lookup) =>
      lookup.disagreementsAbout('article', id),
    ),
    publisher: anyOf(
      Line,
      'Example Gazette',
      'Publisher, exactly as stated.',
      (article) => [article.publisher],
      {
        freeText: true,
      },
    ),
    language: anyOf(Language, 'en', 'Language of the article.', (article) => [article.language]),
    ...dateRange(['publishedFrom', 'publishedTo'], 'it was published or could have been'),
    ...dateModifiers(['publishedFrom', 'publishedTo']),
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
    '-published': BY_DATE_DESCENDING,
    published: BY_DATE_ASCENDING,
    publisher: { by: 'publisher', direction: 'asc' },
    title: { by: 'title', direction: 'asc' },
    relevance: BY_RELEVANCE,
  },

  includes: {},

  facets: {},
  csv: {
    id: codeCell('The id.', (article) => article.id),
    title: textCell('The headline as printed.', (article) => article.title),
    publisher: textCell('The publisher, where the article states one.', (article) => article.publisher),
    byline: textCell('The byline as printed.', (article) => article.byline),
    url: codeCell('The address.', (article) => article.url),
    language: codeCell('Language, BCP 47.', (article) => article.language),
    ...dateCells<Article>('published', 'When it was published', (article) => article.published),
    summary: textCell('What it says, in our words.', (article) => article.summary),
    documentSha256: codeCell('SHA-256 of the document.', (article) => article.document?.sha256 ?? null),
    documentCharacters: numberCell('Length of the document in Unicode code points.', (article) => {
      return article.document?.characters ?? null;
    }),
    textAvailable: booleanCell('Whether the text is served here.', (article) => {
      return article.document?.textAvailable ?? null;
    }),
    events: numberCell('Events that it reports.', (article) => article.counts.events),
    quotes: numberCell('Quotes taken from it.', (article) => article.counts.quotes),
    ...lastCells<Article>(disagreementsAbout('article'), (article) =>
      article.cautions.map(({ kind }) => kind),
    ),
  },
};
