// Filters and facets of events by what kind of actor takes part. As with countries it may be the actor's own, or that of
// whom it acts for.
import { ActorKind } from '../model/actor.ts';
import type { Event } from '../model/event.ts';
import { codeWords, sectorLabel } from '../model/labels.ts';
import { anyOf, type TermFilter } from '../query/filters/term-filter.ts';
import { sectorFilter } from './codes.ts';
import { type Facet, multiValued } from './facet.ts';
import { actorsBehind } from './shared-filters.ts';

type Participants = (event: Event) => Event['participants'];

const anybody: Participants = ({ participants }) => participants;
const sources: Participants = ({ participants }) => participants.filter(({ role }) => role === 'source');
const targets: Participants = ({ participants }) => participants.filter(({ role }) => role === 'target');

function kindFilter(example: string, whose: string, who: Participants): TermFilter<Event> {
  return anyOf(ActorKind, example, `Kind of ${whose}, or of whom it acts for.`, (event, lookup) =>
    actorsBehind(who(event), lookup).map(({ kind }) => kind),
  );
}

function sectorOf(whose: string, who: Participants): TermFilter<Event> {
  return sectorFilter(`PLOVER sector of ${whose}, or of whom it acts for`, (event, lookup) =>
    actorsBehind(who(event), lookup).flatMap(({ sectors }) => sectors),
  );
}

export const actorTraitFilters = {
  actorKind: kindFilter('person', 'an actor that takes part in any role', anybody),
  sourceKind: kindFilter('government', 'an actor that acts', sources),
  targetKind: kindFilter('state', 'an actor that is acted upon', targets),
  actorSector: sectorOf('an actor that takes part in any role', anybody),
  sourceSector: sectorOf('an actor that acts', sources),
  targetSector: sectorOf('an actor that is acted upon', targets),
};

export const actorTraitFacets: Readonly<Record<keyof typeof actorTraitFilters, Facet>> = {
  actorKind: multiValued(codeWords),
  sourceKind: multiValued(codeWords),
  targetKind: multiValued(codeWords),
  actorSector: multiValued(sectorLabel),
  sourceSector: multiValued(sectorLabel),
  targetSector: multiValued(sectorLabel),
};
