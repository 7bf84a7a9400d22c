// Which document each article has: by the hash in its record, by a file that its author names, or by the words quoted
// from it.
import { realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isMap } from 'yaml';
import { findAll, type SearchWords } from '../load/read/find-words.ts';
import type { SpanFault, Texts } from '../load/read/texts.ts';
import { pairOf } from '../load/read/yaml-source.ts';
import { Document } from '../model/code-points.ts';
import type { OpenRecord } from './annotate-files.ts';
import { plainHash } from './annotate-spans.ts';
import { addMapping, setFields } from './yaml-edit.ts';

interface Given {
  readonly sha256?: unknown;
  readonly characters?: unknown;
  readonly file?: unknown;
}

/**
 * The article's document, written into its record where it was not there, or why there is none.
 * @param words what, according to the records, stands in the article.
 * @param taken hashes in the records of other articles.
 */
export function documentOf(
  { file, map, value }: OpenRecord,
  texts: Texts,
  textsDir: string,
  words: readonly SearchWords[],
  taken: ReadonlySet<string>,
): Document | SpanFault {
  const given = (value.document ?? {}) as Given;
  const hash =
    typeof given.file === 'string'
      ? hashOfFile(texts, textsDir, given.file)
      : typeof given.sha256 === 'string'
        ? given.sha256
        : hashByWords(texts, words, taken);
  if (typeof hash !== 'string') return hash;
  const document = texts.read(hash);
  if (document === null)
    return {
      message: 'the document of the article is not among the texts',
      cure: `add the file whose SHA-256 is ${hash}, or name another: document: { file: NAME }`,
    };
  if (!(document instanceof Document)) return document;
  const { text } = file.source;
  const fields = { sha256: plainHash(hash), characters: String(document.length) };
  if (given.sha256 === hash && given.characters === document.length && given.file === undefined)
    return document;
  const own = pairOf(map, 'document')?.value;
  if (isMap(own)) file.edits.push(...setFields(text, own, fields, ['file']));
  else file.edits.push(addMapping(text, map, 'summary', 'document', fields));
  return document;
}

function hashOfFile(texts: Texts, textsDir: string, name: string): string | SpanFault {
  const path = join(textsDir, name);
  const found = [...texts.paths].find(([, known]) => known === path);
  if (found !== undefined && realpathSync(path).startsWith(realpathSync(textsDir) + sep)) return found[0];
  return {
    message: `there is no file "${name}" among the texts`,
    cure: 'name a file in the folder of texts',
  };
}

function hashByWords(
  texts: Texts,
  words: readonly SearchWords[],
  taken: ReadonlySet<string>,
): string | SpanFault {
  const cure = 'write document: { file: NAME }';
  if (words.length === 0) return { message: 'the article has no document', cure };
  const fitting = [...texts.paths.keys()].filter((hash) => {
    if (taken.has(hash)) return false;
    const document = texts.read(hash); // a folder of texts may hold other things: those are nobody's document
    return document instanceof Document && words.every((search) => findAll(document, search).length > 0);
  });
  const [only, second] = fitting;
  if (only !== undefined && second === undefined) return only;
  const message =
    only === undefined
      ? 'the article has no document, and none of the texts holds all the words quoted from it'
      : `the article has no document, and ${fitting.length} of the texts hold all the words quoted from it`;
  return { message, cure };
}
