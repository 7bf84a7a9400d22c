import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import type { ThreadPool } from '../../src/store/port/threads.ts';
import { type PoolOptions, threadPool } from '../../src/store/serving/thread-pool.ts';

/** A thread that answers `echo` with its argument, never answers `hang`, and ends at `die`. */
const CODE = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ method, args }) => {
    if (method === 'echo') parentPort.postMessage({ value: args[0] });
    if (method === 'fail') parentPort.postMessage({ error: { code: args[0], message: 'it failed' } });
    if (method === 'die') process.exit(3);
  });
`;

let pool: ThreadPool;
afterEach(() => pool.close());

function poolOf(options: Partial<PoolOptions> = {}): ThreadPool {
  pool = threadPool({ threads: 1, start: () => new Worker(CODE, { eval: true }), ...options });
  return pool;
}

const echo = (value: unknown) => ({ method: 'echo', args: [value] });
const HANG = { method: 'hang', args: [] };

describe('a pool of threads', () => {
  it('answers every question, also where more are asked than there are threads', async () => {
    const { ask } = poolOf({ threads: 2 });
    const asked = Array.from({ length: 20 }, (_, index) => ask(echo(index)));
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it('throws what its thread threw, with its code', async () => {
    const { ask } = poolOf();
    await expect(ask({ method: 'fail', args: ['damaged'] })).rejects.toMatchObject({
      name: 'StoreError',
      code: 'damaged',
      message: 'it failed',
    });
    await expect(ask({ method: 'fail', args: [null] })).rejects.toMatchObject({ name: 'Error' });
  });

  it('refuses what would be one too many to wait', async () => {
    const { ask } = poolOf({ queueLimit: 1 });
    const begun = ask(HANG).catch(() => 'ended');
    const waits = ask(echo(1)).catch(() => 'ended');
    await expect(ask(echo(2))).rejects.toMatchObject({ code: 'busy' });
    await pool.close();
    expect(await Promise.all([begun, waits])).toEqual(['ended', 'ended']);
  });

  it('refuses what has waited too long, and goes on', async () => {
    const { ask } = poolOf({ waitMs: 5 });
    const begun = ask(HANG).catch(() => 'ended');
    await expect(ask(echo(1))).rejects.toMatchObject({ code: 'busy' });
    await pool.close();
    expect(await begun).toBe('ended');
  });

  it('does not begin with what nobody asks any longer, and gives its place to others', async () => {
    const { ask } = poolOf({ threads: 1, queueLimit: 1 });
    let isGone = false;
    const stillAsked = () => {
      if (isGone) throw new Error('gone');
    };
    const begun = ask(HANG).catch(() => 'ended');
    const given = ask({ method: 'die', args: [] }, stillAsked).catch(({ message }) => message);
    isGone = true;
    const waits = ask(echo(1), stillAsked).catch(({ code }) => code);
    expect(await given).toBe('gone');
    await pool.close();
    expect(await Promise.all([begun, waits])).toEqual(['ended', 'busy']);
  });

  it('puts a new thread in the place of one that has ended', async () => {
    const { ask } = poolOf();
    await expect(ask({ method: 'die', args: [] })).rejects.toThrow('ended with code 3');
    expect(await ask(echo('again'))).toBe('again');
  });

  it('answers nothing once it is closed', async () => {
    const { ask } = poolOf();
    await pool.close();
    await expect(ask(echo(1))).rejects.toMatchObject({ code: 'busy' });
  });
});
