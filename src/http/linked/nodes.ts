// The JSON-LD parts that nodes of every type share. Pure.
import type { TravellingCaution } from '../../model/caution.ts';
import type { CodeReference } from '../../model/codebook/event-codes.ts';
import type { FuzzyDate } from '../../model/fuzzy-date.ts';
import type { Span } from '../../model/span.ts';
import { pathOf, type TypedRecord } from '../records/record-by-type.ts';
import { demarche } from './vocabulary.ts';

export type Node = Readonly<Record<string, unknown>>;

/** The node without null and empty values, which JSON-LD cannot express. */
export function node(fields: Node): Node {
  const isGiven = (value: unknown) => value != null && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isGiven(value)));
}

/** Makes references: paths, prefixed with the service's public address where that is known. */
export class Links {
  readonly #publicUrl: string;

  constructor(publicUrl: string) {
    this.#publicUrl = publicUrl;
  }

  at(path: string): { '@id': string } {
    return { '@id': `${this.#publicUrl}${path}` };
  }

  to(type: TypedRecord['type'], id: string): { '@id': string } {
    return this.at(pathOf(type, id));
  }

  toAll(type: TypedRecord['type'], ids: readonly (string | null)[]): { '@id': string }[] {
    return ids.flatMap((id) => (id === null ? [] : [this.to(type, id)]));
  }

  /** Null for a null id. */
  toOptional(type: TypedRecord['type'], id: string | null): { '@id': string } | null {
    return id === null ? null : this.to(type, id);
  }
}

/** The date as EDTF; null where it is unknown. */
export function edtfValue({ edtf }: Pick<FuzzyDate, 'edtf'>): Node | null {
  return edtf === null ? null : { '@value': edtf, '@type': 'edtf:EDTF' };
}

/** The XML Schema type of each precision. */
const XSD_TYPES = { day: 'xsd:date', month: 'xsd:gYearMonth', year: 'xsd:gYear' } as const;

/** The date for readers of schema.org; null unless it is one exact day, month or year. */
export function plainDate({ edtf, precision }: Pick<FuzzyDate, 'edtf' | 'precision'>): Node | null {
  if (edtf === null || !/^\d{4}(-\d\d){0,2}$/.test(edtf)) return null;
  return precision === 'day' || precision === 'month' || precision === 'year'
    ? { '@value': edtf, '@type': XSD_TYPES[precision] }
    : null;
}

/** Text with its language, where that is known. */
export function textValue(text: string | null, language: string | null): unknown {
  return text === null || language === null ? text : { '@value': text, '@language': language };
}

/** A passage by its position in code points and, where they may be served, by its words. */
export function passage({ articleId, start, end, sha256, exact }: Span, links: Links, more: Node = {}): Node {
  return node({
    '@type': 'oa:SpecificResource',
    'oa:hasSource': links.at(`/v1/articles/${articleId}/text`),
    'oa:hasSelector': [
      ...(start === null || end === null
        ? []
        : [{ '@type': 'oa:TextPositionSelector', 'oa:start': start, 'oa:end': end }]),
      ...(exact === null ? [] : [{ '@type': 'oa:TextQuoteSelector', 'oa:exact': exact }]),
    ],
    [demarche('sha256')]: sha256,
    ...more,
  });
}

/** A code as a term of its scheme, with its label, linked where the scheme's codebook is served. */
export function codeTerm(
  { scheme, code }: CodeReference,
  label: string | null,
  isServed: boolean,
  links: Links,
): Node {
  return node({
    '@type': 'schema:DefinedTerm',
    'schema:termCode': code,
    'skos:prefLabel': label,
    'schema:inDefinedTermSet': {
      ...(isServed && links.at(`/v1/codebook/${scheme}`)),
      '@type': 'schema:DefinedTermSet',
      'schema:name': scheme,
    },
  });
}

/** Identifiers in other schemes. */
export function identifierNodes(identifiers: readonly { scheme: string; value: string }[]): Node[] {
  return identifiers.map(({ scheme, value }) => ({
    '@type': 'schema:PropertyValue',
    'schema:propertyID': scheme,
    'schema:value': value,
  }));
}

/** The warnings of a record: cautions and disagreements. */
export function warningNodes(
  {
    cautions,
    disagreementIds,
  }: { cautions: readonly TravellingCaution[]; disagreementIds: readonly string[] },
  links: Links,
): Node {
  return {
    [demarche('caution')]: cautions.map(({ articleId, kind }) => ({
      '@type': demarche('Caution'),
      [demarche('article')]: links.to('article', articleId),
      [demarche('kind')]: kind,
    })),
    [demarche('disagreement')]: links.toAll('disagreement', disagreementIds),
  };
}
