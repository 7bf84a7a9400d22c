// What both programs of this folder need: where the server is, and how a call is reported.
export const address = process.env.DEMARCHE_URL ?? 'http://localhost:3000';

export function assert(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`does not hold: ${what}`);
}

/** Reports one call that worked, as `npm run clients` reads it. */
export function done(call: 'list' | 'pages' | 'record' | 'problem' | 'export', what: string): void {
  console.log(`${call}: ${what}`);
}
