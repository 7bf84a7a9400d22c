// Rules that an event can break by itself, beyond the shape of its fields.
import { cameoEntries, cameoEntry } from '../../model/codebook/cameo.ts';
import { isModeOf, modesOf } from '../../model/codebook/plover.ts';
import type { AuthoredEvent } from '../../model/event.ts';
import { nearest } from '../../query/parameters/nearest.ts';
import { absent, twice } from './validate-fields.ts';
import { type Problem, suggestion } from './validate-issues.ts';
import type { Profile } from './validate-spans.ts';

export function eventProblems(draft: Partial<AuthoredEvent>, profile: Profile): Problem[] {
  const { id, contexts = [], codes = [], participants = [], reports = [], related = [] } = draft;
  const problems = profile === 'curated' ? absent(draft, ['title', 'summary']) : [];
  problems.push(...modeProblems(draft), ...twice(['contexts'], contexts));
  problems.push(
    ...twice(
      ['codes'],
      codes.map(({ scheme, code }) => `${scheme}:${code}`),
    ),
  );
  problems.push(
    ...twice(
      ['participants'],
      participants.map(({ actorId, role }) => `${actorId} as ${role}`),
    ),
  );
  problems.push(
    ...twice(
      ['related'],
      related.map(({ eventId, relation }) => `${relation} ${eventId}`),
    ),
  );
  if (profile === 'curated') problems.push(...cameoProblems(codes));
  for (const [at, { actorId, onBehalfOfId }] of participants.entries())
    if (actorId === onBehalfOfId)
      problems.push({
        path: ['participants', at, 'onBehalfOfId'],
        message: 'nobody acts on behalf of itself',
        cure: 'leave onBehalfOfId out',
      });
  for (const [at, { eventId }] of related.entries())
    if (eventId === id)
      problems.push({
        path: ['related', at, 'eventId'],
        message: 'an event cannot be related to itself',
        cure: 'take it out',
      });
  for (const [at, { voice, byIds, quoteIds }] of reports.entries()) {
    problems.push(...twice(['reports', at, 'byIds'], byIds), ...twice(['reports', at, 'quoteIds'], quoteIds));
    if (voice === 'article' && byIds.length > 0)
      problems.push({
        path: ['reports', at, 'byIds'],
        message: "a report in the article's own voice is attributed to somebody",
        cure: 'write voice: attributed, or leave byIds out',
      });
  }
  return [...problems, ...placeProblems(draft)];
}

function modeProblems({ type, modes = [] }: Partial<AuthoredEvent>): Problem[] {
  const wrong = modes.flatMap((mode, at): Problem[] => {
    const path = ['modes', at];
    if (type === null)
      return [
        {
          path,
          message: `the mode ${mode} has no type to belong to`,
          cure: 'give the type, or leave modes out',
        },
      ];
    if (type === undefined || isModeOf(mode, type)) return [];
    const modesOfType = modesOf(type).map((entry) => entry.mode);
    const cure =
      modesOfType.length === 0 ? `${type} has no modes: leave it out` : suggestion(mode, modesOfType);
    return [{ path, message: `${mode} is no mode of ${type}`, cure }];
  });
  return [...wrong, ...twice(['modes'], modes)];
}

function cameoProblems(codes: AuthoredEvent['codes']): Problem[] {
  return codes.flatMap(({ scheme, code }, at) => {
    if (scheme !== 'cameo' || cameoEntry(code) !== undefined) return [];
    const near =
      nearest(
        code,
        cameoEntries.map((entry) => entry.code),
      ) ?? code.slice(0, 2);
    return [{ path: ['codes', at, 'code'], message: `CAMEO has no code ${code}`, cure: `write "${near}"` }];
  });
}

function placeProblems({ place }: Partial<AuthoredEvent>): Problem[] {
  if (!place || (place.latitude === null) === (place.longitude === null)) return [];
  const missing = place.latitude === null ? 'latitude' : 'longitude';
  return [
    {
      path: ['place'],
      message: `the place has no ${missing}`,
      cure: `give latitude and longitude, or neither`,
    },
  ];
}
