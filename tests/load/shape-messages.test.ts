// Whoever writes a value in another shape is told the right one.
import { expect, test } from 'vitest';
import { engine } from '../../src/engine-choice.ts';
import { validate } from '../../src/load/check/check-folder.ts';
import { oneArticle } from '../support/one-article.ts';

const validateFolder = (dir: string) => validate({ dir, texts: null, engine, onProgress: () => {} });

test.each<[yaml: string, cure: string]>([
  [
    'published: 2031-03-14',
    'write published: { edtf: "2031-03-14", basis: stated }, or basis: resolved or inferred',
  ],
  [
    'published: "2031-03"',
    'write published: { edtf: "2031-03", basis: stated }, or basis: resolved or inferred',
  ],
  ['published: 2031', 'write published: { edtf: "2031", basis: stated }, or basis: resolved or inferred'],
  [
    'published: in spring',
    'write published: { edtf: "2031-03-14", basis: stated }, or basis: resolved or inferred',
  ],
  [
    'exclusions: [{ span: It rains, note: N }]',
    'write span: { articleId: ID, match: "It rains" }, then run: demarche annotate DIR --texts TEXTS',
  ],
  [
    'match: It rains',
    'only in a span are words looked for: write cautions: [{ evidence: [{ articleId: ID, match: the words }] }]',
  ],
  [
    'exclusions: [{ match: It rains, note: N }]',
    'only in a span are words looked for: write span: { articleId: ID, match: the words }',
  ],
  ['cautions: [garbled]', 'write the fields of cautions: { kind: …, note: …, evidence: … }'],
  ['titel: A', "did you mean title? A fact of your own belongs in the record's extra"],
  [
    'wordcount: 12',
    'write a fact of your own as extra: { wordcount: … } of the record; the fields are id, title, publisher, byline, ' +
      'url, language, published, summary, document, cautions, exclusions, identifiers, extra',
  ],
])('what is written in another shape is told the right one: %s', async (yaml, cure) => {
  const rest = yaml.startsWith('published') ? '' : '\n  published: {}';
  const { dir } = oneArticle('It rains.', {
    'articles.yaml': `- id: a\n  title: A\n  summary: A.${rest}\n  document: { file: a.txt }\n  ${yaml}\n`,
  });
  const { faults } = await validateFolder(dir);
  expect(faults.map((fault) => fault.cure)).toContain(cure);
});
