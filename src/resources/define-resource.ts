// What all resources have in common: an id, full-text search, warnings, a date. The file of each says the rest.
import { dateSortKey, type FuzzyDate } from '../model/fuzzy-date.ts';
import { capitalize } from '../model/strings.ts';
import { idFilter } from '../query/filters/id-filter.ts';
import { textFilters } from '../query/filters/text-filter.ts';
import { Question } from '../query/question.ts';
import { codeCell, lastCells } from './csv-columns.ts';
import { BY_DATE_ASCENDING, BY_DATE_DESCENDING, BY_RELEVANCE, type Resource } from './resource.ts';
import {
  type Identified,
  type WarningDescriptions,
  type WarningsOf,
  warningFilters,
} from './shared-filters.ts';

/** What the file of a resource says; its tables contain only what is its own. */
interface ResourceDefinition<R> extends Omit<Resource<R>, 'day' | 'figures' | 'question' | 'hiddenFields'> {
  readonly figures?: NonNullable<Resource<R>['figures']>;
  /** The date that orders its records, and the name of the sorts by it; null where they have none. */
  readonly date: { readonly sort: string; readonly of: (record: R) => FuzzyDate } | null;
  readonly hiddenFields?: Resource<R>['hiddenFields'];
  /** Words that `q` finds in `seed/`. */
  readonly textExample: string;
  readonly warnings: WarningsOf<R>;
  readonly warningDescriptions?: WarningDescriptions;
  /** Whether a disagreement makes a record doubtful, which it does not where the record is one. */
  readonly isContestable?: boolean;
}

const WARNING_DESCRIPTIONS: WarningDescriptions = {
  contested: 'Whether a disagreement is about the record, an article it rests on or a statement it renders.',
  contestedExample: 'true',
  cautionVerb: 'Rests on',
};

/** Completes a resource: the shared filters, sorts and CSV columns come before its own, or after them. */
export function defineResource<R extends Identified>({
  date,
  textExample,
  warnings,
  warningDescriptions = WARNING_DESCRIPTIONS,
  isContestable = true,
  hiddenFields = [],
  figures,
  ...own
}: ResourceDefinition<R>): Resource<R> {
  const filters = {
    ...textFilters(own.texts, capitalize(own.type), textExample),
    id: idFilter(own.exampleId),
    ...warningFilters(warnings, warningDescriptions),
    ...own.filters,
  };
  const sorts = {
    ...(date !== null && { [`-${date.sort}`]: BY_DATE_DESCENDING, [date.sort]: BY_DATE_ASCENDING }),
    ...own.sorts,
    relevance: BY_RELEVANCE,
  };
  return {
    ...own,
    day: (record) => (date === null ? null : dateSortKey(date.of(record))),
    figures: figures ?? null,
    filters,
    hiddenFields,
    sorts,
    csv: { id: codeCell('The id.', ({ id }) => id), ...own.csv, ...lastCells(warnings, isContestable) },
    question: new Question({ name: own.name, filters, sorts, includes: own.includes }),
  };
}
