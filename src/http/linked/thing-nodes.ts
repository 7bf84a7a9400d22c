// The JSON-LD nodes of articles, actors, disagreements and the dataset.
import type { Actor, ActorKind } from '../../model/actor.ts';
import type { Article } from '../../model/article.ts';
import type { Dataset } from '../../model/dataset.ts';
import type { Disagreement } from '../../model/disagreement.ts';
import { RESOURCE_NAMES } from '../../query/condition.ts';
import {
  edtfValue,
  identifierNodes,
  type Links,
  type Node,
  node,
  passage,
  plainDate,
  warningNodes,
} from './nodes.ts';
import { demarche } from './vocabulary.ts';

export function articleNode(article: Article, links: Links): Node {
  const { id, title, publisher, byline, url, language, published, document, cautions } = article;
  return node({
    ...links.to('article', id),
    '@type': 'schema:NewsArticle',
    'schema:headline': title,
    'schema:publisher':
      publisher === null ? null : { '@type': 'schema:Organization', 'schema:name': publisher },
    'schema:url': url === null ? null : { '@id': url },
    'schema:inLanguage': language,
    'schema:datePublished': plainDate(published),
    'schema:identifier': identifierNodes(article.identifiers),
    [demarche('date')]: edtfValue(published),
    [demarche('byline')]: byline,
    [demarche('summary')]: article.summary,
    [demarche('documentSha256')]: document?.sha256,
    [demarche('caution')]: cautions.map(({ kind, note, evidence }) =>
      node({
        '@type': demarche('Caution'),
        [demarche('article')]: links.to('article', id),
        [demarche('kind')]: kind,
        [demarche('note')]: note,
        [demarche('evidence')]: evidence.map((span) => passage(span, links)),
      }),
    ),
  });
}

/** An unnamed source is not a schema:Person: it need not be one person. */
const ACTOR_TYPES: Readonly<Record<ActorKind, string>> = {
  person: 'schema:Person',
  state: 'schema:Country',
  government: 'schema:GovernmentOrganization',
  body: 'schema:GovernmentOrganization',
  organization: 'schema:Organization',
  media: 'schema:NewsMediaOrganization',
  group: 'schema:Organization',
  unnamed: demarche('UnnamedSource'),
};

export function actorNode(actor: Actor, links: Links): Node {
  return node({
    ...links.to('actor', actor.id),
    '@type': ACTOR_TYPES[actor.kind],
    'schema:name': actor.name,
    'schema:alternateName': actor.aliases,
    'schema:description': actor.description,
    'schema:identifier': identifierNodes(actor.identifiers),
    [demarche('kind')]: actor.kind,
    [demarche('country')]: actor.country,
    [demarche('parent')]: links.toOptional('actor', actor.parentId),
    [demarche('role')]: actor.roles.map(({ title, organizationId, held, evidence }) =>
      node({
        '@type': demarche('RoleStated'),
        'schema:roleName': title,
        [demarche('organization')]: links.toOptional('actor', organizationId),
        [demarche('held')]: edtfValue(held),
        [demarche('evidence')]: evidence.map((span) => passage(span, links)),
      }),
    ),
    ...warningNodes(actor, links),
  });
}

export function disagreementNode(disagreement: Disagreement, links: Links): Node {
  const { id, kind, question, about, accounts, assessment, sources } = disagreement;
  return node({
    ...links.to('disagreement', id),
    '@type': demarche('Disagreement'),
    'schema:name': question,
    'schema:identifier': identifierNodes(disagreement.identifiers),
    'schema:citation': sources.map(({ title, url }) => ({
      '@type': 'schema:CreativeWork',
      'schema:name': title,
      'schema:url': { '@id': url },
    })),
    [demarche('kind')]: kind,
    [demarche('about')]: about.map((subject) => links.to(subject.type, subject.id)),
    [demarche('report')]: accounts.map(({ position, evidence }) =>
      node({
        '@type': demarche('Report'),
        [demarche('summary')]: position,
        [demarche('evidence')]: evidence.map((span) => passage(span, links)),
      }),
    ),
    [demarche('verdict')]: assessment.verdict,
    [demarche('assessment')]: assessment.text,
  });
}

const EXPORT_TYPES = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const;

export function datasetNode(dataset: Dataset, links: Links): Node {
  const { id, title, description, version, released, license, languages, coverage, method, citation } =
    dataset;
  return node({
    ...links.to('dataset', id),
    '@type': 'schema:Dataset',
    'schema:name': title,
    'schema:description': description,
    'schema:version': version,
    'schema:datePublished': released === null ? null : { '@value': released, '@type': 'xsd:date' },
    'schema:license': license.url === null ? license.name : { '@id': license.url },
    'schema:inLanguage': languages,
    'schema:temporalCoverage': temporalCoverage(coverage),
    'schema:isAccessibleForFree': true,
    'schema:creditText': citation,
    'schema:distribution': RESOURCE_NAMES.flatMap((name) =>
      Object.entries(EXPORT_TYPES).map(([format, type]) => ({
        '@type': 'schema:DataDownload',
        'schema:name': `${name} as ${format}`,
        'schema:contentUrl': links.at(`/v1/exports/${name}?format=${format}`),
        'schema:encodingFormat': type,
      })),
    ),
    [demarche('coder')]: method?.coder,
    [demarche('contentHash')]: dataset.contentHash,
  });
}

/** An ISO 8601 interval as schema.org takes it, with `..` for an open end. */
function temporalCoverage(coverage: Dataset['coverage']): string | null {
  if (coverage === null || (coverage.from === null && coverage.to === null)) return null;
  return `${coverage.from ?? '..'}/${coverage.to ?? '..'}`;
}
