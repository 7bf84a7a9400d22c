// A dataset of one article and what a test writes about it.
import { makeFolder } from './folders.ts';

/** A dataset of one article, its document and what is written in `quotes.yaml` or another file. */
export function oneArticle(document: string, files: Record<string, string>): { dir: string; texts: string } {
  const dir = makeFolder({
    'dataset.yaml':
      'id: d\ntitle: D\ndescription: D\nprofile: curated\nversion: "1"\nlicense: { name: none }\n',
    'articles.yaml': '- id: a\n  title: A\n  summary: A.\n  published: {}\n  document: { file: a.txt }\n',
    'actors.yaml': '- { id: s, name: S, kind: unnamed }\n',
    ...files,
  });
  return { dir, texts: makeFolder({ 'a.txt': document }) };
}

/** A quote but for its segments. */
export const QUOTE = `- id: q
  articleId: a
  speakerIds: [s]
  attribution: unnamed
  kind: direct
  form: marks
  gist: Q.
  said: {}
`;
