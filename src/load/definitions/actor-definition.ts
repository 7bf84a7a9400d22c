import { type Actor, AuthoredActor } from '../../model/actor.ts';
import { fuzzyDate } from '../../model/fuzzy-date.ts';
import { sectorFaults } from './code-rules.ts';
import type { RecordDefinition } from './definition.ts';
import { withWireEvidence } from './derived-fields.ts';
import { evidenceNotes } from './passage-notes.ts';
import { repeated, when } from './rules.ts';

export const actor: RecordDefinition<AuthoredActor, Actor> = {
  authored: AuthoredActor,
  mentions: { parentId: 'actor', 'roles[].organizationId': 'actor' },

  rules: ({ id, name, parentId, aliases = [], sectors = [], roles = [] }, conventions) => {
    const isItself = (other: string | null | undefined) => id !== undefined && other === id;
    const own = name === undefined ? -1 : aliases.indexOf(name);
    return [
      ...repeated(['aliases'], aliases),
      ...repeated(['sectors'], sectors),
      ...sectors.flatMap((sector, at) => sectorFaults(sector, ['sectors', at], conventions)),
      ...when(isItself(parentId), ['parentId'], 'an actor cannot be its own parent', 'leave parentId out'),
      ...roles.flatMap(({ organizationId }, at) =>
        when(
          isItself(organizationId),
          ['roles', at, 'organizationId'],
          'an actor cannot hold a role in itself',
          'leave organizationId out',
        ),
      ),
      ...when(own >= 0, ['aliases', own], 'the alias is the name itself', 'leave it out'),
    ];
  },

  // An actor rests on the articles that report its acts, quote it or by way of it, render its statements or state its titles.
  wire: (record, source) => ({
    ...record,
    roles: record.roles.map((role) => ({ ...withWireEvidence(role, source), held: fuzzyDate(role.held) })),
    cautions: [...source.staging.actorCautions(record.id)],
    disagreementIds: [...source.staging.actorDisagreements(record.id)],
    counts: source.staging.actorCounts(record.id),
  }),

  notes: (articleId, staging) =>
    staging
      .actorsInArticle(articleId)
      .flatMap(({ id, roles }) =>
        roles.flatMap(({ title, evidence }, at) =>
          evidenceNotes('actor', id, `role-${at}`, evidence, { from: 'role', text: title }),
        ),
      ),
};
