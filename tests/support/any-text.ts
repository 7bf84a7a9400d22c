// Random texts of `q` from words that are there: whole and cut, alone and side by side, wanted and not.
import fc from 'fast-check';

export function anyText(words: readonly string[]): fc.Arbitrary<string> {
  const word = fc.constantFrom(...words);
  const term = fc.oneof(
    word,
    fc.tuple(word, fc.integer({ min: 2, max: 5 })).map(([text, length]) => `${text.slice(0, length)}*`),
    fc.array(word, { minLength: 2, maxLength: 3 }).map((list) => `"${list.join(' ')}"`),
  );
  const signed = fc.tuple(fc.constantFrom('', '', '', '-'), term).map((parts) => parts.join(''));
  return fc.array(signed, { minLength: 1, maxLength: 3 }).map((terms) => terms.join(' '));
}
