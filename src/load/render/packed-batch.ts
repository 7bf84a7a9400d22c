// Rendered records on their way between threads: flat lists of plain values are copied many times as fast as objects.
import type { RenderedRecord } from '../../store/port/target.ts';
import type { RenderedBatch } from './render-batches.ts';

export interface PackedBatch {
  readonly annotations: RenderedBatch['annotations'];
  /** The names of columns and of text fields, the same for all records. */
  readonly columnNames: readonly string[];
  readonly textNames: readonly string[];
  /** Of each record: its id and document, and how many terms, names and figures it has. */
  readonly records: readonly (string | number)[];
  /** Of each record as many as there are names of columns, and of text fields. */
  readonly columns: readonly (string | number | null)[];
  readonly words: readonly string[];
  /** Field and value by turns. */
  readonly terms: readonly string[];
  readonly names: readonly string[];
  /** Name, low, value and high by turns. */
  readonly figures: readonly (string | number)[];
}

export function packBatch({ records, annotations }: RenderedBatch): PackedBatch {
  const columnNames = Object.keys(records[0]?.columns ?? {});
  const textNames = Object.keys(records[0]?.words ?? {});
  return {
    annotations,
    columnNames,
    textNames,
    records: records.flatMap(({ id, document, terms, names, figures }) => [
      id,
      document,
      terms.length,
      names.length,
      figures.length,
    ]),
    columns: records.flatMap(({ columns }) => columnNames.map((name) => columns[name] ?? null)),
    words: records.flatMap(({ words }) => textNames.map((name) => words[name] ?? '')),
    terms: records.flatMap(({ terms }) => terms.flatMap(({ field, value }) => [field, value])),
    names: records.flatMap(({ names }) => names),
    figures: records.flatMap(({ figures }) =>
      figures.flatMap(({ name, low, value, high }) => [name, low, value, high]),
    ),
  };
}

export function unpackBatch(packed: PackedBatch): RenderedBatch {
  const { annotations, columnNames, textNames } = packed;
  const [record, column, words, term, name, figure] = [
    packed.records,
    packed.columns,
    packed.words,
    packed.terms,
    packed.names,
    packed.figures,
  ].map((list) => list[Symbol.iterator]() as Iterator<unknown>);
  const next = (from: Iterator<unknown> | undefined) => from?.next().value;
  const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make);
  const records = times(packed.records.length / 5, () => {
    const [id, document, termCount, nameCount, figureCount] = times(5, () => next(record)) as [
      string,
      string,
      number,
      number,
      number,
    ];
    return {
      id,
      document,
      columns: Object.fromEntries(columnNames.map((key) => [key, next(column)])),
      words: Object.fromEntries(textNames.map((key) => [key, next(words)])),
      terms: times(termCount, () => ({ field: next(term), value: next(term) })),
      names: times(nameCount, () => next(name)),
      figures: times(figureCount, () => ({
        name: next(figure),
        low: next(figure),
        value: next(figure),
        high: next(figure),
      })),
    } as RenderedRecord; // as it was packed
  });
  return { annotations, records };
}
