// docs/citing.md shows what the API answers, and its commands work.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp, SEED, type TestApp } from './support/app.ts';
import { clientOf } from './support/contract.ts';

const page = readFileSync(new URL('../docs/citing.md', import.meta.url), 'utf8');
let served: TestApp;
beforeAll(async () => {
  served = await makeApp({ dir: SEED, texts: null, serve: 'none', publicUrl: 'https://facts.example' });
});
afterAll(() => served.close());

test.each(
  [...page.matchAll(/^curl (?:-OJ )?'?http:\/\/localhost:3000([^'\s]+)/gm)].map(([, path = '']) => path),
)('%s answers as docs/citing.md says', async (path) => {
  expect((await clientOf(served.app).get(path)).statusCode).toBe(200);
});

test('the BibTeX in docs/citing.md is what the API answers', async () => {
  const { bibtex, revision } = (
    await clientOf(served.app).get('/v1/citations/quote/zakharova-control-000')
  ).json();
  const [, shown = ''] = page.match(/```bibtex\n([\s\S]*?)\n```/) ?? [];
  // The revision is that of the data of the day.
  expect(shown.replaceAll(/revision [0-9a-f]{16}/g, `revision ${revision}`)).toBe(bibtex);
});
