// The vocabulary of the linked data: prefixes, and our own terms with their meanings. Our namespace is a UUID,
// because a web address would have to be one that we own: see docs/decisions/0007-names-of-linked-data.md.

/** The namespace of our terms. It must never change. */
export const NAMESPACE = 'urn:uuid:ea5a3aca-f18c-4b60-80ca-68c57c5db5ec#';

/** Included in every document, so that it can be read offline. Prefixes only: each key shows its vocabulary. */
export const JSON_LD_CONTEXT = {
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  oa: 'http://www.w3.org/ns/oa#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  edtf: 'http://id.loc.gov/datatypes/edtf/',
  demarche: NAMESPACE,
} as const;

/** Our classes, where common ones would state too much. */
const CLASSES = {
  Act: 'An event of the dataset, whatever its status. It is a `schema:Event` too only where it occurred or goes on.',
  ReportedSpeech: 'What somebody is reported to have said, without words said. Never a `schema:Quotation`.',
  Statement: 'One utterance, however often it is rendered.',
  Disagreement: 'A question on which accounts differ, or an account that cannot stand.',
  UnnamedSource: 'Somebody who is cited without a name: one person or several, which is not known.',
  Participation: 'An actor in an act, with its role.',
  Report: "One article's version of an act.",
  Caution: 'A warning about an article, which travels to what rests on it.',
  RoleStated: 'A title, as an article states it.',
  Score: 'How conflictual or cooperative a code is, by experts. It rates the code, never the incident.',
} as const;

const PROPERTIES = {
  about: 'An act that a quote talks of, or a record that a disagreement is about.',
  actor: 'Who takes part.',
  actorAsPrinted: 'How the source names who takes part.',
  addressee: 'To whom it was said.',
  article: 'The article that a caution is about.',
  assessment: 'What the editors make of a disagreement.',
  attribution: 'How the article names the speaker.',
  basis: 'Whether a score follows from the codes (derived) or its source states it (given).',
  byline: 'The byline, as printed.',
  caution: 'A warning that the record must be read with.',
  code: 'A code of the act, in a scheme.',
  coder: 'Who coded the dataset.',
  concerns: 'An act that this one concerns.',
  contentHash: 'SHA-256 over the authored records, in one form.',
  context: 'A PLOVER context.',
  country: 'ISO 3166-1 alpha-3 code.',
  cue: 'The reporting verb or phrase, as printed.',
  date: 'When, exactly as known (EDTF).',
  disagreement: 'A disagreement about the record.',
  documentSha256: 'SHA-256 of the document that passages point into.',
  evidence: 'A passage that shows it.',
  gist: 'What was said, in our words.',
  held: 'When a title is known to have been held (EDTF).',
  inDataset: 'The dataset that the record is a part of.',
  kind: 'What kind it is, as the record says.',
  measure: 'What a quantity measures, as the dataset declares it.',
  mode: 'A PLOVER mode.',
  note: 'What a reader should know.',
  onBehalfOf: 'The body or state for which the actor acts.',
  organization: 'In whose service a title is held.',
  parent: 'The actor it is part of or serves.',
  part: 'The part that a figure is of; without it, it is the total.',
  partOf: 'An act that this one is part of.',
  participation: 'Who takes part, and as what.',
  outlet: 'Who reports it, where no article is known.',
  passage: 'Where an article says it.',
  performs: 'The act that is done by saying this.',
  quadClass: '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.',
  quantity: 'What was counted or measured of the act.',
  quote: 'A quote by which an article reports the act.',
  recorded: 'When the source made or last changed its record.',
  rendition: 'A quote that renders the statement.',
  renders: 'The statement that a passage renders.',
  report: "An article's version of the act.",
  reportedBy: 'To whom an attributed report is attributed.',
  respondsTo: 'An act that this one responds to.',
  revision: 'The revision of the dataset that the document was made from.',
  role: 'The role of a participant, or a title stated.',
  said: 'When it was said, exactly as known (EDTF).',
  scale: 'The scale of a score.',
  score: 'A score of the code of an act.',
  sha256: 'SHA-256 of the passage in UTF-8.',
  side: 'On which of two sides a participant stands: `a` or `b`.',
  speakerAsPrinted: 'How the article prints the speaker.',
  stance: 'Whether a report asserts, denies or anticipates.',
  status: 'Whether the act is done: one of the statuses below.',
  statusAsOf: 'When the status is known to have held (EDTF).',
  summary: 'What it says or what happened, in our words.',
  translatedFrom: 'The language that the words were translated from, where known.',
  type: 'The PLOVER type.',
  value: 'The value of a score.',
  verdict: 'Whether a disagreement is open, leans or is settled.',
  via: 'A channel through which the words came.',
  voice: "Whether a report is in the article's own voice.",
} as const;

const STATUSES = {
  occurred: 'It is done.',
  ongoing: 'It goes on.',
  planned: 'It is said to be coming.',
  hypothetical: 'It is only feared or conditional. It is not done.',
  alleged: 'Somebody says that it was done; no more is known.',
  denied: 'Somebody says that it was not done.',
} as const;

/** Every term of ours with its meaning, as in docs/linked-data.md. */
export const VOCABULARY: Readonly<Record<string, string>> = { ...CLASSES, ...PROPERTIES, ...STATUSES };

/** A term of ours as a key or type. */
export function demarche(
  term: keyof typeof CLASSES | keyof typeof PROPERTIES | keyof typeof STATUSES,
): string {
  return `demarche:${term}`;
}
