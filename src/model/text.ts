// Small things said of any text, so that each is said in one way.

/** Foreign text is quoted back briefly, so that an answer never grows with the question. Counts code points. */
export function shorten(text: string, length = 64): string {
  const points = [...text];
  return points.length > length ? `${points.slice(0, length).join('')}…` : text;
}

/** `event` as `Event`. */
export function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `event` as `an event`. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** Byte order of UTF-8, in which every engine sorts. Not that of `<`, which puts U+FFFD after U+1F30A. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The control characters for a pattern's brackets, without `\p`, which some languages do not know. */
export const CONTROLS = '\\x00-\\x1f\\x7f-\\x9f';

/** `hasControls` as a pattern. */
export const NO_CONTROLS = `^[^${CONTROLS}]*$`;

/** Whether the text holds a control character (Unicode's Cc: line breaks and NUL are some). */
export function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** Whether there is text of which a reader sees nothing: white space, joiners and other invisible characters alone. */
export function isInvisible(text: string): boolean {
  return text !== '' && !/[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/u.test(text); // U+2800 is a blank in Braille
}
