// Random requests of every operation of the document, with values that the records of a dataset have.
import fc from 'fast-check';
import { type KnownTexts, validUrls } from './arbitrary-requests.ts';
import { OPERATIONS, type Operation } from './contract.ts';
import { knownIds, knownTexts } from './known-values.ts';
import type { ReferenceContent } from './reference-content.ts';

export interface AnyRequest {
  readonly url: string;
  /** Whether its list is to be read to the end. */
  readonly isFollowed: boolean;
}

/** Metrics are told by the clock. */
const ASKED = OPERATIONS.filter(({ operationId }) => operationId !== 'getMetrics');

/** Operations with many parameters are asked more often. */
export function anyRequest(content: ReferenceContent): fc.Arbitrary<AnyRequest> {
  const [ids, textsFor] = [knownIds(content), knownTexts(content)];
  return fc.oneof(
    ...ASKED.map((operation) => {
      const texts = textsFor(operation.path);
      return {
        weight: 1 + operation.parameters.length,
        arbitrary: fc
          .record({
            url: validUrls(operation, ids, texts),
            search: fc.option(searchOf(operation, texts), { freq: 2 }),
            measure: fc.option(measureOf(operation, texts), { freq: 3 }),
            isFollowed: fc.nat(2).map((dice) => dice === 0),
          })
          .map(({ url, search, measure, isFollowed }) => ({
            url: withParameters(url, {
              ...search,
              ...(!/[?&](sort|measure)=/.test(url) && measure),
              ...(isFollowed && has(operation, 'cursor') && { limit: '7' }),
            }),
            isFollowed,
          })),
      };
    }),
  );
}

const has = ({ parameters }: Operation, name: string) => parameters.some((each) => each.name === name);

/** Words in any text or in one: among so many parameters the two would hardly ever meet. */
function searchOf(operation: Operation, { q, in: field }: KnownTexts): fc.Arbitrary<Record<string, string>> {
  if (q === undefined || !has(operation, 'q')) return fc.constant({});
  const words = q.map((text) => ({ q: text }));
  if (field === undefined || !has(operation, 'in')) return words;
  return fc.oneof(words, fc.record({ q, in: field }));
}

/** An order by figures, or what is added up beside counts. */
function measureOf(operation: Operation, { measure }: KnownTexts): fc.Arbitrary<Record<string, string>> {
  if (measure === undefined || !has(operation, 'measure')) return fc.constant({});
  const isCount = /facets|timeline|dyads/.test(operation.path);
  if (isCount) return measure.map((name) => ({ measure: name }));
  return fc.record({ measure, sort: fc.constantFrom('quantity', '-quantity') });
}

/** Adds those that the address does not have. */
function withParameters(url: string, added: Readonly<Record<string, string>>): string {
  const [path, query] = url.split('?');
  const parameters = new URLSearchParams(query);
  for (const [name, text] of Object.entries(added)) if (!parameters.has(name)) parameters.set(name, text);
  return `${path}?${parameters}`;
}
