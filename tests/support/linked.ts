// Reads JSON-LD without the network, and says what a reader would lose.
import jsonld from 'jsonld';

// biome-ignore lint/suspicious/noExplicitAny: expanded documents are walked by their keys
export type Json = any;

/** Expands a document. Throws where it would fetch anything that is not given, or would drop a key. */
export async function expand(
  document: object,
  base: string,
  contexts: Readonly<Record<string, object>> = {},
) {
  const documentLoader = async (url: string) => {
    const context = contexts[url];
    if (context === undefined) throw new Error(`it would fetch ${url}`);
    return { contextUrl: undefined, documentUrl: url, document: context };
  };
  // `safe` fails wherever anything would be dropped: an unknown key, a relative class, a bad value.
  return (await jsonld.expand(
    document as Json,
    { documentLoader, base, safe: true } as Json,
  )) as unknown as Json[];
}

/** Every node in an expanded document, however deep. */
export function nodesIn(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null || '@value' in value) return [];
  return [value, ...Object.values(value).flatMap(nodesIn)];
}

/** How many facts a document holds, which expansion must keep: a value with its type is one, null is none. */
export function countOfFacts(value: Json): number {
  if (Array.isArray(value)) return value.reduce((sum, entry) => sum + countOfFacts(entry), 0);
  if (value === null) return 0;
  if (typeof value !== 'object' || '@value' in value) return 1;
  return Object.entries(value)
    .filter(([key]) => key !== '@context')
    .reduce((sum, [, inner]) => sum + countOfFacts(inner), 0);
}
