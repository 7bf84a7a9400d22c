// Quotes and statements as linked data.
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
import { ours } from './vocabulary.ts';

/** Words said are a schema:Quotation, with schema:text unless they are withheld; speech that is only reported is none. */
export function quoteNode(quote: Quote, links: Links): Node {
  const { id, articleId, speakerIds, kind, text, language } = quote;
  const isQuotation = kind !== 'indirect';
  return node({
    ...links.to('quote', id),
    '@type': isQuotation ? 'schema:Quotation' : ours('ReportedSpeech'),
    'schema:text': isQuotation ? textValue(text, language) : null,
    'schema:inLanguage': language,
    'schema:isPartOf': links.to('article', articleId),
    'schema:spokenByCharacter': links.all('actor', speakerIds),
    'schema:identifier': identifierNodes(quote.identifiers),
    [ours('kind')]: kind,
    [ours('gist')]: quote.gist,
    [ours('attribution')]: quote.attribution,
    [ours('speakerAsPrinted')]: quote.speakerAsPrinted,
    [ours('cue')]: quote.cue,
    [ours('via')]: links.all('actor', quote.viaIds),
    [ours('addressee')]: links.all('actor', quote.addresseeIds),
    [ours('said')]: edtfValue(quote.said),
    [ours('translatedFrom')]: quote.translation?.from,
    [ours('performs')]: links.maybe('event', quote.performsEventId),
    [ours('about')]: links.all('event', quote.aboutEventIds),
    [ours('passage')]: quote.segments.map(({ span, statementId }) =>
      passage(span, links, { [ours('renders')]: links.to('statement', statementId) }),
    ),
    [ours('note')]: quote.notes.map(({ note }) => note),
    ...warningNodes(quote, links),
  });
}

export function statementNode(statement: Statement, links: Links): Node {
  const quoteIds = [...new Set(statement.renditions.map(({ quoteId }) => quoteId))];
  return node({
    ...links.to('statement', statement.id),
    '@type': ['schema:CreativeWork', ours('Statement')],
    'schema:creator': links.all('actor', statement.speakerIds),
    'schema:identifier': identifierNodes(statement.identifiers),
    [ours('gist')]: statement.gist,
    [ours('said')]: edtfValue(statement.said),
    [ours('rendition')]: links.all('quote', quoteIds),
    ...warningNodes(statement, links),
  });
}
