// Finds the passage that an author means by some of its words. It never guesses: no place or several are a problem
// that says what to write.

import { quoted } from '../load/read/fault.ts';
import { findAll, type SearchWords } from '../load/read/find-words.ts';
import type { SpanFault } from '../load/read/texts.ts';
import type { Document } from '../model/code-points.ts';
import type { Range } from '../model/text-range.ts';

/**
 * The one place that is meant. `occurrence` counts from 1 over the whole document; without it, only places within
 * `bounds` count.
 */
export function findOne(
  document: Document,
  search: SearchWords,
  occurrence: number | null,
  bounds: Range,
): Range | SpanFault {
  const all = findAll(document, search);
  if (all.length === 0) return notFound(document, search);
  if (occurrence !== null)
    return (
      all[occurrence - 1] ?? {
        message: `there is no occurrence ${occurrence} of these words`,
        cure: `they stand in ${all.length === 1 ? 'one place' : `${all.length} places`}: write occurrence: 1${all.length > 1 ? ` to ${all.length}` : ''}`,
      }
    );
  const places = all.filter(({ start, end }) => start >= bounds.start && end <= bounds.end);
  const [only] = places;
  if (only !== undefined && places.length === 1) return only;
  if (only === undefined)
    return {
      message: `these words do not stand where their quote does, after the segment before: ${quoted(search.text)}`,
      cure: `they stand at ${listed(all)}: mend the order of the segments, or the span of the quote`,
    };
  const choices = places.map((place) => all.indexOf(place) + 1);
  return {
    message: `these words stand in ${places.length} places, at ${listed(places)}: ${quoted(search.text)}`,
    cure: `write more of them, or in the span one of occurrence: ${choices.slice(0, 8).join(', ')}`,
  };
}

export function isSpanFault(result: Range | SpanFault): result is SpanFault {
  return 'message' in result;
}

function listed(places: readonly Range[]): string {
  const starts = places.slice(0, 5).map(({ start }) => start);
  return starts.join(', ') + (places.length > 5 ? ', …' : '');
}

function notFound(document: Document, { text }: SearchWords): SpanFault {
  const isSimilar = normalized(document.text).includes(normalized(text));
  return {
    message: `these words are not in the document: ${quoted(text)}`,
    cure: isSimilar
      ? 'they differ in spaces, quotation marks or dashes: copy them from the document'
      : 'copy them from the document',
  };
}

/** As a reader might type it. */
function normalized(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‘’‚′`]/g, "'")
    .replace(/[“”„″«»]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/…/g, '...')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}
