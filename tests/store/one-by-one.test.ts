import { expect, test } from 'vitest';
import { MAX_QUEUED, oneByOne } from '../../src/store/sql/one-by-one.ts';

const pause = () => new Promise(setImmediate);

test('questions are answered one by one, also after one that failed, and what nobody asks any longer is not begun', async () => {
  const queue = oneByOne();
  const course: string[] = [];
  const question = (name: string) => async () => {
    course.push(`${name} begins`);
    await pause();
    course.push(`${name} ends`);
    if (name === 'b') throw new Error('failed');
    return name;
  };
  const gone = () => {
    throw new Error('gone');
  };
  const answers = await Promise.allSettled([
    queue(question('a')),
    queue(question('b')),
    queue(question('c'), gone),
    queue(question('d')),
  ]);
  expect(course).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'd begins', 'd ends']);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
});

test('one question too many is refused, and another is answered when those are done', async () => {
  const queue = oneByOne();
  const answers = Array.from({ length: MAX_QUEUED }, () => queue(pause));
  await expect(queue(pause)).rejects.toMatchObject({ code: 'busy' });
  await Promise.all(answers);
  await pause();
  await queue(pause);
});
