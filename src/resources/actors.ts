import { Actor, ActorKind } from '../model/actor.ts';
import { PloverSector } from '../model/codebook/plover.ts';
import { Country } from '../model/fields.ts';
import { anyOf, textFilters } from '../query/filter.ts';
import { BY_RELEVANCE, column, type Resource, sortColumn } from './resource.ts';
import { refersTo, warningFilters } from './shared-filters.ts';

const texts = {
  name: (actor: Actor) => [actor.name],
  aliases: (actor: Actor) => actor.aliases,
  titles: (actor: Actor) => actor.roles.map(({ title }) => title),
  description: (actor: Actor) => [actor.description],
};

export const actors: Resource<Actor> = {
  name: 'actors',
  type: 'actor',
  record: Actor,
  description: 'Who acts and who speaks: people, institutions, states, unnamed officials.',
  exampleId: 'zakharova',
  day: () => null,
  names: (actor) => [actor.name, ...actor.aliases],

  columns: {
    name: sortColumn((actor) => actor.name),
    kind: column('text', (actor) => actor.kind),
    country: column('text', (actor) => actor.country),
    parentId: column('text', (actor) => actor.parentId),
  },

  texts,

  filters: {
    ...textFilters(texts, 'Actor', 'ambassador'),
    ...warningFilters<Actor>('zakharova', (actor) => actor.disagreementIds),
    kind: anyOf(ActorKind, 'person', 'Kind of actor.', (actor) => [actor.kind]),
    country: anyOf(Country, 'JPN', 'Country of the actor.', (actor) => [actor.country]),
    sector: anyOf(PloverSector, 'GOV', 'PLOVER sector.', (actor) => actor.sectors),
    parent: refersTo(
      'actors',
      'russia',
      'Belongs to this actor, directly or through others.',
      (actor, lookup) => lookup.family(actor.id).slice(1),
    ),
  },

  sorts: {
    name: { by: 'name', direction: 'asc' },
    '-name': { by: 'name', direction: 'desc' },
    relevance: BY_RELEVANCE,
  },

  includes: {},

  facets: {},
};
