// Writes the figures of a resource's records: a narrow table to bound and order by, and blocks to add up.
import { QUANTITY_FIELD, type ResourceName } from '../../../query/condition.ts';
import { RESOURCES } from '../../../resources/index.ts';
import type { RenderedRecord } from '../../port/target.ts';
import { toBytes } from '../../sql/counts/blocks.ts';
import { figuresField } from '../../sql/counts/figure-blocks.ts';
import { figuresTable, numbersTable } from '../../sql/table-names.ts';
import type { OpenWriter } from '../row-writer.ts';
import type { TermIds } from './rollup-writer.ts';

export interface FigureWriter {
  /** Records come in order of key. */
  add(record: RenderedRecord, key: number): void;
  /** Writes what was added since the last block. */
  flush(block: number): void;
}

export function figureWriter(openWriter: OpenWriter, resource: ResourceName, termId: TermIds): FigureWriter {
  if (RESOURCES[resource].figures === null) return { add: () => {}, flush: () => {} };
  const writeRow = openWriter(figuresTable(resource), ['termId', 'key', 'value', 'id']);
  const writeBlock = openWriter(numbersTable(resource), ['field', 'block', 'numbers']);
  /** Low, value and high of each record by turns, by the name of the figures. */
  let open = new Map<string, number[]>();
  return {
    add: ({ id, figures }, key) => {
      for (const { name, low, value, high } of figures) {
        writeRow([{ termId: termId(resource, QUANTITY_FIELD, name), key, value, id }]);
        const numbers = open.get(name) ?? [];
        open.set(name, numbers);
        numbers.push(low, value, high);
      }
    },
    flush: (block) => {
      for (const [name, numbers] of open)
        writeBlock([{ field: figuresField(name), block, numbers: toBytes(Float64Array.from(numbers)) }]);
      open = new Map();
    },
  };
}
