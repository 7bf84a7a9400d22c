// A Fastify over DuckDB, as short as one would write it.
//
//   node bench/peers/duckdb-server.ts PORT FOLDER EVENTS PARTICIPATIONS
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fastify from 'fastify';

/** What is used of @duckdb/node-api, which is not installed with Demarche. */
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string, values?: Record<string, string>): Promise<{ getRowObjectsJson(): object[] }>;
}
interface DuckDB {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
}

const [, , port, folder = '', events = '', participations = ''] = process.argv;
const { DuckDBInstance } = createRequire(join(folder, 'index.js'))('@duckdb/node-api') as DuckDB;
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const from = (file: string) => `select * from read_json('${file}', format = 'newline_delimited')`;
await connection.run(`create table events as ${from(events)} order by date`);
await connection.run(`create table participations as ${from(participations)} order by date`);
await connection.run('create index by_id on events (id)');

const rows = async (sql: string, values: Record<string, string>) =>
  (await connection.runAndReadAll(sql, values)).getRowObjectsJson();

const app = fastify();
app.get('/events', async (request) => {
  const { actor, type, country, to = '' } = request.query as Record<string, string>;
  const conditions = [
    'date <= $to::date',
    type && 'type = $type',
    country && 'country = $country',
    actor && 'id in (select eventId from participations where actorId = $actor)',
  ].filter(Boolean);
  const values = { to, ...(type && { type }), ...(country && { country }), ...(actor && { actor }) };
  const sql = `select * from events where ${conditions.join(' and ')} order by date desc limit 20`;
  return { data: await rows(sql, values) };
});
app.get('/events/:id', async (request) => {
  const { id } = request.params as { id: string };
  return (await rows('select * from events where id = $id', { id }))[0];
});
app.get('/facets', async (request) => {
  const { to = '' } = request.query as Record<string, string>;
  return {
    data: await rows('select type, count(*) n from events where date <= $to::date group by type', { to }),
  };
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
