// Where each value of a JSON text stands. JSON.parse returns values without places, and some of its errors have no
// place either: this is a strict scan of the same grammar that keeps offsets and returns no values.
import { MAX_DEPTH, type Path } from './raw-record.ts';

/** A value and where it stands, in UTF-16 units. `key` is where its name begins, or itself in a list. */
export interface JsonNode {
  readonly key: number;
  readonly start: number;
  end: number;
  readonly fields: Map<string, JsonNode> | null;
  readonly items: JsonNode[] | null;
}

/** What is wrong with a JSON text, where, and what would be right. */
export class JsonError extends Error {
  readonly offset: number;
  readonly cure: string;
  constructor(message: string, offset: number, cure: string) {
    super(message);
    this.offset = offset;
    this.cure = cure;
  }
}

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them raw in strings
const SPECIAL = /["\\\u0000-\u001f]/g;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Scans one value and the end of the text. Throws JsonError. */
export function readJsonTree(text: string): JsonNode {
  const scanner = new Scanner(text);
  const root = scanner.value(scanner.space(0), 0);
  const rest = scanner.space(root.end);
  if (rest < text.length)
    throw new JsonError('there is more after the end of the value', rest, 'take it out');
  return root;
}

/** The innermost node on the path that exists, and whether it stands at the end of the path. */
export function nodeAt(root: JsonNode, path: Path): { node: JsonNode; isExact: boolean } {
  let node = root;
  for (const step of path) {
    const next = typeof step === 'number' ? node.items?.[step] : node.fields?.get(step);
    if (next === undefined) return { node, isExact: false };
    node = next;
  }
  return { node, isExact: true };
}

class Scanner {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  space(offset: number): number {
    SPACE.lastIndex = offset;
    SPACE.test(this.text);
    return SPACE.lastIndex;
  }

  value(start: number, depth: number, key = start): JsonNode {
    if (depth > MAX_DEPTH)
      throw new JsonError('nested too deep', start, `no record nests deeper than ${MAX_DEPTH} levels`);
    const first = this.text[start];
    if (first === '{') return this.object(start, depth, key);
    if (first === '[') return this.array(start, depth, key);
    if (first === '"') return { key, start, end: this.string(start), fields: null, items: null };
    SCALAR.lastIndex = start;
    if (SCALAR.test(this.text)) return { key, start, end: SCALAR.lastIndex, fields: null, items: null };
    if (/^[-+.]?\d/.test(this.text.slice(start, start + 2)))
      throw new JsonError(
        'this is no number of JSON',
        start,
        'put a code or date in quotes; no number begins with 0',
      );
    throw this.unexpected(start, 'a value');
  }

  string(start: number): number {
    SPECIAL.lastIndex = start + 1;
    for (let found = SPECIAL.exec(this.text); found !== null; found = SPECIAL.exec(this.text)) {
      if (found[0] === '"') return found.index + 1;
      ESCAPE.lastIndex = found.index;
      if (found[0] !== '\\')
        throw new JsonError('a control character in a text', found.index, 'escape it, such as \\n');
      if (!ESCAPE.test(this.text))
        throw new JsonError('an escape that JSON does not have', found.index, 'write a backslash as \\\\');
      SPECIAL.lastIndex = ESCAPE.lastIndex;
    }
    throw new JsonError('a text without its closing quotation mark', start, 'close it with "');
  }

  object(start: number, depth: number, key: number): JsonNode {
    const fields = new Map<string, JsonNode>();
    let offset = this.space(start + 1);
    while (this.text[offset] !== '}') {
      if (fields.size > 0) offset = this.comma(offset, '}');
      if (this.text[offset] !== '"') throw this.unexpected(offset, 'a field name in double quotes');
      const end = this.string(offset);
      const quoted = this.text.slice(offset, end);
      const name = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
      if (fields.has(name))
        throw new JsonError(`the field ${JSON.stringify(name)} is there twice`, offset, 'keep one of them');
      const colon = this.space(end);
      if (this.text[colon] !== ':') throw this.unexpected(colon, 'a colon');
      const node = this.value(this.space(colon + 1), depth + 1, offset);
      fields.set(name, node);
      offset = this.space(node.end);
    }
    return { key, start, end: offset + 1, fields, items: null };
  }

  array(start: number, depth: number, key: number): JsonNode {
    const items: JsonNode[] = [];
    let offset = this.space(start + 1);
    while (this.text[offset] !== ']') {
      if (items.length > 0) offset = this.comma(offset, ']');
      const node = this.value(offset, depth + 1);
      items.push(node);
      offset = this.space(node.end);
    }
    return { key, start, end: offset + 1, fields: null, items };
  }

  comma(offset: number, close: string): number {
    if (this.text[offset] !== ',') throw this.unexpected(offset, `a comma or ${close}`);
    const next = this.space(offset + 1);
    if (this.text[next] === close) throw new JsonError('a comma after the last one', offset, 'take it out');
    return next;
  }

  unexpected(offset: number, wanted: string): JsonError {
    const found = this.text[offset];
    const message = found === undefined ? 'the text ends too early' : `${JSON.stringify(found)} stands here`;
    return new JsonError(message, offset, `JSON wants ${wanted} here`);
  }
}
