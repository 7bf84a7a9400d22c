import { describe, expect, test } from 'vitest';
import { annotate } from '../../src/annotate/annotate.ts';
import { type Coverage, type CoverageTally, coverage, isComplete } from '../../src/coverage/coverage.ts';
import { coverageJson, coverageLines } from '../../src/coverage/coverage-report.ts';
import { engine } from '../../src/engine-choice.ts';
import { HARBOUR, HARBOUR_TEXTS, harbourWith } from '../support/load.ts';
import { oneArticle, QUOTE } from '../support/one-article.ts';

const read = (dir: string, texts: string) =>
  coverage({ dir, texts, article: null, engine, onProgress: () => {} });
const left = (tally: CoverageTally | null | undefined) => tally?.left.map(({ text }) => text);
const REPORTED = QUOTE.replace('direct', 'indirect').replace('marks', 'running');
const article = ({ articles }: Coverage, id: string) => articles.find(({ articleId }) => articleId === id);

/** What is left of an article with these quotes, once they are annotated. */
async function leftOf(document: string, files: Record<string, string> = {}) {
  const { dir, texts } = oneArticle(document, files);
  annotate(dir, texts);
  const found = await read(dir, texts);
  const [{ marks, words, sentences } = {}] = found.articles;
  expect(found.faults).toEqual([]);
  return { marks: left(marks), words: left(words), sentences: left(sentences) };
}

describe('what the invented articles hold', () => {
  test('is counted, and what no record accounts for is named with its place', async () => {
    const found = await read(HARBOUR, HARBOUR_TEXTS);
    const counts = found.articles.map(({ articleId, marks, words, sentences }) => [
      articleId,
      ...[marks, words, sentences].map((tally) => tally?.total),
    ]);
    expect(counts).toEqual([
      ['halvia-warns', 3, 10, 9],
      ['merrow-answers', 2, 6, 10],
      ['strait-digest', 2, 5, 9],
      ['strait-explained', 3, 5, 7],
    ]);
    expect(found.articles.flatMap(({ marks }) => marks.left)).toEqual([]);
    expect(
      Object.fromEntries(found.articles.map(({ articleId, words }) => [articleId, left(words)])),
    ).toEqual({
      'halvia-warns': ['warns', 'asked'],
      'merrow-answers': ['answered', 'fears'],
      'strait-digest': [],
      'strait-explained': ['explained', 'says'],
    });
    expect(article(found, 'merrow-answers')?.words?.left[0]).toEqual({
      line: 5,
      start: 100,
      end: 108,
      text: 'answered',
      before: "Tomas Ardrey, who runs Merrow's ports, ",
      after: ' Halvia on Sunday. In a post that he later deleted, he wrote:',
    });
    expect(isComplete(found)).toBe(false);
  });

  test('is not counted while the dataset has faults', async () => {
    const dir = harbourWith({ 'statements.yaml': (text) => text.replace('[oriane-velt]', '[o-velt]') });
    const found = await read(dir, HARBOUR_TEXTS);
    expect(found).toMatchObject({ faultCount: 1, articles: [] });
    expect(isComplete(found)).toBe(false);
  });
});

describe('a pair of marks', () => {
  test('is left with its cue where its quote is taken out', async () => {
    const dir = harbourWith({
      'quotes.yaml': (text) => text.replace(/- id: velt-illegal[\s\S]+?\n\n/, ''),
    });
    const found = article(await read(dir, HARBOUR_TEXTS), 'strait-explained');
    expect(left(found?.marks)).toEqual(['“illegal”']);
    expect(left(found?.words)).toEqual(['explained', 'called', 'says']);
  });

  test('is not accounted for by the block that it stands in', async () => {
    const dir = harbourWith({
      'quotes.yaml': (text) =>
        text
          .replace('- text: the tide does not read treaties\n      span', '- span')
          .replace(/(viaIds: \[harbour-post\]\n {2}kind: )mixed/, '$1indirect'),
    });
    const found = article(await read(dir, HARBOUR_TEXTS), 'strait-digest');
    expect(left(found?.marks)).toEqual(['"the tide does not read treaties"']);
  });

  test('is accounted for by an exclusion, which is shown with its reason', async () => {
    const found = article(await read(HARBOUR, HARBOUR_TEXTS), 'strait-explained');
    expect(found?.excluded).toMatchObject([{ text: 'Long Wall', note: 'A name in marks, not a quotation.' }]);
    const dir = harbourWith({ 'articles.yaml': (text) => text.replace(/ {2}exclusions:[\s\S]+?\n\n/, '') });
    const bare = article(await read(dir, HARBOUR_TEXTS), 'strait-explained');
    expect(left(bare?.marks)).toEqual(['"Long Wall"']);
  });

  const quoted = (text: string) => ({
    'quotes.yaml': `${QUOTE}  notes: [{ kind: missingMarks, note: N. }]\n  segments:\n    - text: ${JSON.stringify(text)}\n`,
  });

  test.each([
    ['“One,” she said. "Two."', {}, ['“One,”', '"Two."']],
    ["‘One’ and 'two', the dogs' bone, it's 'til noon.", {}, ['‘One’', "'two'"]],
    ['It’s the workers’ wall.', {}, []],
    ['“One ‘two’ three.”', quoted('One ‘two’ three.'), ['‘two’']],
    ['"One.\n\n"Two."', {}, ['"One.\n\n"Two."']],
    ['“One.\n\nTwo.”', {}, ['“One.\n\nTwo.”']],
    ['“One.\n\nTwo says “three.”', {}, ['“', '“three.”']],
    ['“One.', quoted('One.'), []],
    ['A 6" gun and a "gun".', {}, ['"gun"']],
    ['🌊 "One two."', quoted('One'), ['"One two."']],
    ['🌊 "One two."', quoted('One two.'), []],
  ])('in %j is found, and left where its words are not all quoted', async (document, files, marks) => {
    expect((await leftOf(document, files)).marks).toEqual(marks);
  });
});

