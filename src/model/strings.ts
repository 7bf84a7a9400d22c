// String functions that several folders share.

/** Cuts text to so many code points, with an ellipsis: a message must not grow with the input that it quotes. */
export function shorten(text: string, length = 64): string {
  const points = [...text];
  return points.length > length ? `${points.slice(0, length).join('')}…` : text;
}

/** `Event` for `event`. */
export function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `an event` for `event`. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** Compares in the byte order of UTF-8, in which every engine sorts. `<` would put U+FFFD after U+1F30A. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The control characters as a range for a pattern, without `\p`, which some languages do not know. */
export const CONTROLS = '\\x00-\\x1f\\x7f-\\x9f';

/** A pattern for text without control characters. */
export const NO_CONTROLS = `^[^${CONTROLS}]*$`;

/** Whether the text contains a control character (Unicode's Cc, which includes line breaks and NUL). */
export function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** White space, joiners and other characters that cannot be seen, for a class in a pattern with `u`; U+2800 is a blank in Braille. */
export const BLANKS = '\\p{White_Space}\\p{Default_Ignorable_Code_Point}\\p{Cc}\\p{Cf}\\u2800';
const VISIBLE = new RegExp(`[^${BLANKS}]`, 'u');

/** Whether there is text of which a reader sees nothing: white space, joiners and other invisible characters alone. */
export function isInvisible(text: string): boolean {
  return text !== '' && !VISIBLE.test(text);
}
