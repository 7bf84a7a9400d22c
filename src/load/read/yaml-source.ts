// A YAML file as text and as nodes with places. The reader takes records from it, annotate edits its text.
// Only plain YAML 1.2 is accepted: what an author can misread, and what can blow up, is a fault.
import {
  Composer,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { Fault, FilePlace } from '../../store/port/staging.ts';
import { fileFault, quoted } from './fault.ts';
import { MAX_DEPTH, type Path } from './raw-record.ts';

export interface YamlSource {
  readonly text: string;
  /** Null where the file is empty. */
  readonly root: Node | null;
  readonly faults: readonly Fault[];
  /** Where the text stops making sense: what stands before can be read. Infinity for a whole file. */
  readonly brokenAt: number;
  placeAt(offset: number): FilePlace;
}

/** Faults after which the rest of the file still reads as it was meant. */
const RECOVERABLE = new Set(['DUPLICATE_KEY', 'NON_STRING_KEY', 'TAG_RESOLVE_FAILED', 'BAD_DQ_ESCAPE']);

const CURES: Readonly<Record<string, string>> = {
  BAD_DQ_ESCAPE: 'write a backslash as \\\\, or use single quotes',
  BAD_INDENT: 'line up fields of one record in one column, with spaces',
  BAD_SCALAR_START: 'put the text in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'put a text that holds ": " in quotes',
  BLOCK_IN_FLOW: 'close the bracket before a new line of fields begins',
  DUPLICATE_KEY: 'keep one of them',
  MISSING_CHAR: 'close what is open, or put the text in quotes',
  MULTILINE_IMPLICIT_KEY: 'close the quotation mark before the line ends, or put the text in quotes',
  NON_STRING_KEY: 'put the field name in quotes',
  TAB_AS_INDENT: 'indent with spaces',
  TAG_RESOLVE_FAILED: 'leave the tag out, and put a text that begins with ! in quotes',
  UNEXPECTED_TOKEN: 'check indentation, and put a text that holds ": " or " #" in quotes',
};

/** @param text the whole file, without a byte order mark. */
export function parseYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  // The known tags are those of YAML 1.1, which make values that JSON does not have: bytes, sets, dates.
  const plain = { stringKeys: true, resolveKnownTags: false, version: '1.2' } as const;
  const options = { ...plain, prettyErrors: false, logLevel: 'silent' } as const;
  const documents = [...new Composer({ ...options, lineCounter: lines }).compose(tokens)];
  const placeAt = (offset: number): FilePlace => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };

  const faults: Fault[] = [];
  let brokenAt = Number.POSITIVE_INFINITY;
  const refuse = (offset: number, message: string, cure: string | null, breaks: boolean): void => {
    faults.push(fileFault(placeAt(offset), message, cure));
    if (breaks) brokenAt = Math.min(brokenAt, offset);
  };
  const [document, second] = documents;
  for (const error of document ? errorsOf(document) : [])
    refuse(error.pos[0], messageOf(error, text), cureOf(error, text), !RECOVERABLE.has(error.code));
  if (second?.range)
    refuse(second.range[0], 'a second document in one file', 'take out the line "---"', false);
  if (document?.directives?.yaml.explicit && document.directives.yaml.version !== '1.2')
    refuse(0, 'a directive for another YAML', 'leave out the line "%YAML": the format is YAML 1.2', false);
  if (document?.contents) checkNodes(document.contents, refuse);
  return { text, root: (document?.contents as Node | null) ?? null, faults, brokenAt, placeAt };
}

/** One mistake often brings a trail of errors: the first names it, and those after it may mean nothing. */
function errorsOf(document: Document.Parsed): YAMLError[] {
  const all = [...document.errors, ...document.warnings]
    .filter(({ code }) => code !== 'RESOURCE_EXHAUSTION')
    .sort((a, b) => a.pos[0] - b.pos[0]);
  const first = all.find(({ code }) => !RECOVERABLE.has(code));
  return all.filter(
    (error) =>
      error === first ||
      (RECOVERABLE.has(error.code) && error.pos[0] <= (first?.pos[0] ?? Number.POSITIVE_INFINITY)),
  );
}

