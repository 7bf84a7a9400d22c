import { type Article, AuthoredArticle } from '../../model/article.ts';
import { fuzzyDate } from '../../model/fuzzy-date.ts';
import type { RecordDefinition } from './definition.ts';
import { wireSpan, withWireEvidence } from './derived-fields.ts';
import { evidenceNotes, noteOf } from './passage-notes.ts';
import { ANNOTATE, missing, when } from './rules.ts';

export const article: RecordDefinition<AuthoredArticle, Article> = {
  authored: AuthoredArticle,
  date: ({ published }) => published,
  mentions: {},
  // Of itself: where its document is named, for faults of the document.
  otherMentions: ({ id, document }) =>
    document === null ? [] : [{ path: ['document', 'sha256'], type: 'article', orType: null, id }],

  rules: (draft, { profile }) => {
    const { id, published, document, cautions = [], exclusions = [] } = draft;
    const undated = cautions.findIndex(({ kind }) => kind === 'undated');
    return [
      ...missing(draft, ['title', 'summary'], profile),
      ...when(
        profile === 'curated' && document === null,
        ['document'],
        'the article has no document',
        `write document: { file: NAME }, then ${ANNOTATE}`,
      ),
      ...exclusions.flatMap(({ span }, at) =>
        when(
          id !== undefined && span.articleId !== id,
          ['exclusions', at, 'span', 'articleId'],
          `an exclusion of "${id}" cannot lie in "${span.articleId}"`,
          `write ${id}`,
        ),
      ),
      ...when(
        undated >= 0 && published?.basis === 'stated',
        ['cautions', undated],
        'the article is said to be undated, and its date to be stated in it',
        'take the caution out, or write basis: inferred',
      ),
    ];
  },

  wire: (record, source) => {
    const { id, document } = record;
    const { staging, passages } = source;
    return {
      ...record,
      published: fuzzyDate(record.published),
      document: document && {
        ...document,
        textAvailable: passages.serve === 'full' && passages.documentOf(id) !== null,
      },
      cautions: record.cautions.map((caution) => withWireEvidence(caution, source)),
      exclusions: record.exclusions.map(({ span, note }) => ({
        span: wireSpan(span.articleId, span, null, passages),
        note,
      })),
      counts: {
        events: staging.eventsOfArticle(id).length,
        quotes: staging.quotesOfArticle(id).length,
      },
    };
  },

  notes: (articleId, staging) => {
    const record = staging.article(articleId);
    if (record === null) return [];
    const { id, cautions, exclusions } = record;
    return [
      ...cautions.flatMap(({ note, evidence }, at) =>
        evidenceNotes('article', id, `caution-${at}`, evidence, { from: 'caution', text: note }),
      ),
      ...exclusions.map(({ span, note }, at) =>
        noteOf('article', id, `exclusion-${at}`, { from: 'exclusion', text: note, span }),
      ),
    ];
  },
};
