import { z } from 'zod';

/**
 * Of the styles that the library brings, those that set no quotation marks around a title: harvard1 does, and would
 * make a paraphrase look like words said.
 */
export const CitationStyle = z
  .enum(['apa', 'vancouver'])
  .meta({ id: 'CitationStyle', description: 'A style of citation.' });
export type CitationStyle = z.output<typeof CitationStyle>;
