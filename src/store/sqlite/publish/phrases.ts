// Finds the phrases that most documents of a kind have in common, from a sample: names of fields, and what is mostly
// empty or the same.
import { markOf } from '../../sql/packed-documents.ts';

/** Each is one more thing to put back in every document: twenty make a document a fifth shorter, and a tenth slower to read. */
const PHRASES = 12;
/** What a phrase must save, in characters a document. */
const LEAST = 8;
/** Of a longer document only the beginning is looked at, which bounds what the search takes. It may cut a character in two. */
const LOOKED_AT = 8192;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they stand for phrases that have been found
const PIECES = /"|\d+|[\x01-\x1f]|(?:[^"\d\\\x01-\x1f]|\\.)+/g;

/** The phrases, in the order of the characters that stand for them: none where the sample has nothing in common. */
export function phrasesOf(sample: readonly string[]): string[] {
  const phrases: string[] = [];
  let texts = sample.map((document) => document.slice(0, LOOKED_AT).toWellFormed());
  while (phrases.length < PHRASES) {
    const phrase = bestPhrase(texts);
    if (phrase === null) break;
    const mark = markOf(phrases.length);
    texts = texts.map((text) => text.replaceAll(phrase, mark));
    phrases.push(phrase);
  }
  return phrases;
}

/** Of the runs of pieces that follow one another in half of the texts, the one that makes up most of them. */
function bestPhrase(texts: readonly string[]): string | null {
  const pieces = texts.map((text) => text.match(PIECES) ?? []);
  const pairs = new Map<string, number>();
  for (const list of pieces) for (let at = 1; at < list.length; at += 1) count(pairs, pairAt(list, at), 1);
  const saved = new Map<string, number>();
  for (const list of pieces) {
    let run = '';
    for (const [at, piece] of list.entries()) {
      const goesOn = at > 0 && (pairs.get(pairAt(list, at)) ?? 0) * 2 >= texts.length;
      if (!goesOn && run !== '') count(saved, run, run.length - 1);
      run = isMark(piece) ? '' : goesOn ? run + piece : piece;
    }
    if (run !== '') count(saved, run, run.length - 1);
  }
  let best: string | null = null;
  let most = LEAST * texts.length;
  for (const [run, characters] of saved)
    if (characters > most) {
      best = run;
      most = characters;
    }
  return best;
}

const pairAt = (pieces: readonly string[], at: number) => `${pieces[at - 1]}\0${pieces[at]}`;
const isMark = (piece: string) => piece < ' ';

function count(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
