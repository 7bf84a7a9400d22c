// A record as text of a file that a load reads, in which every string survives whatever reads it.
import { Document, isMap, isPair, isScalar, visit } from 'yaml';

/**
 * What readers of lines or of YAML take for a line end, take off, or refuse: control characters but the line feed,
 * U+2028 and U+2029, the byte order mark, and noncharacters.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Text of several lines that stands in a block as it is: no white space at its ends or before a line end. */
const BLOCK = /^\S(?:.*\S)?$/s;

/** Dates, spans and lists of ids stand on one line, if it is no longer. */
const ONE_LINE = 100;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A line of NDJSON, with its line feed. */
export function jsonLine(record: object): string {
  return `${JSON.stringify(record).replace(UNSAFE, escaped)}\n`;
}

/** An item of a list in YAML. */
export function yamlItem(record: object): string {
  return `${yamlOf([record])}\n`;
}

/** A record, or a list of them, in YAML. Codes that YAML 1.1 takes for something else, such as NO, stand in quotes. */
export function yamlOf(value: object): string {
  const document = new Document(value, { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(key, node) {
      const { value } = node;
      if (typeof value === 'string' && !(isSafe(value) && (key !== 'key' || !value.includes('\n'))))
        node.type = 'QUOTE_DOUBLE';
    },
    Collection(_, node, above) {
      const isFlat = (node.items as unknown[]).every((item) => isScalar(isPair(item) ? item.value : item));
      if (above.some(isMap) && isFlat && JSON.stringify(node).length <= ONE_LINE) node.flow = true;
    },
  });
  const text = document.toString({
    lineWidth: 0,
    blockQuote: 'literal',
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    flowCollectionPadding: true,
  });
  return text.replace(UNSAFE, escaped);
}

/** Whether the text may stand as it is, plain or in a block. */
function isSafe(text: string): boolean {
  return text.search(UNSAFE) < 0 && (!text.includes('\n') || (BLOCK.test(text) && !/[ \t]\n/.test(text)));
}
