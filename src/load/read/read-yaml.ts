// Records from a YAML file: a list of mappings, or the one mapping of the dataset or of a codebook. It is read whole.
import { isAlias, isScalar, isSeq, type Node } from 'yaml';
import type { Fault } from '../../store/port/staging.ts';
import { fileFault } from './fault.ts';
import { isAlone, type Path, type RawRecord, type RawType } from './raw-record.ts';
import { locate, parseYaml, plainValue, type YamlSource } from './yaml-source.ts';

/** @param text the whole file, without a byte order mark. */
export function* readYaml(type: RawType, text: string, file: string): Generator<RawRecord | Fault> {
  const source = parseYaml(text, file);
  yield* source.faults;
  const { root, brokenAt } = source;
  if (root === null && type === 'codebook' && source.faults.length === 0)
    yield fileFault(
      source.placeAt(0),
      'the file of the codebook is empty',
      'give scheme, title, version and codes',
    );
  if (root === null || (root.range?.[0] ?? 0) >= brokenAt) return;
  if (isAlone(type)) {
    if (brokenAt === Number.POSITIVE_INFINITY) yield yamlRecord(type, root, source);
  } else if (isSeq(root)) {
    for (const item of root.items as (Node | null)[])
      if (item?.range && item.range[1] < brokenAt && !isAlias(item)) yield yamlRecord(type, item, source);
  } else if (brokenAt === Number.POSITIVE_INFINITY && !(isScalar(root) && root.value === null))
    yield fileFault(
      source.placeAt(root.range?.[0] ?? 0),
      'this file holds no list',
      'begin each record with "- id:"',
    );
}

function yamlRecord(type: RawType, root: Node, source: YamlSource): RawRecord {
  const placeOf = (path: Path) => source.placeAt(locate(root, path).offset);
  return {
    type,
    value: plainValue(root),
    place: placeOf([]),
    placeOf,
    sourceOf: (path) => {
      const { node } = locate(root, path);
      return isScalar(node) && node.range ? source.text.slice(node.range[0], node.range[1]) : null;
    },
  };
}
