// Records from a JSON file: a list of objects, or the one object of the dataset or of a codebook. It is read whole.
import { LineCounter } from 'yaml';
import type { Fault, FilePlace } from '../../store/port/staging.ts';
import { fileFault } from './fault.ts';
import { JsonError, type JsonNode, nodeAt, readJsonTree } from './json-tree.ts';
import { isAlone, isFault, type RawRecord, type RawType } from './raw-record.ts';

/** The record at a node of a JSON text. */
export function jsonRecord(
  type: RawType,
  text: string,
  root: JsonNode,
  value: unknown,
  placeAt: (offset: number) => FilePlace,
): RawRecord {
  return {
    type,
    value,
    place: placeAt(root.start),
    placeOf: (path) => placeAt(nodeAt(root, path).node.key),
    sourceOf: (path) => {
      const { node, isExact } = nodeAt(root, path);
      return isExact && !node.fields && !node.items ? text.slice(node.start, node.end) : null;
    },
  };
}

/** @param text the whole file, without a byte order mark. */
export function* readJson(type: RawType, text: string, file: string): Generator<RawRecord | Fault> {
  const placeAt = placesIn(text, file);
  const parsed = parseJson(text, placeAt);
  if (isFault(parsed)) yield parsed;
  else if (isAlone(type)) yield jsonRecord(type, text, parsed.root, parsed.value, placeAt);
  else if (parsed.root.items === null)
    yield fileFault(placeAt(parsed.root.start), 'this file holds no list', 'write [ … ] around its records');
  else
    for (const [index, node] of parsed.root.items.entries())
      yield jsonRecord(type, text, node, (parsed.value as unknown[])[index], placeAt);
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
