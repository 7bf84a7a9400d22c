// Every engine answers, byte for byte, what looking at each record gives: random requests of every kind, asked of the
// real application over the engine and over the reference store.
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeNewsSet } from '../../bench/news-set.ts';
import { engine as sqlite } from '../../src/engine-choice.ts';
import { RESOURCES } from '../../src/resources/index.ts';
import { SEED } from '../support/app.ts';
import { temporaryDirectory } from '../support/folders.ts';
import { assertProperty, isLarge, seed } from '../support/fuzz.ts';
import { SECOND, THIRD } from '../support/harbour-versions.ts';
import { CODED, HARBOUR, HARBOUR_TEXTS, harbourWith, type TestLoad } from '../support/load.ts';
import { writeOddSet } from '../support/odd-set.ts';
import { referenceEngine } from '../support/reference-engine.ts';
import { anyRequest } from '../support/requests-of-all-kinds.ts';
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
  { name: 'an invented coded set', few: 130, many: 3000, versions: () => [{ dir: CODED }] },
  { name: 'the dataset that ships', few: 60, many: 1500, versions: () => [{ dir: SEED }] },
];

/** Pages of a list that are followed at most. */
const PAGES = 300;

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

  /** Asks both, and gives the status that they answer, and where the next page is. */
  const compare = async (url: string) => {
    const [answer, expected] = await answers(url);
    expect(answer, url).toEqual(expected);
    const { statusCode = 0, headers } = answer ?? {};
    return { statusCode, next: /^<([^>]+)>; rel="next"/.exec(String(headers?.link ?? ''))?.[1] };
  };

  test('every list is the same in every order, from the first page to the last', async () => {
    for (const { name, sorts } of Object.values(RESOURCES))
      for (const sort of Object.keys(sorts).filter((each) => each !== 'relevance'))
        for (const measure of sort.endsWith('quantity') ? ['&measure=deaths', '&measure=tone', ''] : [''])
          for (
            let url: string | undefined = `/v1/${name}?sort=${sort}${measure}&limit=9`;
            url !== undefined;
          )
            url = (await compare(url)).next;
  });

  test(`random requests have the answers of the reference: ${asked} of them`, async () => {
    const statuses: Record<number, number> = {};
    const property = fc.asyncProperty(anyRequest(engine.content('reference')), async (request) => {
      const most = request.isFollowed ? PAGES : 2;
      let url: string | undefined = request.url;
      for (let page = 1; url !== undefined && page <= most; page++) {
        const { statusCode, next } = await compare(url);
        statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
        url = next;
      }
    });
    await assertProperty(property, asked);
    expect(statuses[200]).toBeGreaterThan(asked / 2);
    console.info(`seed ${seed}: ${JSON.stringify(statuses)}`);
  });
});
