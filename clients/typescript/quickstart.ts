import { createClient } from './generated/client/index.js';
import { listQuotes } from './generated/index.js';

const client = createClient({ baseUrl: process.env.DEMARCHE_URL ?? 'http://localhost:3000' });

const { data: quotes, error: problem } = await listQuotes({
  client,
  query: { speaker: ['zakharova'], kind: ['direct'] },
});
if (problem !== undefined) throw new Error(problem.detail);
for (const { articleId, said, text } of quotes.data) console.log(articleId, said.edtf, text);
