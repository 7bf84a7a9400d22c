// Every table, said once for every engine. Queries know them by the names in table-names.ts; drizzle-kit
// reads them through the engine's own file, `sqlite-tables.ts`.
import { sql } from 'drizzle-orm';
import type * as core from 'drizzle-orm/sqlite-core';
import { RESOURCE_NAMES, type ResourceName } from '../../query/condition.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { AnyResource, Column } from '../../resources/resource.ts';
import { figureTable } from './figure-table.ts';
import {
  blocksTable,
  columnName,
  documentsTable,
  numbersTable,
  rollupsTable,
  termsTable,
} from './table-names.ts';

const factsView = (resource: ResourceName) => `${resource}_facts`;

/**
 * What drizzle builds tables of, which differs between engines. The types are SQLite's: another engine casts its own
 * to them once.
 */
export type TableBuilders = Pick<
  typeof core,
  'text' | 'integer' | 'real' | 'blob' | 'index' | 'uniqueIndex' | 'primaryKey' | 'foreignKey'
> & {
  readonly table: typeof core.sqliteTable;
  readonly view: typeof core.sqliteView;
};

/** All tables and views, by their name in the database. */
export function makeTables(build: TableBuilders) {
  const shared = sharedTables(build);
  const tables: Record<string, DynamicTable> = { ...shared };
  for (const name of RESOURCE_NAMES)
    Object.assign(
      tables,
      resourceTables(build, RESOURCES[name], shared.terms as DynamicTable),
      countedTables(build, RESOURCES[name]),
      figureTable(build, RESOURCES[name]),
    );
  return Object.assign(tables, articleTables(build, tables), {
    event_actors: eventActorsView(build, tables),
  });
}

// biome-ignore lint/suspicious/noExplicitAny: columns come from a loop over the resources, so they have no static names
type DynamicTable = core.SQLiteTableWithColumns<any>;

/**
 * A resource's four: the columns to sort and bound by, the documents apart so that scans stay narrow, the postings
 * of its terms, and a view of them for people.
 */
function resourceTables(
  build: TableBuilders,
  resource: AnyResource,
  terms: DynamicTable,
): Record<string, DynamicTable> {
  const { name } = resource;
  const builders: Record<string, core.SQLiteColumnBuilderBase> = {
    key: build.integer('key').primaryKey(),
    id: build.text('id').notNull(),
    ...Object.fromEntries(
      Object.entries(resource.columns).map(([field, column]) => [field, columnBuilder(build, field, column)]),
    ),
  };
  const indexed = Object.keys(resource.columns).filter((field) => resource.columns[field]?.indexed);
  const records: DynamicTable = build.table(name, builders, (columns) => {
    const table = columns as DynamicTable;
    return [
      build.uniqueIndex(`${name}_id`).on(table.id),
      ...indexed.map((field) => build.index(`${name}_${columnName(field)}`).on(table[field], table.id)),
    ];
  });
  const documents: DynamicTable = build.table(documentsTable(name), {
    key: build
      .integer('key')
      .primaryKey()
      .references(() => records.key),
    document: build.text('document').notNull(),
  });
  const postings: DynamicTable = build.table(
    termsTable(name),
    {
      termId: build
        .integer('term_id')
        .notNull()
        .references(() => terms.id),
      key: build
        .integer('key')
        .notNull()
        .references(() => records.key),
    },
    (table) => [build.primaryKey({ columns: [table.termId, table.key] })],
  );
  const view = build
    .view(factsView(name), {
      id: build.text('id'),
      field: build.text('field'),
      value: build.text('value'),
    })
    .as(
      sql`select ${records.id}, ${terms.field}, ${terms.value} from ${records}
        join ${postings} on ${postings.key} = ${records.key} join ${terms} on ${terms.id} = ${postings.termId}`,
    );
  return {
    [name]: records,
    [documentsTable(name)]: documents,
    [termsTable(name)]: postings,
    [factsView(name)]: view as unknown as DynamicTable, // a view is exported beside the tables
  };
}

/** What counts read, of a resource that has any: see blocks.ts and rollups.ts. */
function countedTables({ table, text, integer, blob, primaryKey }: TableBuilders, resource: AnyResource) {
  if (Object.keys(resource.facets).length === 0) return {};
  const field = () => text('field').notNull();
  const block = () => integer('block').notNull();
  const bytes = (name: string) => blob(name, { mode: 'buffer' }).notNull();
  return {
    [blocksTable(resource.name)]: table(
      blocksTable(resource.name),
      {
        field: field(),
        block: block(),
        termIds: bytes('term_ids'),
        ends: bytes('ends'),
        places: bytes('places'),
      },
      (blocks) => [primaryKey({ columns: [blocks.field, blocks.block] })],
    ),
    [numbersTable(resource.name)]: table(
      numbersTable(resource.name),
      { field: field(), block: block(), numbers: bytes('numbers') },
      (numbers) => [primaryKey({ columns: [numbers.field, numbers.block] })],
    ),
    [rollupsTable(resource.name)]: table(
      rollupsTable(resource.name),
      {
        termId: integer('term_id').notNull(),
        groupId: integer('group_id').notNull(),
        count: integer('count').notNull(),
      },
      (rollups) => [primaryKey({ columns: [rollups.termId, rollups.groupId] })],
    ),
  };
}

