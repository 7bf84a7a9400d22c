// The table of accounts keeps who holds which position, and by what passages.
import { expect, test } from 'vitest';
import type { Disagreement } from '../../src/model/disagreement.ts';
import { headerOf, rowsIn } from '../support/exports.ts';
import { serveHarbour } from '../support/harbour.ts';

const harbour = serveHarbour();
const PATH = '/v1/exports/disagreements/accounts';
const get = async (url: string) => {
  const response = await harbour.client.get(url);
  expect(response.statusCode, response.body).toBe(200);
  return response;
};
const rows = async (query = '') => rowsIn((await get(`${PATH}?${query}`)).body);
const listed = async (query = ''): Promise<Disagreement[]> =>
  (await get(`/v1/disagreements?limit=200&${query}`)).json().data;

test.each(['', 'kind=accountsDiffer', 'actor=halvia', 'q=wall', 'article=strait-digest'])(
  'the accounts of the list, in its order: %s',
  async (query) => {
    const accounts = (await listed(query)).flatMap(({ id, question, accounts, assessment }) =>
      accounts.map(({ position, evidence }, index) => ({
        disagreementId: id,
        account: String(index + 1),
        position,
        question,
        accounts: String(accounts.length),
        verdict: assessment.verdict,
        evidenceArticleIds: [...new Set(evidence.map(({ articleId }) => articleId))].join('|'),
        evidenceSpans: evidence.map(({ articleId, start, end }) => `${articleId}:${start}-${end}`).join('|'),
      })),
    );
    const table = await rows(`raw=true&${query}`);
    expect(table.map((row) => ({ ...row }))).toMatchObject(accounts);
    expect(table).toHaveLength(accounts.length);
  },
);

test('actors and articles that hold an account stand apart, by id and by name', async () => {
  const table = await rows('about=event:moorings-cut');
  expect(table).toMatchObject([
    {
      position: 'Halvia did it.',
      heldByActorIds: 'merrow',
      heldByActorNames: 'Merrow',
      heldByArticleIds: '',
    },
    { position: 'Halvia was not there.', heldByActorIds: 'halvia', heldByArticleIds: '' },
  ]);
  expect(await rows('about=actor:oriane-velt')).toMatchObject([
    { heldByActorIds: '', heldByActorNames: '', heldByArticleIds: 'halvia-warns' },
    {
      heldByActorIds: '',
      heldByArticleIds: 'strait-explained',
      heldByArticleTitles: 'The strait, explained',
    },
  ]);
});

test('every holder of every account is in one of the two columns', async () => {
  const held = (await listed()).flatMap(({ accounts }) => accounts.map(({ heldByIds }) => heldByIds));
  const table = (await rows()).map(({ heldByActorIds = '', heldByArticleIds = '' }) =>
    [...heldByActorIds.split('|'), ...heldByArticleIds.split('|')].filter(Boolean),
  );
  expect(table.map((ids) => ids.toSorted())).toEqual(held.map((ids) => ids.toSorted()));
});

test('picked columns keep the verdict, the cautions and the revision', async () => {
  const { body, headers } = await get(`${PATH}?columns=position,heldByActorIds&delimiter=tab`);
  expect(body.split('\r\n')[0]).toBe('position\theldByActorIds\tverdict\tcautions\trevision');
  const { revision } = harbour.served.revisions.current();
  expect(headers['content-disposition']).toBe(
    `attachment; filename="demarche-disagreements-accounts-${revision}.csv"`,
  );
});

test('a disagreement does not call itself uncontested', async () => {
  const header = headerOf((await get('/v1/exports/disagreements')).body);
  expect(header).not.toContain('contested');
  expect(header).toContain('verdict');
});

test.each(['format=ndjson', 'sort=relevance&q=wall', 'columns=heldByIds', 'limit=3'])(
  'a request for %s is refused',
  async (query) => {
    expect((await harbour.client.get(`${PATH}?${query}`)).statusCode).toBe(400);
  },
);
