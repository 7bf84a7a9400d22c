// The scores of events by scale: what follows from the codes, else what the source of the record gives.
import type { Event } from '../model/event.ts';
import type { Filter } from '../query/filters/filter.ts';
import { atLeast, atMost } from '../query/filters/number-filter.ts';
import { type CsvColumns, numberCell } from './csv-columns.ts';
import { type Column, scoreColumn } from './resource.ts';

const ofScale = (event: Event, scale: string) => event.scores.filter((score) => score.scale === scale);
/** Derived scores come first. */
const score = (event: Event, scale: string) => ofScale(event, scale)[0]?.value ?? null;
const givenScore = (event: Event, scale: string) =>
  ofScale(event, scale).find(({ basis }) => basis === 'given')?.value ?? null;

export const SCORE_COLUMNS: Readonly<Record<string, Column<Event>>> = {
  plover: scoreColumn((event) => score(event, 'plover')),
  goldstein: scoreColumn((event) => score(event, 'goldstein')),
};

const WHICH = 'Where the codes give none, the one that the source gives.';

export const SCORE_FILTERS: Readonly<Record<string, Filter<unknown>>> = {
  minPlover: atLeast('plover', -5, `PLOVER score of at least this. ${WHICH}`),
  maxPlover: atMost('plover', 0, `PLOVER score of at most this. ${WHICH}`),
  minGoldstein: atLeast('goldstein', -6, `Goldstein score of at least this. ${WHICH}`),
  maxGoldstein: atMost('goldstein', 0, `Goldstein score of at most this. ${WHICH}`),
};

export const SCORE_CELLS: CsvColumns<Event> = {
  ploverScore: numberCell('PLOVER score of the type or mode; else as the source gives it.', (event) =>
    score(event, 'plover'),
  ),
  goldsteinScore: numberCell('Goldstein score of the CAMEO code; else as the source gives it.', (event) =>
    score(event, 'goldstein'),
  ),
  givenPloverScore: numberCell('PLOVER score as the source gives it.', (event) =>
    givenScore(event, 'plover'),
  ),
  givenGoldsteinScore: numberCell('Goldstein score as the source gives it.', (event) =>
    givenScore(event, 'goldstein'),
  ),
};
