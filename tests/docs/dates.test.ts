// docs/dates.md: each cell of its tables is asked of the real application, over a dataset of just those dates.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../support/app.ts';
import { type Client, clientOf } from '../support/contract.ts';
import { writeDatedEvents } from '../support/dated-events.ts';
import { temporaryDirectory } from '../support/folders.ts';

interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const page = readFileSync(new URL('../../docs/dates.md', import.meta.url), 'utf8');
const tables = [...page.matchAll(/(?:^\|.*\n)+/gm)].map(([text]): Table => {
  const [head = [], , ...rows] = text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  return { head, rows };
});
const [SHAPES, ANCHORS] = tables as [Table, Table];

/** What stands between backticks. */
const code = (cell: string) => /`(.+)`/.exec(cell)?.[1] ?? null;

/** Of each date that the page names, one event; X is the event of its first table. */
const shapeIds = SHAPES.rows.map((_, index) => `shape-${String(index).padStart(2, '0')}`);
const anchorIds = ANCHORS.rows.map((_, index) => `anchor-${index}`);
const recordIds = ANCHORS.head.map((_, index) => `record-${index}`);
const datesOf = (ids: readonly string[], cells: readonly (string | undefined)[]) =>
  ids.map((id, index) => ({ id, edtf: code(cells[index] ?? '') }));

let served: TestApp;
let client: Client;
const folder = temporaryDirectory();
beforeAll(async () => {
  writeDatedEvents(folder.path, [
    { id: 'x', edtf: '2024-03-15' },
    ...datesOf(
      shapeIds,
      SHAPES.rows.map(([date]) => date),
    ),
    ...datesOf(
      anchorIds,
      ANCHORS.rows.map(([date]) => date),
    ),
    ...datesOf(recordIds, ANCHORS.head),
  ]);
  served = await makeApp({ dir: folder.path, texts: null });
  client = clientOf(served.app);
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

/** How the query finds the event, in the page's word. */
async function found(id: string, query: string): Promise<string> {
  const finds = async (more: string) => {
    const { data } = (await client.get(`/v1/events?id=${id}&${query}${more}`)).json();
    return data.length === 1;
  };
  const [possible, certain] = [await finds(''), await finds('&dateMatch=certain')];
  expect(possible || !certain, 'what is certain is possible').toBe(true);
  if (certain) return 'certain';
  if (possible) return 'possible';
  return (await finds('&undated=true')) ? 'undated' : 'no';
}

describe('a date of every shape', () => {
  test.each(SHAPES.rows.map((cells, index) => ({ date: cells[0], cells, id: shapeIds[index] ?? '' })))(
    '$date matches as the page says',
    async ({ cells, id }) => {
      const { date } = (await client.get(`/v1/events/${id}`)).json();
      const row = [];
      for (const [index, title] of SHAPES.head.entries()) {
        const query = code(title)?.replace('=X', '=x');
        if (query !== undefined) row.push(await found(id, query));
        else row.push(title in date ? (date[title] ?? 'null') : cells[index]);
      }
      expect(row).toEqual(cells);
    },
  );

  test('sorts as its row stands, and unknown dates last', async () => {
    const ids = async (sort: string) => {
      const { data } = (await client.get(`/v1/events?limit=200&sort=${sort}`)).json();
      return data.map(({ id }: { id: string }) => id).filter((id: string) => id.startsWith('shape-'));
    };
    expect(await ids('date')).toEqual(shapeIds);
    const unknown = shapeIds.at(-1) ?? '';
    expect(await ids('-date')).toEqual([...shapeIds.slice(0, -1).toReversed(), unknown]);
  });
});

describe('an event of every shape', () => {
  test.each(ANCHORS.rows.map((cells, index) => ({ date: cells[0], cells, id: anchorIds[index] ?? '' })))(
    '$date is followed by what the page says',
    async ({ cells, id }) => {
      const row = [cells[0]];
      for (const [index, title] of [...ANCHORS.head.entries()].slice(1)) {
        const within = /within (\d+)/.exec(title)?.[1];
        const query = `afterEvent=${id}${within === undefined ? '' : `&withinDays=${within}`}`;
        row.push(await found(recordIds[index] ?? '', query));
      }
      expect(row).toEqual(cells);
    },
  );
});
