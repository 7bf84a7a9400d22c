// The articles belong to their publishers: no eight consecutive words of one stand in the repository, but for words that
// a record quotes and names as printed. With DEMARCHE_TEXTS, the folder of the articles' documents; CI must set it.
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { isFault } from '../src/load/read/raw-record.ts';
import { readDataset } from '../src/load/read/read-dataset.ts';
import { openTexts, type Texts } from '../src/load/read/texts.ts';
import { AuthoredActor } from '../src/model/actor.ts';
import { AuthoredArticle } from '../src/model/article.ts';
import { Document } from '../src/model/code-points.ts';
import { AuthoredQuote } from '../src/model/quote.ts';
import { SEED } from './support/app.ts';
import { HARBOUR, HARBOUR_TEXTS } from './support/load.ts';
import { quotedRanges, repeatedIn, treeFiles, unquotedShingles } from './support/shingles.ts';

const TEXTS = process.env.DEMARCHE_TEXTS || null;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What no record quotes of the articles of a dataset, article by article. */
async function shinglesOf(dir: string, texts: Texts): Promise<Map<string, Set<string>>> {
  const articles: AuthoredArticle[] = [];
  const actors: AuthoredActor[] = [];
  const quotes: AuthoredQuote[] = [];
  for await (const item of readDataset(dir)) {
    if (isFault(item)) throw new Error(item.message);
    if (item.type === 'article') articles.push(AuthoredArticle.parse(item.value));
    if (item.type === 'actor') actors.push(AuthoredActor.parse(item.value));
    if (item.type === 'quote') quotes.push(AuthoredQuote.parse(item.value));
  }
  return new Map(
    articles.map((article) => {
      const document = texts.read(article.document?.sha256 ?? '');
      if (!(document instanceof Document)) throw new Error(`${article.id} has no document`);
      const quoted = quotedRanges(article, document, quotes, actors);
      return [article.id, unquotedShingles(document, quoted)];
    }),
  );
}

describe('eight words of an article', () => {
  const harbour = () => shinglesOf(HARBOUR, openTexts(HARBOUR_TEXTS));

  test('are found in any case, over lines and marks and escapes', async () => {
    const shingles = (await harbour()).get('merrow-answers') ?? new Set();
    const words = 'halvia fears that warships may one day moor';
    expect(repeatedIn('Halvia fears that warships may one day moor', shingles)).toEqual([words]);
    expect(repeatedIn('# HALVIA fears,\n#   "that warships" -- may\none day\u00a0moor', shingles)).toEqual([
      words,
    ]);
    expect(repeatedIn('Halvia fears that warships may some day moor', shingles)).toEqual([]);
  });

  test('are not missed where they hold a possessive, which YAML may write with two apostrophes', async () => {
    const shingles = (await harbour()).get('halvia-warns') ?? new Set();
    expect(repeatedIn("to Merrow''s ferries if work on the new", shingles)).toHaveLength(1);
    expect(repeatedIn('to Merrow’s ferries if work on the new', shingles)).toHaveLength(1);
  });

  test('are quoted where a segment has them as words of a speaker, and where they are a headline', async () => {
    const shingles = await harbour();
    const found = (text: string) => [...shingles.values()].flatMap((own) => repeatedIn(text, own));
    expect(found('Whoever builds that wall is building it across our doorstep,')).toEqual([]);
    expect(found('We have asked politely. "We shall not ask a third time,"')).toEqual([]);
    expect(found('Merrow: wall "for fishermen, not for fleets"')).toEqual([]);
    // The words of a block, but for those that it quotes in turn.
    expect(found("The wall is a gift to nobody. The minister's own engineer")).not.toEqual([]);
    // One that runs out of the quotation, and reported speech.
    expect(found('building it across our doorstep, spokeswoman Oriane Velt')).not.toEqual([]);
    expect(found('would be finished in the autumn. He denied')).not.toEqual([]);
  });

  if (TEXTS !== null)
    test('stand nowhere in the repository, words quoted aside', async () => {
      const shingles = await shinglesOf(SEED, openTexts(TEXTS));
      const all = new Set([...shingles.values()].flatMap((own) => [...own]));
      expect(all.size).toBeGreaterThan(2000);
      const files = [...treeFiles(ROOT)];
      expect(files.map(({ path }) => path)).toEqual(
        expect.arrayContaining([
          'README.md',
          'openapi.yaml',
          'seed/events.yaml',
          'src/http/contract/examples.json',
        ]),
      );
      // Only where, and how many: the words are not for a log.
      const found = files.map(({ path, text }) => `${path}: ${repeatedIn(text, all).length}`);
      expect(found.filter((line) => !line.endsWith(': 0'))).toEqual([]);
    });
});
