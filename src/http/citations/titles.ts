// The titles of citations. Words that were said are in quotation marks; our own words never are.
import type { Event } from '../../model/event.ts';
import type { Quote } from '../../model/quote.ts';

/** Longer titles are cut, visibly: a citation does not reprint a page. */
const MAX_CHARACTERS = 300;

/** One line, cut after a whole word where it is too long. The ellipsis is in brackets, because it is not quoted. */
export function shortened(text: string): string {
  const points = [...text.replace(/\s+/g, ' ').trim()];
  if (points.length <= MAX_CHARACTERS) return points.join('');
  const head = points.slice(0, MAX_CHARACTERS).join('');
  return `${head.includes(' ') ? head.slice(0, head.lastIndexOf(' ')) : head} […]`;
}

/** A paraphrase of what was said, marked as one. */
export function paraphraseOf(gist: string | null): string {
  return gist === null ? '[Words not recorded]' : `[Paraphrase: ${shortened(gist).replace(/\.$/, '')}]`;
}

/** The quoted words in quotation marks; for indirect speech, the paraphrase. */
export function quoteTitle({ kind, text, gist }: Pick<Quote, 'kind' | 'text' | 'gist'>): string {
  return kind === 'indirect' || text === null ? paraphraseOf(gist) : `“${shortened(text)}”`;
}

/** The event's title, with its status unless it occurred. */
export function eventTitle({ id, title, status }: Pick<Event, 'id' | 'title' | 'status'>): string {
  const name = title === null ? `[Untitled event ${id}]` : shortened(title);
  return status === 'occurred' ? name : `${name} [${status}]`;
}

/** A byline without its `By`. */
export function writerOf(byline: string | null): string | null {
  return byline === null ? null : byline.replace(/^by\s+(?=\S)/i, '');
}
