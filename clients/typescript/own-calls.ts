// The client of this package, against a running server.
import { exportQuotes, getDataset } from './generated/index.js';
import { address, assert, done } from './program.ts';
import { Demarche, isProblem } from './src/index.ts';

const demarche = new Demarche({ address });

const list = await demarche.quotes({ speaker: ['zakharova'], kind: ['direct', 'mixed'] }).page();
assert(list.data.length > 0, 'Zakharova is quoted');
assert(
  list.data.every(({ kind }) => kind !== 'indirect'),
  'the filter holds',
);
done('list', list.meta.query);

const { data: dataset } = await getDataset({ client: demarche.calls, throwOnError: true });
let quotes = 0;
for await (const { segments } of demarche.quotes({ limit: 20 })) if (segments.length > 0) quotes++;
assert(quotes === dataset.counts.quotes, 'every record once');
done('pages', `${quotes} quotes`);

const quote = await demarche.quote('zakharova-scheme-004');
assert(quote.said.edtf === '2023-12-27', 'the day it was said');
done('record', quote.gist ?? '');

const problem = await demarche.actor('sakharova').catch((error: unknown) => error);
assert(isProblem(problem, 'no-such-record'), 'its code');
done('problem', `${problem.code}, suggests ${problem.errors[0]?.suggestion}`);

const { data: table } = await exportQuotes({
  client: demarche.calls,
  query: { speaker: ['zakharova'], format: 'csv' },
  throwOnError: true,
});
assert(table.startsWith('id,') && table.includes('zakharova-scheme-004'), 'a table');
done('export', `${table.length} characters of CSV`);
