import { Actor, ActorKind } from '../model/actor.ts';
import { Country } from '../model/fields.ts';
import { anyOf } from '../query/filters/term-filter.ts';
import { sectorFilter } from './codes.ts';
import { codeCell, numberCell, textCell } from './csv-columns.ts';
import { defineResource } from './define-resource.ts';
import { column, sortColumn } from './resource.ts';
import { OWN_DISAGREEMENTS, OWN_WARNINGS, refersTo } from './shared-filters.ts';

export const actors = defineResource<Actor>({
  name: 'actors',
  type: 'actor',
  record: Actor,
  description: 'Who acts and who speaks: people, institutions, states, unnamed officials.',
  exampleId: 'zakharova',
  warnings: OWN_WARNINGS,
  date: null,
  textExample: 'ambassador',
  names: (actor) => [actor.name, ...actor.aliases],

  columns: {
    name: sortColumn((actor) => actor.name),
    kind: column('text', (actor) => actor.kind),
    country: column('text', (actor) => actor.country),
    parentId: column('text', (actor) => actor.parentId),
  },

  texts: {
    name: (actor) => [actor.name],
    aliases: (actor) => actor.aliases,
    titles: (actor) => actor.roles.map(({ title }) => title),
    description: (actor) => [actor.description],
  },

  filters: {
    kind: anyOf(ActorKind, 'person', 'Kind of actor.', (actor) => [actor.kind]),
    country: anyOf(Country, 'JPN', 'Country of the actor.', (actor) => [actor.country]),
    sector: sectorFilter('PLOVER sector', (actor) => actor.sectors),
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
  },

  includes: { ...OWN_DISAGREEMENTS },

  facets: {},
  csv: {
    name: textCell('The name.', (actor) => actor.name),
    actorKind: codeCell('Kind of actor.', (actor) => actor.kind),
    country: codeCell('Country, ISO 3166-1 alpha-3.', (actor) => actor.country),
    sectors: codeCell(
      "PLOVER sectors, and codes of the dataset's own as `scheme:code`.",
      (actor) => actor.sectors,
    ),
    aliases: textCell('Other names, as printed.', (actor) => actor.aliases),
    description: textCell('What it is, in our words.', (actor) => actor.description),
    parentId: codeCell('The actor it is part of or serves, by id.', (actor) => actor.parentId),
    parentName: textCell('The actor it is part of or serves, by name.', (actor, lookup) =>
      actor.parentId === null ? null : (lookup.actor(actor.parentId)?.name ?? null),
    ),
    roleTitles: textCell('Titles, as articles state them.', (actor) => actor.roles.map(({ title }) => title)),
    eventsAsSource: numberCell('Events in which it acts.', (actor) => actor.counts.eventsAsSource),
    eventsAsTarget: numberCell('Events in which it is acted upon.', (actor) => actor.counts.eventsAsTarget),
    quotesAsSpeaker: numberCell('Quotes of it.', (actor) => actor.counts.quotes),
    statementsAsSpeaker: numberCell('Statements of it.', (actor) => actor.counts.statements),
  },
});
