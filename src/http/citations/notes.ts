// The note of a citation: dates, cautions, disputes and oddities that no other field can express, as sentences. Every
// format carries it, so that no warning is lost.
import type { TravellingCaution } from '../../model/caution.ts';
import type { FuzzyDate } from '../../model/fuzzy-date.ts';
import type { Quote } from '../../model/quote.ts';

type Sentence = string | null;

/** The sentences on one line; null for none. */
export function noteText(sentences: readonly Sentence[]): string | null {
  const given = sentences.flatMap((sentence) => (sentence === null ? [] : [oneLine(sentence)]));
  return given.length === 0 ? null : given.join(' ');
}

function oneLine(sentence: string): string {
  const line = sentence.replace(/\s+/g, ' ').trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** `Said 2023-12-27 (EDTF, resolved)`: the date exactly as it is known; null where nothing is. */
export function dateNote(verb: string, { edtf, basis }: Pick<FuzzyDate, 'edtf' | 'basis'>): Sentence {
  return edtf === null ? null : `${verb} ${edtf} (EDTF${basis === null ? '' : `, ${basis}`})`;
}

/** The cautions of a record, each with its article. */
export function cautionNote(cautions: readonly TravellingCaution[]): Sentence {
  if (cautions.length === 0) return null;
  return `Cautions: ${cautions.map(({ articleId, kind }) => `${kind} (${articleId})`).join(', ')}`;
}

export function disputeNote(disagreementIds: readonly string[]): Sentence {
  return disagreementIds.length === 0 ? null : `Disputed: ${disagreementIds.join(', ')}`;
}

type Worded = Pick<Quote, 'kind' | 'text' | 'notes' | 'translation'>;

/** Oddities of the wording. `[sic]` is in the note only: nothing is inserted into quoted words. */
export function wordingNotes({ kind, text, notes, translation }: Worded): Sentence[] {
  return [
    kind !== 'indirect' && text === null ? 'The words are withheld' : null,
    ...notes.map(({ kind, note }) => (kind === 'misspelling' ? `[sic] ${note}` : note)),
    translation === null
      ? null
      : `Translation${translation.from === null ? '' : ` from ${translation.from}`} (${translation.basis})`,
  ];
}

export function namesNote(label: string, names: readonly string[]): Sentence {
  return names.length === 0 ? null : `${label} ${names.join(', ')}`;
}
