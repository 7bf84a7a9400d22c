// Every engine answers, byte for byte, what looking at each record gives: random requests of every kind, asked of the
// real application over the engine and over the reference store.
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeNewsSet } from '../../bench/news-set.ts';
import { engine as sqlite } from '../../src/engine-choice.ts';
import { SEED } from '../support/app.ts';
import { validUrls } from '../support/arbitrary-requests.ts';
import { OPERATIONS, type Operation } from '../support/contract.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { assertProperty, isLarge, seed } from '../support/fuzz.ts';
import { SECOND, THIRD } from '../support/harbour-versions.ts';
import { knownIds, knownTexts } from '../support/known-values.ts';
import { HARBOUR, HARBOUR_TEXTS, harbourWith, type TestLoad } from '../support/load.ts';
import { writeOddSet } from '../support/odd-set.ts';
import type { ReferenceContent } from '../support/reference-content.ts';
import { referenceEngine } from '../support/reference-engine.ts';
import { type ServedEngine, serveEngine } from '../support/served-engine.ts';

type Versions = readonly Omit<TestLoad, 'path'>[];

/** Each with how often it is asked in `npm test` and in `npm run fuzz`. */
const SETS: readonly {
  readonly name: string;
  readonly few: number;
  readonly many: number;
  versions(folder: string): Versions;
}[] = [
  {
    name: 'the harbour, with its texts, in its third version',
    few: 130,
    many: 3000,
    versions: (folder) =>
      [HARBOUR, harbourWith(SECOND, join(folder, 'second')), harbourWith(THIRD, join(folder, 'third'))].map(
        (dir) => ({ dir, texts: HARBOUR_TEXTS, serve: 'full' }),
      ),
  },
  {
    name: 'an invented set that is skewed as news is',
    few: 60,
    many: 1500,
    versions: (folder) => {
      writeNewsSet(join(folder, 'news'), 150);
      return [{ dir: join(folder, 'news') }];
    },
  },
  {
    name: 'an invented set of what is rare',
    few: 130,
    many: 3000,
    versions: (folder) => {
      writeOddSet(join(folder, 'odd'), seed);
      return [{ dir: join(folder, 'odd') }];
    },
  },
  { name: 'the dataset that ships', few: 60, many: 1500, versions: () => [{ dir: SEED }] },
];

/** Metrics are told by the clock. */
const ASKED = OPERATIONS.filter(({ operationId }) => operationId !== 'getMetrics');

/** Pages of a list that are followed at most. */
const PAGES = 300;

/** Any request, of operations with many parameters more often; and whether its list is followed to the end. */
function anyRequest(content: ReferenceContent): fc.Arbitrary<{ url: string; isFollowed: boolean }> {
  const [ids, textsFor] = [knownIds(content), knownTexts(content)];
  return fc.oneof(
    ...ASKED.map((operation) => ({
      weight: 1 + operation.parameters.length,
      arbitrary: fc
        .tuple(validUrls(operation, ids, textsFor(operation.path)), fc.nat(2))
        .map(([url, dice]) => ({ url, isFollowed: dice === 0 }))
        .map((request) => (hasPages(operation) && request.isFollowed ? inShortPages(request) : request)),
    })),
  );
}

const hasPages = ({ parameters }: Operation) => parameters.some(({ name }) => name === 'cursor');

function inShortPages<Request extends { readonly url: string }>(request: Request): Request {
  const [path, query] = request.url.split('?');
  const parameters = new URLSearchParams(query);
  if (parameters.get('sort') !== 'relevance' && !parameters.has('limit')) parameters.set('limit', '7');
  return { ...request, url: `${path}?${parameters}` };
}

describe.each(SETS)('over $name', ({ few, many, versions }) => {
  const asked = isLarge ? many : few;
  const folder = temporaryDirectory();
  const engine = referenceEngine();
  const served: ServedEngine[] = [];
  beforeAll(async () => {
    const loads = versions(folder.path);
    served.push(await serveEngine(sqlite, join(folder.path, 'served.db'), loads));
    served.push(await serveEngine(engine, 'reference', loads));
  });
  afterAll(async () => {
    for (const { close } of served) await close();
    folder.remove();
  });

  /** The answer of each: all of it but its date. */
  const answers = (url: string) =>
    Promise.all(
      served.map(async ({ app }) => {
        const { statusCode, headers, rawPayload } = await app.inject({ method: 'GET', url });
        const { date: _, ...rest } = headers;
        return { statusCode, headers: rest, body: rawPayload.toString('latin1') };
      }),
    );

  test(`random requests have the answers of the reference: ${asked} of them`, async () => {
    const statuses: Record<number, number> = {};
    const compare = async (url: string): Promise<string | undefined> => {
      const [answer, expected] = await answers(url);
      expect(answer, url).toEqual(expected);
      statuses[answer?.statusCode ?? 0] = (statuses[answer?.statusCode ?? 0] ?? 0) + 1;
      return /^<([^>]+)>; rel="next"/.exec(String(answer?.headers.link ?? ''))?.[1];
    };
    const property = fc.asyncProperty(
      anyRequest(engine.content('reference')),
      async ({ url, isFollowed }) => {
        let next = await compare(url);
        for (let page = 1; next !== undefined && page < (isFollowed ? PAGES : 2); page++)
          next = await compare(next);
      },
    );
    await assertProperty(property, asked);
    expect(statuses[200]).toBeGreaterThan(asked / 2);
    console.info(`seed ${seed}: ${JSON.stringify(statuses)}`);
  });
});
