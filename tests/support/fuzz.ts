// How often random input is tried: few times in `npm test`, with the same seed each time, so that a failure is of what
// was changed; many times in `npm run fuzz`, which sets FUZZ_SEED to a fresh one.
import fc from 'fast-check';

const { FUZZ_SEED } = process.env;
export const isLarge = FUZZ_SEED !== undefined;
export const seed = Number(FUZZ_SEED ?? 20310314);
if (!Number.isInteger(seed)) throw new Error(`FUZZ_SEED must be an integer, and is "${FUZZ_SEED}"`);

/** Tries a property so many times. A failure says with which seed, and how to try it again. */
export async function assertProperty<T>(
  property: fc.IAsyncProperty<T> | fc.IProperty<T>,
  numRuns: number,
): Promise<void> {
  try {
    await fc.assert(property, { numRuns, seed, endOnFailure: true });
  } catch (error) {
    const again = isLarge ? `FUZZ_SEED=${seed} npm run fuzz` : 'npm test';
    const { message, cause } = error as Error;
    throw new Error(`Failed with the seed ${seed}; to try it again: ${again}\n${message}`, { cause });
  }
}
