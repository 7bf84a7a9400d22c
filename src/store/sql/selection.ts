// What a query for matches selects, and what drives it: postings of terms, or the records.
import type { ColumnCondition, KeyRange, Plan, TermGroup } from './plan.ts';
import type { PostingRange, RangeScan } from './range-scans.ts';

export interface Selection {
  readonly range: KeyRange;
  readonly columnConditions: readonly ColumnCondition[];
  /** The postings that drive; null for the records. */
  readonly postings: readonly PostingRange[] | null;
  /** The plan's group that these postings are of, which need not be looked up again. */
  readonly driving: TermGroup | null;
}

/** How matches within a scan are found in order of key. */
export function selectionByKey(plan: Plan, { range, postings, columnConditions }: RangeScan): Selection {
  const driving = postings === null ? drivingGroup(plan) : null;
  return {
    range,
    columnConditions,
    postings: postings ?? (driving && postingRanges(driving, range)),
    driving,
  };
}

/**
 * The group that costs least to drive with, null where there is none or a few ids say more: each of its records is
 * read, and looked up once for each term of the other groups, or for a look at its columns where these say the same.
 */
export function drivingGroup({ groups, keys, textDrives, figuresDrive }: Plan): TermGroup | null {
  if (keys !== null || textDrives || figuresDrive !== null) return null;
  const looks = ({ ids, isImplied }: TermGroup) => (isImplied ? 1 : ids.length);
  const all = groups.reduce((sum, group) => sum + looks(group), 0);
  const cost = (group: TermGroup) => group.count * (1 + all - looks(group));
  return groups.reduce<TermGroup | null>(
    (best, group) => (best === null || cost(group) < cost(best) ? group : best),
    null,
  );
}

function postingRanges({ ids }: TermGroup, range: KeyRange): PostingRange[] {
  return ids.map((termId) => ({ termId, range }));
}

/** Fills a union up: it finds no posting, and costs next to nothing. */
export const NO_POSTING: PostingRange = { termId: 0, range: { first: 1, last: 0 } };