function messageOf(error: YAMLError, text: string): string {
  if (error.code === 'DUPLICATE_KEY') return 'this field is there twice';
  if (error.code === 'TAG_RESOLVE_FAILED') return tagMessage(error, text);
  if (hasTab(error, text)) return 'a tab where spaces belong';
  return `this is not YAML: ${error.message.split('\n')[0]}`;
}

/** The tag as it is written. */
function tagMessage({ pos: [start] }: YAMLError, text: string): string {
  return `the tag ${quoted(/^!\S*/.exec(text.slice(start, start + 100))?.[0] ?? '')} is not read`;
}

function cureOf(error: YAMLError, text: string): string | null {
  return CURES[hasTab(error, text) ? 'TAB_AS_INDENT' : error.code] ?? null;
}

function hasTab(error: YAMLError, text: string): boolean {
  const line = text.slice(text.lastIndexOf('\n', error.pos[0] - 1) + 1, error.pos[0]);
  return error.code === 'TAB_AS_INDENT' || /^[ -]*\t[\s]*$/.test(line);
}

/** Aliases and tags are refused, and so is depth; iterative, because the depth of a hostile file is not bounded. */
function checkNodes(
  root: Node,
  refuse: (offset: number, message: string, cure: string, breaks: boolean) => void,
): void {
  const open: { node: unknown; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (isPair(node)) {
      open.push({ node: node.value, depth }, { node: node.key, depth });
      continue;
    }
    const offset = (node as Node | null)?.range?.[0] ?? 0;
    if (isAlias(node))
      refuse(offset, 'an alias', 'write the value out: anchors and aliases are not read', false);
    else if (isCollection(node)) {
      if (depth > MAX_DEPTH + 1) {
        refuse(offset, 'nested too deep', `no record nests deeper than ${MAX_DEPTH} levels`, true);
        return;
      }
      for (const item of node.items) open.push({ node: item, depth: depth + 1 });
    }
    if (isScalar(node) && !isPlain(node.value))
      refuse(offset, 'a value that JSON does not have', 'write it as text, in quotes', false);
  }
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}

/** The pair of a field in a mapping. */
export function pairOf(map: YAMLMap, field: string): Pair<Node, Node | null> | null {
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === field);
  return (pair as Pair<Node, Node | null> | undefined) ?? null;
}

/** The offset at which the innermost existing part of the path begins (a field at its name), and the node at its end. */
export function locate(root: Node | null, path: Path): { offset: number; node: Node | null } {
  let node = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (typeof step === 'number') {
      const item = isSeq(node) ? (node.items[step] as Node | undefined) : undefined;
      if (item === undefined) return { offset, node: null };
      node = item;
      offset = item?.range?.[0] ?? offset;
    } else {
      const pair = isMap(node) ? pairOf(node, step) : null;
      if (pair === null) return { offset, node: null };
      node = pair.value;
      offset = pair.key.range?.[0] ?? offset;
    }
  }
  return { offset, node };
}

/**
 * Plain data. Not the library's toJS, which would resolve aliases: here they are faults. What JSON does not have is the
 * text as it is written, for a fault says already what is wrong.
 */
export function plainValue(node: Node | null): unknown {
  if (node === null) return null;
  if (isScalar(node)) return isPlain(node.value) ? node.value : (node.source ?? null);
  if (isSeq(node)) return (node.items as (Node | null)[]).map(plainValue);
  if (!isCollection(node)) return null;
  const pairs = (node.items as unknown as { key: Node; value: Node | null }[]).filter(
    ({ value }) => !isAlias(value), // as if it were left out
  );
  return Object.fromEntries(
    pairs.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', plainValue(value)] as const),
  );
}
