// Records from a JSON file: a list of objects, or the one object of the dataset. It is read whole.
import { LineCounter } from 'yaml';
import type { Fault, FilePlace } from '../../store/port/store.ts';
import { fileFault } from './fault.ts';
import { JsonError, type JsonNode, nodeAt, readJsonTree } from './json-tree.ts';
import { isFault, type Path, type RawRecord, type RawType } from './raw-record.ts';

export class JsonRecord implements RawRecord {
  readonly type: RawType;
  readonly value: unknown;
  readonly #text: string;
  readonly #node: JsonNode;
  readonly #placeAt: (offset: number) => FilePlace;

  constructor(
    type: RawType,
    text: string,
    node: JsonNode,
    value: unknown,
    placeAt: (offset: number) => FilePlace,
  ) {
    this.type = type;
    this.value = value;
    this.#text = text;
    this.#node = node;
    this.#placeAt = placeAt;
  }

  get place(): FilePlace {
    return this.#placeAt(this.#node.start);
  }

  placeOf(path: Path): FilePlace {
    return this.#placeAt(nodeAt(this.#node, path).node.key);
  }

  sourceOf(path: Path): string | null {
    const { node, isExact } = nodeAt(this.#node, path);
    return isExact && !node.fields && !node.items ? this.#text.slice(node.start, node.end) : null;
  }
}

/** @param text the whole file, without a byte order mark. */
export function* readJson(type: RawType, text: string, file: string): Generator<RawRecord | Fault> {
  const placeAt = placesIn(text, file);
  const parsed = parseJson(text, placeAt);
  if (isFault(parsed)) {
    yield parsed;
    return;
  }
  const { root, value } = parsed;
  if (type === 'dataset') yield new JsonRecord(type, text, root, value, placeAt);
  else if (root.items === null || !Array.isArray(value))
    yield fileFault(placeAt(root.start), 'this file holds no list', 'write [ … ] around its records');
  else
    for (const [index, node] of root.items.entries())
      yield new JsonRecord(type, text, node, value[index], placeAt);
}

/** A JSON text as a value and as its nodes, or what is wrong with it. */
export function parseJson(
  text: string,
  placeAt: (offset: number) => FilePlace,
): { readonly root: JsonNode; readonly value: unknown } | Fault {
  try {
    return { root: readJsonTree(text), value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return fileFault(placeAt(error.offset), error.message, error.cure);
  }
}

/** Lines and columns of a text, both from 1. */
export function placesIn(text: string, file: string): (offset: number) => FilePlace {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
}
