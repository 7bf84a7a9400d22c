import { AuthoredCodebook, MOST_LEVELS, SHARED_SCHEMES } from '../../model/codebook/own-codebook.ts';
import { nearest } from '../../query/parameters/nearest.ts';
import type { FieldFault } from '../read/fault.ts';
import type { Definition } from './definition.ts';
import { when } from './rules.ts';

export const codebook: Definition<AuthoredCodebook> = {
  authored: AuthoredCodebook,
  rules: ({ scheme, codes = [] }, _, file) => [
    ...(scheme === undefined ? [] : schemeFaults(scheme, file)),
    ...repeatedCodes(codes),
    ...parentFaults(codes),
  ],
};

type Codes = AuthoredCodebook['codes'];

function schemeFaults(scheme: string, file: string): FieldFault[] {
  const [, name] = /([^/.]*)\.[^/]*$/.exec(file) ?? [];
  const isShared = (SHARED_SCHEMES as readonly string[]).includes(scheme);
  return [
    ...when(
      isShared,
      ['scheme'],
      `the codebook of ${scheme} comes with Demarche`,
      'leave the file out, or give a scheme of your own another name',
    ),
    ...when(
      !isShared && name !== scheme,
      ['scheme'],
      `the file of the scheme ${scheme} has another name`,
      `name it codebooks/${scheme}.yaml, or write scheme: ${name}`,
    ),
  ];
}

/** In one run: a codebook may have many thousand codes. */
function repeatedCodes(codes: Codes): FieldFault[] {
  const seen = new Set<string>();
  return codes.flatMap(({ code }, at) => {
    const isRepeated = seen.has(code);
    seen.add(code);
    return when(isRepeated, ['codes', at, 'code'], `the code ${code} is given twice`, 'give it once');
  });
}

function parentFaults(codes: Codes): FieldFault[] {
  const parents = new Map(codes.map(({ code, parent }) => [code, parent]));
  const missing = codes.flatMap(({ parent }, at): FieldFault[] => {
    if (parent === null || parents.has(parent)) return [];
    const meant = nearest(parent, parents.keys());
    const cure = meant === null ? 'add it to codes, or leave parent out' : `did you mean ${meant}?`;
    return [{ path: ['codes', at, 'parent'], message: `there is no code ${parent}`, cure }];
  });
  const circles = cycles(codes, parents);
  return [...missing, ...circles, ...(circles.length > 0 ? [] : deepCodes(codes, parents))];
}

/** One fault for each circle of parents. */
function cycles(codes: Codes, parents: ReadonlyMap<string, string | null>): FieldFault[] {
  const walked = new Map<string, number>();
  return codes.flatMap(({ code: start }, at): FieldFault[] => {
    let code: string | null = start;
    while (code !== null && !walked.has(code)) {
      walked.set(code, at);
      code = parents.get(code) ?? null;
    }
    if (code === null || walked.get(code) !== at) return [];
    const circle = circleFrom(code, parents);
    const message = `the code ${code} is a kind of itself: ${circle.join(' → ')}`;
    const place = codes.findIndex((entry) => entry.code === code);
    return [{ path: ['codes', place, 'parent'], message, cure: 'remove the parent of one of them' }];
  });
}

function deepCodes(codes: Codes, parents: ReadonlyMap<string, string | null>): FieldFault[] {
  return codes.flatMap(({ code }, at) => {
    let levels = 0;
    for (let next: string | null = code; next !== null && levels <= MOST_LEVELS; levels += 1)
      next = parents.get(next) ?? null;
    return when(
      levels > MOST_LEVELS,
      ['codes', at, 'parent'],
      `the code ${code} is more than ${MOST_LEVELS} levels deep`,
      'give it a parent that is nearer to the top',
    );
  });
}

/** At most as many as are read at a glance. */
function circleFrom(start: string, parents: ReadonlyMap<string, string | null>): string[] {
  const circle = [start];
  for (let next = parents.get(start) ?? start; circle.length < 8; next = parents.get(next) ?? start) {
    circle.push(next);
    if (next === start) return circle;
  }
  return [...circle, '…'];
}
