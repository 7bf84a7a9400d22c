// What all resources have alike: an id, the search for words, warnings, a place in time. A resource's file says the rest.
import { type FuzzyDate, sortDay } from '../model/fuzzy-date.ts';
import { capitalize } from '../model/text.ts';
import { idFilter } from '../query/filters/id-filter.ts';
import { textFilters } from '../query/filters/text-filter.ts';
import { Question } from '../query/question.ts';
import { codeCell, lastCells } from './csv-columns.ts';
import { BY_DATE_ASCENDING, BY_DATE_DESCENDING, BY_RELEVANCE, type Resource } from './resource.ts';
import { type WarningsOf, type WarningWords, warningFilters } from './shared-filters.ts';

interface Identified {
  readonly id: string;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  readonly extra: Readonly<Record<string, string | number | boolean | null>>;
}

/** What a resource's file says; tables hold what is its own. */
interface Definition<R> extends Omit<Resource<R>, 'day' | 'question'> {
  /** The date by which its records are ordered, and the name of the sorts by it; null where they have none. */
  readonly date: { readonly sort: string; readonly of: (record: R) => FuzzyDate } | null;
  /** Words that `q` finds in `seed/`. */
  readonly textExample: string;
  readonly warnings: WarningsOf<R>;
  readonly warningWords?: WarningWords;
}

const WARNING_WORDS: WarningWords = {
  contested: 'Whether a disagreement is about the record, an article it rests on or a statement it renders.',
  contestedExample: 'true',
  cautionVerb: 'Rests on',
};

/** The resource, with what all have alike before its own filters, sorts and columns of CSV, or after them. */
export function defineResource<R extends Identified>({
  date,
  textExample,
  warnings,
  warningWords = WARNING_WORDS,
  ...own
}: Definition<R>): Resource<R> {
  const filters = {
    ...textFilters(own.texts, capitalize(own.type), textExample),
    id: idFilter(own.exampleId),
    ...warningFilters(warnings, warningWords),
    ...own.filters,
  };
  const sorts = {
    ...(date !== null && { [`-${date.sort}`]: BY_DATE_DESCENDING, [date.sort]: BY_DATE_ASCENDING }),
    ...own.sorts,
    relevance: BY_RELEVANCE,
  };
  return {
    ...own,
    day: (record) => (date === null ? null : sortDay(date.of(record))),
    filters,
    sorts,
    csv: { id: codeCell('The id.', ({ id }) => id), ...own.csv, ...lastCells(warnings) },
    question: new Question({ name: own.name, filters, sorts, includes: own.includes }),
  };
}