describe('a reporting word', () => {
  const indirect = (cue: string, words: string) => ({
    'quotes.yaml': `${REPORTED}  segments: [{ span: { match: ${words} } }]\n` + `  cue: ${cue}\n`,
  });
  const reported = (match: string) => ({
    'events.yaml': `- id: e
  title: E
  summary: E.
  type: null
  status: occurred
  date: {}
  participants: [{ actorId: s, role: source }]
  reports: [{ span: { articleId: a, match: "${match}" } }]
`,
  });
  const DIRECT = `${QUOTE}  cue: said\n  segments: [{ text: "One," }, { text: "Two," }]\n`;

  test.each([
    ['is in a cue', 'S said it rains. T said no.', indirect('said', 'it rains'), ['said']],
    [
      'is not in the cue, but in its sentence',
      'S said it rains, denying it.',
      indirect('said', 'it rains'),
      ['denying'],
    ],
    [
      'is in both parts of a cue',
      'A cited S as saying it rains.',
      indirect('cited … as saying', 'it rains'),
      [],
    ],
    ['introduces with a colon', 'S wrote:\nit rains', indirect('wrote', 'it rains'), []],
    [
      'stands a sentence before, without a colon',
      'S wrote.\nit rains',
      indirect('wrote', 'it rains'),
      ['wrote'],
    ],
    ['is a second cue of one quotation', '"One," S said.\n\n"Two," he added.', { 'quotes.yaml': DIRECT }, []],
    ['is reported in its sentence', 'S warned them. It rains.', reported('S warned them'), []],
    [
      'is in a report that runs on',
      'S warned them. It rains.',
      reported('S warned them … rains'),
      ['warned'],
    ],
    ['is the speaker’s own', '"I say," no more.', {}, []],
    ['is a part of another word', 'The well-said unsaid.', {}, []],
    ['is of several words', 'It rains according\nto S.', {}, ['according\nto']],
  ])('that %s: %j', async (_, document, files, words) => {
    expect((await leftOf(document, files as Record<string, string>)).words).toEqual(words);
  });

  test('is not looked for where an article is in another language', async () => {
    const { dir, texts } = oneArticle('S said no.', {
      'articles.yaml':
        '- id: a\n  title: A\n  summary: A.\n  language: nb\n  published: {}\n  document: { file: a.txt }\n',
    });
    annotate(dir, texts);
    const [found] = (await read(dir, texts)).articles;
    expect(found?.words).toBeNull();
  });
});

test('a sentence goes on after initials and ends with its line', async () => {
  const { sentences } = await leftOf('The U.S. Senate met Mr. Toe. It rained.\nNo end\n—\nIt went on.');
  expect(sentences).toEqual(['The U.S. Senate met Mr. Toe.', 'It rained.', 'No end', 'It went on.']);
});

describe('the report', () => {
  test('shows what is left in its place, and words of the articles neither where none are wanted nor in JSON', async () => {
    const found = await read(HARBOUR, HARBOUR_TEXTS);
    const lines = coverageLines(found, true);
    expect(lines).toContain(
      "  reporting word  line 5, 100–108  Tomas Ardrey, who runs Merrow's ports, [answered] Halvia on Sunday. In a post that he lat…",
    );
    expect(lines).toContain(
      '  sentence        line 13, 493–553  Halvia fears that warships may one day moor behind the wall.',
    );
    expect(coverageLines(found, false)).toContain('  reporting word  line 5, 100–108');
    expect(coverageLines(found, false).join('\n')).not.toContain('answered]');
    const json = JSON.parse(coverageJson(found));
    expect(json).toMatchObject({ ok: false, faultCount: 0, unread: [] });
    expect(json.articles[1]).toMatchObject({
      articleId: 'merrow-answers',
      marks: { total: 2, left: [] },
      reportingWords: { total: 6, left: [{ line: 5, start: 100, end: 108 }, { line: 13 }] },
    });
    expect(coverageJson(found)).not.toContain('"text"');
  });

  test('keeps a passage on one line, and hands no control character on', async () => {
    const { dir, texts } = oneArticle('S\u001b[31m rains according\nto S.', {});
    annotate(dir, texts);
    const lines = coverageLines(await read(dir, texts), true).join('\n');
    expect(lines).toContain('S [31m rains [according ⏎ to] S.');
    expect(lines).not.toContain('\u001b');
  });
});

describe('one article', () => {
  test('is looked at alone', async () => {
    const found = await coverage({
      ...{ dir: HARBOUR, texts: HARBOUR_TEXTS, article: 'strait-digest' },
      ...{ engine, onProgress: () => {} },
    });
    expect(found.articles.map(({ articleId }) => articleId)).toEqual(['strait-digest']);
    expect(isComplete(found)).toBe(true);
  });

  test('that the dataset does not have is answered with the nearest that it has', async () => {
    const asked = { dir: HARBOUR, texts: HARBOUR_TEXTS, article: 'strait-diges' };
    await expect(coverage({ ...asked, engine, onProgress: () => {} })).rejects.toThrow(
      'There is no article "strait-diges". Did you mean strait-digest?',
    );
  });
});
