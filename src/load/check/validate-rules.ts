// Rules that one record can break by itself, beyond the shape of its fields. Rules between records are SQL over
// staging. Each rule sees a draft: fields that are not well formed are missing from it.
import type { z } from 'zod';
import { Actor, type AuthoredActor } from '../../model/actor.ts';
import { Article, type AuthoredArticle } from '../../model/article.ts';
import { type AuthoredDisagreement, Disagreement } from '../../model/disagreement.ts';
import { Event } from '../../model/event.ts';
import { type AuthoredQuote, Quote } from '../../model/quote.ts';
import type { RecordType } from '../../model/record-type.ts';
import { type AuthoredStatement, Statement } from '../../model/statement.ts';
import { nearest } from '../../query/parameters/nearest.ts';
import type { AuthoredRecords } from './references.ts';
import { eventProblems } from './validate-event.ts';
import { absent, twice } from './validate-fields.ts';
import { ANNOTATE, type Problem } from './validate-issues.ts';
import { type Profile, segmentProblems, spanProblems } from './validate-spans.ts';

type Rules = { [T in RecordType]: (draft: Partial<AuthoredRecords[T]>, profile: Profile) => Problem[] };

const RULES: Rules = { article, actor, event: eventProblems, quote, statement, disagreement };

/** The wire's records: a disagreement may be about any field of theirs. */
const RECORDS: Readonly<Record<RecordType, z.ZodObject>> = {
  article: Article,
  actor: Actor,
  event: Event,
  quote: Quote,
  statement: Statement,
  disagreement: Disagreement,
};

export function ruleProblems<T extends RecordType>(
  type: T,
  draft: Partial<AuthoredRecords[T]>,
  profile: Profile,
): Problem[] {
  const identifiers = (draft.identifiers ?? []).map(({ scheme, value }) => `${scheme}:${value}`);
  return [
    ...spanProblems(type, draft, profile),
    ...RULES[type](draft, profile),
    ...twice(['identifiers'], identifiers),
  ];
}

function article(draft: Partial<AuthoredArticle>, profile: Profile): Problem[] {
  const { id, published, cautions = [], exclusions = [] } = draft;
  const problems = profile === 'curated' ? absent(draft, ['title', 'summary']) : [];
  if (profile === 'curated' && draft.document === null)
    problems.push({
      path: ['document'],
      message: 'the article has no document',
      cure: `write document: { file: NAME }, then ${ANNOTATE}`,
    });
  for (const [at, { span }] of exclusions.entries())
    if (id !== undefined && span.articleId !== id)
      problems.push({
        path: ['exclusions', at, 'span', 'articleId'],
        message: `an exclusion of "${id}" cannot lie in "${span.articleId}"`,
        cure: `write ${id}`,
      });
  const undated = cautions.findIndex(({ kind }) => kind === 'undated');
  if (undated >= 0 && published?.basis === 'stated')
    problems.push({
      path: ['cautions', undated],
      message: 'the article is said to be undated, and its date to be stated in it',
      cure: 'take the caution out, or write basis: inferred',
    });
  return problems;
}

function actor({
  id,
  name,
  parentId,
  aliases = [],
  sectors = [],
  roles = [],
}: Partial<AuthoredActor>): Problem[] {
  const problems = [...twice(['aliases'], aliases), ...twice(['sectors'], sectors)];
  if (id !== undefined && parentId === id)
    problems.push({
      path: ['parentId'],
      message: 'an actor cannot be its own parent',
      cure: 'leave parentId out',
    });
  for (const [at, { organizationId }] of roles.entries())
    if (id !== undefined && organizationId === id)
      problems.push({
        path: ['roles', at, 'organizationId'],
        message: 'an actor cannot hold a role in itself',
        cure: 'leave organizationId out',
      });
  const own = name === undefined ? -1 : aliases.indexOf(name);
  if (own >= 0)
    problems.push({ path: ['aliases', own], message: 'the alias is the name itself', cure: 'leave it out' });
  return problems;
}

function quote(draft: Partial<AuthoredQuote>, profile: Profile): Problem[] {
  const { speakerIds, viaIds = [], addresseeIds = [], aboutEventIds = [], attribution } = draft;
  const problems = [
    ...(profile === 'curated' ? absent(draft, ['gist']) : []),
    ...segmentProblems(draft, profile),
    ...twice(['speakerIds'], speakerIds ?? []),
    ...twice(['viaIds'], viaIds),
    ...twice(['addresseeIds'], addresseeIds),
    ...twice(['aboutEventIds'], aboutEventIds),
  ];
  if (speakerIds === undefined || attribution === undefined) return problems;
  if (attribution === 'none' && speakerIds.length > 0)
    problems.push({
      path: ['speakerIds'],
      message: 'a quote that is attributed to nobody has a speaker',
      cure: 'leave speakerIds out, or say how the speaker is named in attribution',
    });
  if (attribution !== 'none' && speakerIds.length === 0)
    problems.push({
      path: ['speakerIds'],
      message: 'the quote has no speaker',
      cure: 'name whom the article makes the speaker, or write attribution: none',
    });
  return problems;
}

function statement(draft: Partial<AuthoredStatement>, profile: Profile): Problem[] {
  return [
    ...(profile === 'curated' ? absent(draft, ['gist']) : []),
    ...twice(['speakerIds'], draft.speakerIds ?? []),
  ];
}

function disagreement(draft: Partial<AuthoredDisagreement>): Problem[] {
  const { kind, about = [], accounts, assessment, sources } = draft;
  const problems = twice(
    ['about'],
    about.map(({ type, id, field }) => `${type} ${id}${field ? `, ${field}` : ''}`),
  );
  if (kind === 'accountsDiffer' && accounts !== undefined && accounts.length < 2)
    problems.push({
      path: ['accounts'],
      message: 'one account alone cannot differ',
      cure: 'give the other account, or write kind: cannotStand',
    });
  if (assessment?.verdict === 'settled' && sources?.length === 0)
    problems.push({
      path: ['assessment', 'verdict'],
      message: 'nothing is settled without a source',
      cure: 'add the source to sources, or write leans',
    });
  for (const [at, { type, field }] of about.entries()) {
    const name = field?.split(/[.[]/)[0];
    const known = Object.keys(RECORDS[type].shape);
    if (name === undefined || known.includes(name)) continue;
    const near = nearest(name, known);
    problems.push({
      path: ['about', at, 'field'],
      message: `a record of type ${type} has no field "${name}"`,
      cure: near === null ? `leave it out, or write one of ${known.join(', ')}` : `write ${near}`,
    });
  }
  for (const [at, { heldByIds }] of (accounts ?? []).entries())
    problems.push(...twice(['accounts', at, 'heldByIds'], heldByIds));
  return problems;
}
