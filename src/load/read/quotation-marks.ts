// Quotation marks as a load and annotate know them, in any language; an apostrophe can pass for one.

const MARK = `["'\\p{Pi}\\p{Pf}„‚「」『』〝〞]`;
// Guillemets may have a space inside; after a space any other mark is one that has closed before it.
const ENDS_WITH_MARK = new RegExp(`(?:${MARK}|[«‹»›][^\\S\\n])$`, 'u');
const BEGINS_WITH_MARK = new RegExp(`^(?:${MARK}|[^\\S\\n][«‹»›])`, 'u');
const NO_WORDS = new RegExp(`^(?:\\s|${MARK})*$`, 'u');

/** Whether the text before a quotation ends with a mark that can open it. */
export function opensQuotation(before: string): boolean {
  return ENDS_WITH_MARK.test(before);
}

/** Whether the text after a quotation begins with a mark that can close it. */
export function closesQuotation(after: string): boolean {
  return BEGINS_WITH_MARK.test(after);
}

/** Whether a quotation is open where the text of a paragraph ends. Single marks are passed over, for apostrophes. */
export function leavesOpen(paragraph: string): boolean {
  let isOpen = false;
  for (const [mark] of paragraph.matchAll(/["“”„«»「」『』〝〞]/g))
    isOpen = mark === '"' ? !isOpen : /["“„«「『〝]/.test(mark);
  return isOpen;
}

/**
 * Whether a quotation goes on over the text between two of its segments: that is white space, and marks where it runs
 * from one paragraph into the next.
 */
export function isContinued(between: string): boolean {
  return NO_WORDS.test(between);
}
