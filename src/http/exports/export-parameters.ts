// The parameters of an export: those of its list without paging, and those for the file.
import { z } from 'zod';
import type { Parameter, ParameterNote, Parameters, Values } from '../../query/parameters/parameters.ts';
import type { AnyResource } from '../../resources/resource.ts';
import type { ListScope } from '../lists/list-scope.ts';
import { type CsvOptions, DELIMITERS, type Delimiter } from './csv.ts';

const EXPORT_FORMATS = ['csv', 'ndjson'] as const;

/** The formats of records that have a place. */
const MAP_FORMATS = [...EXPORT_FORMATS, 'geojson'] as const;

/** Parameters for the file, the same for every export. */
export const FILE_PARAMETERS = {
  format: {
    schema: z.enum(EXPORT_FORMATS).meta({
      id: 'ExportFormat',
      description: '`csv`: a table. `ndjson`: a record on each line, as lists answer it.',
    }),
    repeatable: false,
    defaultValue: 'csv',
    example: 'csv',
    description: 'How the file is written.',
  },
  delimiter: {
    schema: z.enum(Object.keys(DELIMITERS) as [Delimiter, ...Delimiter[]]).meta({
      id: 'Delimiter',
      description: 'What stands between the cells of a table.',
      // Generators cannot make names of punctuation.
      'x-enum-varnames': ['COMMA', 'SEMICOLON', 'TAB'],
    }),
    repeatable: false,
    defaultValue: ',',
    example: ';',
    description:
      'What stands between cells: `;` for Excel where the comma is the decimal mark, `tab` for a tab. CSV only.',
  },
  raw: {
    schema: z.boolean(),
    repeatable: false,
    defaultValue: false,
    example: true,
    description:
      'Whether free text that a spreadsheet could take for a formula is left as it is. Else an apostrophe is put before `=`, `+`, `-` and `@` where they begin the text, or follow a comma, a semicolon, `|`, a tab or a line break in it, blanks and quotation marks aside. CSV only.',
  },
  bom: {
    schema: z.boolean(),
    repeatable: false,
    defaultValue: false,
    example: true,
    description:
      'Whether the file begins with a byte order mark, without which Excel takes UTF-8 for another encoding. CSV only.',
  },
} as const satisfies Parameters;

const MAP_FORMAT: Parameter = {
  ...FILE_PARAMETERS.format,
  schema: z.enum(MAP_FORMATS).meta({
    id: 'EventExportFormat',
    description:
      '`csv`: a table. `ndjson`: a record on each line, as lists answer it. `geojson`: a feature collection for maps, as RFC 7946 has it.',
    // Else generators for Go, where names of all lists are in one room, would rename those of ExportFormat.
    'x-enum-varnames': ['EVENTS_AS_CSV', 'EVENTS_AS_NDJSON', 'EVENTS_AS_GEOJSON'],
  }),
};

/** Whether records are exported for maps. */
export function isMapped({ csv }: Pick<AnyResource, 'csv'>): boolean {
  return 'latitude' in csv && 'longitude' in csv;
}

/** How a table is written, from the values of a request. */
export function csvOptions({ delimiter, raw, bom }: Values): CsvOptions {
  return { delimiter: delimiter as Delimiter, raw: raw === true, bom: bom === true };
}

type Columns = Readonly<Record<string, unknown>>;

/** Parameters that apply to CSV alone. */
export const CSV_ONLY = ['columns', 'delimiter', 'raw', 'bom'];

function columnsParameter(columns: Columns): Parameter {
  const [first = 'id', ...others] = Object.keys(columns);
  return {
    schema: z.enum([first, ...others]),
    repeatable: true,
    ordered: true,
    example: first,
    description:
      'Columns of the table, in this order; all of them where it is left out. `status`, `spanStatus`, `verdict`, `contested`, `cautions` and `revision` are always there where the table has them, at the end unless picked. CSV only.',
  };
}

/** @param columns those of the table, any of which can be picked. */
export function exportParameters(scope: ListScope, columns: Columns): Parameters {
  const {
    limit: _limit,
    cursor: _cursor,
    total: _total,
    include: _include,
    ...list
  } = scope.question.parameters;
  const { sort } = list;
  return {
    ...list,
    ...(sort !== undefined && {
      sort: { ...sort, description: `${sort.description} There is none by relevance.` },
    }),
    ...FILE_PARAMETERS,
    ...(isMapped(scope.resource) && { format: MAP_FORMAT }),
    columns: columnsParameter(columns),
  };
}

export function checkExport(scope: ListScope): (values: Values) => readonly ParameterNote[] {
  return (values) => [
    ...scope.question.problems(values),
    ...(values.format === 'csv' ? [] : tableProblems(values)),
  ];
}

function tableProblems(values: Values): ParameterNote[] {
  const defaults: Parameters = FILE_PARAMETERS;
  const given = CSV_ONLY.filter((name) => values[name] !== defaults[name]?.defaultValue);
  return given.map((parameter) => ({
    parameter,
    message: `It says how a table is written, and the format is ${values.format}.`,
    suggestion: 'format=csv',
  }));
}
