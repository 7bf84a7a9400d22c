// citation-js 0.8 ships no types. Only what Demarche uses, read from its source.
declare module '@citation-js/core' {
  export class Cite {
    /** @param data CSL-JSON items, or the text of a format whose plugin is loaded. */
    constructor(data: unknown);
    /** The items as CSL-JSON. */
    data: Record<string, unknown>[];
    format(output: string, options?: Record<string, unknown>): string;
  }
  export const plugins: { config: { get(plugin: string): unknown } };
}
declare module '@citation-js/plugin-bibtex' {}
declare module '@citation-js/plugin-csl' {}
declare module '@citation-js/plugin-ris' {}
