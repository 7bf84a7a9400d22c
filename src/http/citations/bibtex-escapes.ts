// Escapes values for BibTeX. citation-js either writes ASCII, which drops every letter that it has no command for
// (all of Cyrillic and Japanese), or escapes nothing; so values are escaped here and written as UTF-8. Braces become
// commands because BibTeX counts them even after a backslash.

const COMMANDS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  // The library reads <i> and the like as markup.
  '<': '{<}',
};

/** The text as a BibTeX value, in which TeX makes no ligatures of hyphens or quotation marks. */
export function escapeBibtex(text: string): string {
  return text
    .replace(/[\\{}~^&%$#_<]/g, (character) => COMMANDS[character] ?? character)
    .replace(/([-'`])(?=\1)/g, '$1{}');
}
