// Work is given up whose client has gone: nobody would read the answer.
import type { IncomingMessage } from 'node:http';

/** Thrown where the client has gone. */
export class ClientGone extends Error {
  constructor() {
    super('the client has gone');
    this.name = 'ClientGone';
  }
}

/** What throws `ClientGone` from the moment on when the client of the request has gone. */
export function clientCheck({ socket }: Pick<IncomingMessage, 'socket'>): () => void {
  return () => {
    // A client that has ended its side gets no answer from Node either.
    if (socket.destroyed || socket.writable === false) throw new ClientGone();
  };
}
