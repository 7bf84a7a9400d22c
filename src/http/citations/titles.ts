// What stands in the place of a title. Words that were said stand in quotation marks; ours never do.
import type { Event } from '../../model/event.ts';
import type { Quote } from '../../model/quote.ts';

/** A citation names a sentence, it does not reprint a page: longer words are cut, and the cut is shown. */
const MAX_CHARACTERS = 300;

/** One line, cut after a whole word where it is long; the cut is in brackets, because it is ours. */
export function shortened(text: string): string {
  const points = [...text.replace(/\s+/g, ' ').trim()];
  if (points.length <= MAX_CHARACTERS) return points.join('');
  const head = points.slice(0, MAX_CHARACTERS).join('');
  return `${head.includes(' ') ? head.slice(0, head.lastIndexOf(' ')) : head} […]`;
}

/** Our words on what was said, marked as ours. */
export function paraphraseOf(gist: string | null): string {
  return gist === null ? '[Words not recorded]' : `[Paraphrase: ${shortened(gist).replace(/\.$/, '')}]`;
}

/** The words in quotation marks where the record has words said; else the paraphrase. */
export function quoteTitle({ kind, text, gist }: Pick<Quote, 'kind' | 'text' | 'gist'>): string {
  return kind === 'indirect' || text === null ? paraphraseOf(gist) : `“${shortened(text)}”`;
}

/** The event's title; where the act is not simply done, with what it is instead. */
export function eventTitle({ id, title, status }: Pick<Event, 'id' | 'title' | 'status'>): string {
  const name = title === null ? `[Untitled event ${id}]` : shortened(title);
  return status === 'occurred' ? name : `${name} [${status}]`;
}

/** A byline without its `By`. */
export function writerOf(byline: string | null): string | null {
  return byline === null ? null : byline.replace(/^by\s+(?=\S)/i, '');
}
