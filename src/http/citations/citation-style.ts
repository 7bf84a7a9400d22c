import { z } from 'zod';

/**
 * The styles of the library that put no quotation marks around a title. harvard1 does, which would present a paraphrase
 * as words said.
 */
export const CitationStyle = z
  .enum(['apa', 'vancouver'])
  .meta({ id: 'CitationStyle', description: 'A style of citation.' });
export type CitationStyle = z.output<typeof CitationStyle>;
