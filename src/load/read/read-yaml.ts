// Records from a YAML file: a list of mappings, or the one mapping of the dataset. It is read whole.
import { isScalar, isSeq, type Node } from 'yaml';
import type { Fault, FilePlace } from '../../store/port/staging.ts';
import { fileFault } from './fault.ts';
import type { Path, RawRecord, RawType } from './raw-record.ts';
import { locate, parseYaml, plainValue, type YamlSource } from './yaml-source.ts';

/** @param text the whole file, without a byte order mark. */
export function* readYaml(type: RawType, text: string, file: string): Generator<RawRecord | Fault> {
  const source = parseYaml(text, file);
  yield* source.faults;
  const { root, brokenAt } = source;
  if (root === null || (root.range?.[0] ?? 0) >= brokenAt) return;
  if (type === 'dataset') {
    if (brokenAt === Number.POSITIVE_INFINITY) yield new YamlRecord(type, root, source);
  } else if (isSeq(root)) {
    for (const item of root.items as (Node | null)[])
      if (item?.range && item.range[1] < brokenAt) yield new YamlRecord(type, item, source);
  } else if (brokenAt === Number.POSITIVE_INFINITY && !(isScalar(root) && root.value === null))
    yield fileFault(
      source.placeAt(root.range?.[0] ?? 0),
      'this file holds no list',
      'begin each record with "- id:"',
    );
}

class YamlRecord implements RawRecord {
  readonly type: RawType;
  readonly value: unknown;
  readonly #node: Node;
  readonly #source: YamlSource;

  constructor(type: RawType, node: Node, source: YamlSource) {
    this.type = type;
    this.#node = node;
    this.#source = source;
    this.value = plainValue(node);
  }

  get place(): FilePlace {
    return this.placeOf([]);
  }

  placeOf(path: Path): FilePlace {
    return this.#source.placeAt(locate(this.#node, path).offset);
  }

  sourceOf(path: Path): string | null {
    const { node } = locate(this.#node, path);
    return isScalar(node) && node.range ? this.#source.text.slice(node.range[0], node.range[1]) : null;
  }
}
