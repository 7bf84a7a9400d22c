// A text that stays the same while the process runs: tagged by its content, and compressed once in each coding.
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CACHE_CONTROL, matchesTag } from './caching.ts';
import { type Coding, codingFor, encode, isCompressible, weakTag } from './compression.ts';

export class FixedText {
  readonly #type: string;
  readonly #text: string | Buffer;
  readonly #tag: string;
  /** Made when the first client takes it, so that nothing waits for it at start. */
  readonly #encoded = new Map<Coding, Promise<Buffer>>();

  /** @param type its media type, with the character set. */
  constructor(type: string, text: string | Buffer) {
    this.#type = type;
    this.#text = text;
    this.#tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  }

  async send({ headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const coding = isCompressible(this.#text) ? codingFor(headers['accept-encoding']) : null;
    reply.headers({
      etag: coding === null ? this.#tag : weakTag(this.#tag),
      'cache-control': CACHE_CONTROL,
    });
    if (matchesTag(headers['if-none-match'] ?? '', this.#tag)) return reply.code(304).send();
    if (coding !== null) reply.header('content-encoding', coding);
    return reply.type(this.#type).send(coding === null ? this.#text : await this.#in(coding));
  }

  #in(coding: Coding): Promise<Buffer> {
    const encoded = this.#encoded.get(coding) ?? encode(this.#text, coding);
    this.#encoded.set(coding, encoded);
    return encoded;
  }
}
