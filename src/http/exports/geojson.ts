// Writes events as GeoJSON (RFC 7946) for maps: a feature for each, with the columns of its table that a map shows.
import { z } from 'zod';
import { Revision } from '../../model/dataset.ts';
import type { Event } from '../../model/event.ts';
import { Slug } from '../../model/fields.ts';
import { figuresOf } from '../../model/quantity.ts';
import type { Cell, CellKind } from '../../resources/csv-columns.ts';
import { events } from '../../resources/events.ts';
import type { Call } from '../server/route.ts';
import { joined } from './csv.ts';
import { tableRows } from './export-rows.ts';

export const GEOJSON_TYPE = 'application/geo+json';

/** Columns of the table of events. A geometry says where a place is; these how well that is known, and of what. */
const SHOWN = [
  ...['title', 'type', 'status', 'date', 'dateEarliest', 'dateLatest', 'placeName', 'placeCountry'],
  ...['placePrecision', 'sourceNames', 'targetNames', 'participantNames', 'contested', 'cautions'],
] as const;

const COLUMNS = SHOWN.map((name) => {
  const column = events.csv[name];
  if (column === undefined) throw new Error(`the table of events has no column ${name}`);
  return { name, column };
});

function propertySchema(kind: CellKind): z.ZodType {
  if (kind === 'number') return z.number().nullable();
  return kind === 'boolean' ? z.boolean() : z.string().nullable();
}

const EventProperties = z
  .object({
    id: Slug,
    ...Object.fromEntries(
      COLUMNS.map(({ name, column }) => [name, propertySchema(column.kind).describe(column.description)]),
    ),
    link: z.string().describe('The record in this API.'),
  })
  .loose() // a figure of each measure, which depend on the dataset
  .meta({
    id: 'EventProperties',
    description:
      'What a map shows of an event: cells of its table, several values of one parted by `|`, and each of its figures as a number under the name of its measure, such as `figure.deaths`.',
  });

const PointGeometry = z
  .object({
    type: z.literal('Point'),
    coordinates: z.array(z.number()).length(2).describe('Longitude, then latitude, in degrees of WGS 84.'),
  })
  .meta({ id: 'PointGeometry', description: 'A point as RFC 7946 has it.' });

const EventFeature = z
  .object({
    type: z.literal('Feature'),
    id: Slug,
    geometry: PointGeometry.nullable().describe('Null where the place has no coordinates.'),
    properties: EventProperties,
  })
  .meta({ id: 'EventFeature', description: 'An event on a map.' });

export const EventFeatureCollection = z
  .object({
    type: z.literal('FeatureCollection'),
    revision: Revision,
    features: z.array(EventFeature),
  })
  .meta({ id: 'EventFeatureCollection', description: 'Events as GeoJSON (RFC 7946), one on each line.' });

interface Located {
  readonly id: string;
  readonly quantities: Event['quantities'];
  readonly place: { readonly latitude: number | null; readonly longitude: number | null } | null;
}

/** The text of the collection, in chunks of as many features as the chunks have records. */
export async function* geojsonChunks(
  chunks: AsyncIterable<readonly string[]>,
  { store, publicUrl }: Pick<Call, 'store' | 'publicUrl'>,
): AsyncGenerator<string> {
  const columns = COLUMNS.map(({ column }) => column);
  let before = `{"type":"FeatureCollection","revision":${JSON.stringify(store.revision)},"features":[`;
  let between = '\n';
  for await (const documents of chunks) {
    const records = documents.map((document) => JSON.parse(document) as Located);
    const rows = await tableRows(records, columns, store);
    const features = records.map((record, index) => featureOf(record, rows[index] ?? [], publicUrl));
    yield `${before}${between}${features.join(',\n')}`;
    before = '';
    between = ',\n';
  }
  yield `${before}\n]}\n`;
}

function featureOf({ id, place, quantities }: Located, cells: readonly Cell[], publicUrl: string): string {
  const { latitude = null, longitude = null } = place ?? {};
  const isLocated = latitude !== null && longitude !== null;
  const shown = COLUMNS.map(({ name }, index) => [name, propertyOf(cells[index] ?? null)]);
  // A map sizes points by numbers: here are those by which lists are filtered and ordered.
  const figures = figuresOf(quantities).map(({ name, value }) => [`figure.${name}`, value]);
  return JSON.stringify({
    type: 'Feature',
    id,
    geometry: isLocated ? { type: 'Point', coordinates: [longitude, latitude] } : null,
    properties: { id, ...Object.fromEntries([...shown, ...figures]), link: `${publicUrl}/v1/events/${id}` },
  });
}

/** Flat, since few programs for maps show what is not. */
function propertyOf(cell: Cell): Cell {
  if (!Array.isArray(cell)) return cell;
  return joined(cell) || null;
}
