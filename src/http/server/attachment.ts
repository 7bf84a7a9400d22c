// The header that names a file.

/**
 * Content-Disposition of a file, whose name says what it holds and of which revision.
 * @param what letters, digits and hyphens
 * @param extension without its dot
 */
export function attachment(what: string, extension: string, revision: string): Record<string, string> {
  return { 'content-disposition': `attachment; filename="demarche-${what}-${revision}.${extension}"` };
}
