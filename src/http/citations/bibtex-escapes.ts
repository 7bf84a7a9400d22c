// What must not stand bare in a BibTeX value. citation-js 0.8 either writes ASCII, which drops every letter that it has
// no command for (all of Cyrillic and Japanese), or escapes nothing at all; so values are escaped here and written as
// UTF-8. Braces get commands because BibTeX counts them even behind a backslash.

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
  // The library reads <i> and its like as markup.
  '<': '{<}',
};

/** A text as a BibTeX value that reads back as the same text; TeX joins no hyphens or quotes in it. */
export function escapeBibtex(text: string): string {
  return text
    .replace(/[\\{}~^&%$#_<]/g, (character) => COMMANDS[character] ?? character)
    .replace(/([-'`])(?=\1)/g, '$1{}');
}
