import { describe, expect, test } from 'vitest';
import type { ResourceName } from '../../src/query/condition.ts';
import { readParameters } from '../../src/query/parameters/parameters.ts';
import { querySentence } from '../../src/query/question.ts';
import { RESOURCES } from '../../src/resources/index.ts';

async function wordsOf(name: ResourceName, query: string): Promise<string> {
  const { question } = RESOURCES[name];
  const { values, problems } = readParameters(question.parameters, query);
  if (values === null) throw new Error(JSON.stringify(problems));
  return querySentence(await question.query(values, async () => null), question.order(values));
}

describe('a request in words', () => {
  test.each<[ResourceName, string, string]>([
    ['events', '', 'Events, newest first.'],
    [
      'events',
      'type=THREATEN&source=russia&from=2023-12&to=2024-03',
      'Events whose type is THREATEN, whose source is russia or whoever acts for them, dated from 2023-12-01 to 2024-03-31 (possibly), newest first.',
    ],
    [
      'events',
      'source=russia&actorMatch=exact&sort=date',
      'Events whose source is russia alone, oldest first.',
    ],
    [
      'events',
      'typeNot=CONSULT,REQUEST&minPlover=-5&quadClass=3',
      'Events whose type is not CONSULT or REQUEST, whose quad class is 3, whose PLOVER score is at least -5, newest first.',
    ],
    [
      'events',
      'actorAll=russia,japan',
      'Events in which russia and japan or whoever acts for them take part, newest first.',
    ],
    [
      'events',
      'afterEvent=talks&withinDays=7&dateMatch=certain&undated=true',
      'Events dated after talks and within 7 days of it (certainly) or undated, newest first.',
    ],
    ['events', 'to=2024', 'Events dated to 2024-12-31 (possibly), newest first.'],
    ['events', 'contested=false', 'Events that are not contested, newest first.'],
    [
      'quotes',
      'speaker=a,b,c,d,e,f,g',
      'Quotes said by a, b, c, d, e or 2 more or whoever acts for them, newest first.',
    ],
    ['actors', 'kind=person&sort=-name', 'Actors whose kind is person, by name, descending.'],
    [
      'articles',
      'id=one&event=talks',
      'Articles with the id one, that report the event talks, newest first.',
    ],
    ['disagreements', 'about=actor:one', 'Disagreements about actor:one, by id.'],
    ['statements', 'minRenditions=2', 'Statements with at least 2 renditions, newest first.'],
  ])('%s?%s', async (name, query, words) => {
    expect(await wordsOf(name, query)).toBe(words);
  });

  test('has words for every filter there is', async () => {
    for (const [name, resource] of Object.entries(RESOURCES)) {
      for (const [parameter, filter] of Object.entries(resource.filters)) {
        if (filter.modifies !== null) continue;
        expect(
          await wordsOf(name as ResourceName, `${parameter}=${filter.parameter.example}`),
          `${name}?${parameter}`,
        ).toMatch(/^\w+ .+, .+\.$/);
      }
    }
  });

  test('stays short however many values are given', async () => {
    const many = Array.from({ length: 50 }, (_, index) => `${'x'.repeat(60)}${index}`).join(',');
    expect((await wordsOf('events', `actor=${many}&source=${many}`)).length).toBeLessThan(1000);
  });
});