function columnBuilder(
  build: TableBuilders,
  field: string,
  column: Column<unknown>,
): core.SQLiteColumnBuilderBase {
  const make = { text: build.text, integer: build.integer, real: build.real }[
    column.type
  ] as typeof build.text; // alike in what is used
  const builder = make(columnName(field));
  return column.nullable ? builder : builder.notNull();
}

/** Who takes part in which event and how, for people; `actor` is any role. */
function eventActorsView(
  build: TableBuilders,
  { events, events_terms, terms }: Record<string, DynamicTable>,
) {
  return build
    .view('event_actors', {
      eventId: build.text('event_id'),
      role: build.text('role'),
      actorId: build.text('actor_id'),
    })
    .as(
      sql`select ${events?.id} as event_id, replace(${terms?.field}, '.exact', '') as role, ${terms?.value} as actor_id
        from ${terms} join ${events_terms} on ${events_terms?.termId} = ${terms?.id}
        join ${events} on ${events?.key} = ${events_terms?.key}
        where ${terms?.resource} = 'events' and ${terms?.field} in ('actor.exact', 'source.exact', 'target.exact')`,
    );
}

function sharedTables({ table, text, integer, primaryKey, index, uniqueIndex }: TableBuilders) {
  return {
    /** The dictionary of terms. `count` is how many records have the term: counting by one term reads one row. */
    terms: table(
      'terms',
      {
        id: integer('id').primaryKey(),
        resource: text('resource').notNull(),
        field: text('field').notNull(),
        value: text('value').notNull(),
        count: integer('count').notNull(),
      },
      (terms) => [
        uniqueIndex('terms_value').on(terms.resource, terms.field, terms.value),
        // The most frequent values of a field are the first rows of this index.
        index('terms_count').on(terms.resource, terms.field, sql`count desc`, terms.value),
      ],
    ),
    /** Folded names and aliases, by which a mistyped id is recognised. */
    names: table(
      'names',
      { resource: text('resource').notNull(), folded: text('folded').notNull(), id: text('id').notNull() },
      (names) => [primaryKey({ columns: [names.resource, names.folded, names.id] })],
    ),
    /** The words of each resource's texts, and how many records have them: what a mistyped one is compared with. */
    words: table(
      'words',
      {
        resource: text('resource').notNull(),
        word: text('word').notNull(),
        count: integer('count').notNull(),
      },
      (words) => [primaryKey({ columns: [words.resource, words.word] })],
    ),
    /** Where each day begins in the order of keys: a range of dates is a range of keys. */
    days: table(
      'days',
      {
        resource: text('resource').notNull(),
        day: text('day').notNull(),
        firstKey: integer('first_key').notNull(),
      },
      (days) => [primaryKey({ columns: [days.resource, days.day] })],
    ),
    retired: table(
      'retired',
      {
        type: text('type').notNull(),
        id: text('id').notNull(),
        successorId: text('successor_id'),
        reason: text('reason').notNull(),
      },
      (retired) => [primaryKey({ columns: [retired.type, retired.id] })],
    ),
    /** Of each record, a hash of what its authors wrote, by which the next load tells what it changes. */
    record_hashes: table(
      'record_hashes',
      { type: text('type').notNull(), id: text('id').notNull(), hash: text('hash').notNull() },
      (hashes) => [primaryKey({ columns: [hashes.type, hashes.id] })],
    ),
    /** The revisions that led here, oldest first, and what each changed: see change-log-queries.ts. */
    revisions: table('revisions', {
      sequence: integer('sequence').primaryKey(),
      revision: text('revision').notNull(),
      version: text('version').notNull(),
      lastPosition: integer('last_position').notNull(),
    }),
    changes: table('changes', {
      position: integer('position').primaryKey(),
      sequence: integer('sequence').notNull(),
      type: text('type').notNull(),
      id: text('id').notNull(),
      kind: text('kind').notNull(),
      fields: text('fields').notNull(),
      successorId: text('successor_id'),
      reason: text('reason'),
    }),
    /** The codebooks of the dataset's own, as their authors wrote them. */
    codebooks: table('codebooks', {
      scheme: text('scheme').primaryKey(),
      document: text('document').notNull(),
    }),
    /** What the database says of itself: see store-meta.ts. */
    meta: table('meta', { name: text('name').primaryKey(), value: text('value').notNull() }),
  };
}

function articleTables(
  { table, text, integer, primaryKey }: TableBuilders,
  { articles }: Record<string, DynamicTable>,
) {
  const articleId = () => text('article_id').references(() => articles?.id);
  return {
    /** Annotations in text order, rendered. */
    annotations: table(
      'annotations',
      {
        articleId: articleId().notNull(),
        position: integer('position').notNull(),
        annotation: text('annotation').notNull(),
      },
      (annotations) => [primaryKey({ columns: [annotations.articleId, annotations.position] })],
    ),
    /** Whole documents, only where they are served in full. */
    texts: table('texts', { articleId: articleId().primaryKey(), text: text('text').notNull() }),
  };
}
