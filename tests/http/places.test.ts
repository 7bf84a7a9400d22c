// Where events took place, asked of tests/fixtures/coded: its islands lie on both sides of the date line. What is found is
// worked out by reading that.
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { serveHarbour } from '../support/harbour.ts';

const { client } = { client: null, ...{} } as never;
const coded = serveHarbour({ dir: fileURLToPath(new URL('../fixtures/coded', import.meta.url)), texts: null });
