// The JSON-LD nodes of quotes and statements.
import type { Quote } from '../../model/quote.ts';
import type { Statement } from '../../model/statement.ts';
import {
  edtfValue,
  identifierNodes,
  type Links,
  type Node,
  node,
  passage,
  textValue,
  warningNodes,
} from './nodes.ts';
import { demarche } from './vocabulary.ts';

/** Quoted words are a schema:Quotation, with schema:text unless they are withheld; reported speech is not. */
export function quoteNode(quote: Quote, links: Links): Node {
  const { id, articleId, speakerIds, kind, text, language } = quote;
  const isQuotation = kind !== 'indirect';
  return node({
    ...links.to('quote', id),
    '@type': isQuotation ? 'schema:Quotation' : demarche('ReportedSpeech'),
    'schema:text': isQuotation ? textValue(text, language) : null,
    'schema:inLanguage': language,
    'schema:isPartOf': links.to('article', articleId),
    'schema:spokenByCharacter': links.toAll('actor', speakerIds),
    'schema:identifier': identifierNodes(quote.identifiers),
    [demarche('kind')]: kind,
    [demarche('gist')]: quote.gist,
    [demarche('attribution')]: quote.attribution,
    [demarche('speakerAsPrinted')]: quote.speakerAsPrinted,
    [demarche('cue')]: quote.cue,
    [demarche('via')]: links.toAll('actor', quote.viaIds),
    [demarche('addressee')]: links.toAll('actor', quote.addresseeIds),
    [demarche('said')]: edtfValue(quote.said),
    [demarche('translatedFrom')]: quote.translation?.from,
    [demarche('performs')]: links.toOptional('event', quote.performsEventId),
    [demarche('about')]: links.toAll('event', quote.aboutEventIds),
    [demarche('passage')]: quote.segments.map(({ span, statementId }) =>
      passage(span, links, { [demarche('renders')]: links.to('statement', statementId) }),
    ),
    [demarche('note')]: quote.notes.map(({ note }) => note),
    ...warningNodes(quote, links),
  });
}

export function statementNode(statement: Statement, links: Links): Node {
  const quoteIds = [...new Set(statement.renditions.map(({ quoteId }) => quoteId))];
  return node({
    ...links.to('statement', statement.id),
    '@type': ['schema:CreativeWork', demarche('Statement')],
    'schema:creator': links.toAll('actor', statement.speakerIds),
    'schema:identifier': identifierNodes(statement.identifiers),
    [demarche('gist')]: statement.gist,
    [demarche('said')]: edtfValue(statement.said),
    [demarche('rendition')]: links.toAll('quote', quoteIds),
    ...warningNodes(statement, links),
  });
}
