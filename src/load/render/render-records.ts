// From authored records to what the API answers: every derived field, one function for each type.
import type { Actor, AuthoredActor } from '../../model/actor.ts';
import type { Article, AuthoredArticle } from '../../model/article.ts';
import type { TravellingCaution } from '../../model/caution.ts';
import { quadClassOf, scoresOf } from '../../model/codebook/codes.ts';
import type { AuthoredDisagreement, Disagreement } from '../../model/disagreement.ts';
import type { AuthoredEvent, Event } from '../../model/event.ts';
import { fuzzyDate } from '../../model/fuzzy-date.ts';
import type { AuthoredQuote, Quote } from '../../model/quote.ts';
import type { AuthoredSpan, Span } from '../../model/span.ts';
import type { AuthoredStatement, Statement } from '../../model/statement.ts';
import type { Staging } from '../../store/port/staging.ts';
import type { Passages } from '../read/passages.ts';
import { wireSpan } from './render-spans.ts';

export interface RenderSource {
  readonly staging: Staging;
  readonly passages: Passages;
}

/** Each value once, in byte order: ids are ASCII, so UTF-16 order is byte order. */
function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}

function evidenceSpans(spans: readonly AuthoredSpan[], { passages }: RenderSource): Span[] {
  return spans.map((span) => wireSpan(span.articleId, span, null, passages));
}

/** The cautions of articles, once each, by article and kind. */
function travelling(articleIds: readonly string[], { staging }: RenderSource): TravellingCaution[] {
  return distinct(articleIds).flatMap((articleId) => {
    const kinds = staging.article(articleId)?.cautions.map(({ kind }) => kind) ?? [];
    return distinct(kinds).map((kind) => ({ articleId, kind }) as TravellingCaution); // the kinds as they came
  });
}

export function wireArticle(article: AuthoredArticle, source: RenderSource): Article {
  const { staging, passages } = source;
  const { document } = article;
  return {
    ...article,
    published: fuzzyDate(article.published),
    document: document && {
      ...document,
      textAvailable: passages.serve === 'full' && passages.documentOf(article.id) !== null,
    },
    cautions: article.cautions.map((caution) => ({
      ...caution,
      evidence: evidenceSpans(caution.evidence, source),
    })),
    exclusions: article.exclusions.map(({ span, note }) => ({
      span: wireSpan(span.articleId, span, null, passages),
      note,
    })),
    counts: {
      events: staging.eventsOfArticle(article.id).length,
      quotes: staging.quotesOfArticle(article.id).length,
    },
  };
}

/** An actor rests on the articles that report its acts, quote it or by way of it, render its statements or state its titles. */
export function wireActor(actor: AuthoredActor, source: RenderSource): Actor {
  const { staging } = source;
  return {
    ...actor,
    roles: actor.roles.map((role) => ({
      ...role,
      held: fuzzyDate(role.held),
      evidence: evidenceSpans(role.evidence, source),
    })),
    cautions: [...staging.actorCautions(actor.id)],
    disagreementIds: [...staging.disagreementsAbout('actor', actor.id)],
    counts: staging.actorCounts(actor.id),
  };
}

/** An event rests on the articles that report it. */
export function wireEvent(event: AuthoredEvent, source: RenderSource): Event {
  const articleIds = distinct(event.reports.map(({ span }) => span.articleId));
  return {
    ...event,
    date: fuzzyDate(event.date),
    statusAsOf: fuzzyDate(event.statusAsOf),
    reports: event.reports.map((report) => ({
      ...report,
      span: wireSpan(report.span.articleId, report.span, null, source.passages),
    })),
    quadClass: quadClassOf(event.type, event.codes),
    scores: scoresOf(event.type, event.modes, event.codes),
    articleIds,
    cautions: travelling(articleIds, source),
    disagreementIds: [...source.staging.disagreementsAbout('event', event.id)],
  };
}

/** A quote rests on its article. */
export function wireQuote(quote: AuthoredQuote, source: RenderSource): Quote {
  const { articleId, segments } = quote;
  const texts = segments.flatMap(({ text }) => (text === null ? [] : [text]));
  const [only] = segments;
  const alone = only !== undefined && segments.length === 1;
  const span = quote.span ?? only?.span ?? { start: null, end: null, sha256: null };
  return {
    ...quote,
    said: fuzzyDate(quote.said),
    text: texts.length === 0 ? null : texts.join(' … '),
    span: wireSpan(articleId, span, alone ? only.text : null, source.passages),
    segments: segments.map((segment) => ({
      ...segment,
      span: wireSpan(articleId, segment.span, segment.text, source.passages),
      statementId: statementOf(quote, segment),
    })),
    statementIds: [...new Set(segments.map((segment) => statementOf(quote, segment)))],
    cautions: travelling([articleId], source),
    disagreementIds: [...source.staging.disagreementsAbout('quote', quote.id)],
  };
}

function statementOf({ id }: AuthoredQuote, { statementId }: { statementId: string | null }): string {
  if (statementId === null) throw new Error(`a segment of quote ${id} was staged without its statement`);
  return statementId;
}

/** A statement rests on the articles of its quotes. */
export function wireStatement(statement: AuthoredStatement, source: RenderSource): Statement {
  const { staging } = source;
  const renditions = staging.renditions(statement.id);
  const articleIds = renditions.flatMap(({ quoteId }) => staging.quote(quoteId)?.articleId ?? []);
  return {
    ...statement,
    said: fuzzyDate(statement.said),
    renditions: [...renditions],
    cautions: travelling(articleIds, source),
    disagreementIds: [...staging.disagreementsAbout('statement', statement.id)],
  };
}

export function wireDisagreement(disagreement: AuthoredDisagreement, source: RenderSource): Disagreement {
  return {
    ...disagreement,
    accounts: disagreement.accounts.map((account) => ({
      ...account,
      evidence: evidenceSpans(account.evidence, source),
    })),
  };
}
