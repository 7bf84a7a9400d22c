// How many long answers are sent at once. One more is refused in words that let its client come back.
import type { Readable } from 'node:stream';
import { overloaded } from './data-problems.ts';
import { nextTurn } from './turns.ts';

export class StreamSlots {
  #taken = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Opens a stream, which takes a slot until it is closed. Throws a Problem where there is none.
   * @param requireClient throws where nobody waits for the stream any longer
   */
  async open(open: () => Promise<Readable>, requireClient: () => void): Promise<Readable> {
    if (this.#taken >= this.#most)
      throw overloaded(`${this.#most} exports are being sent, which is as many as there may be at once.`);
    this.#taken += 1;
    try {
      await nextTurn();
      requireClient();
      return (await open()).once('close', () => this.#release());
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  #release(): void {
    this.#taken -= 1;
  }
}
