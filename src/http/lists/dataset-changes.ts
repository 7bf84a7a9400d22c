// The list of changes that loads made, so that clients can keep a copy in step without reading everything again.
import { z } from 'zod';
import { Change, ChangeKind, KEPT_HISTORY } from '../../model/change.ts';
import { Revision } from '../../model/dataset.ts';
import { RecordType } from '../../model/record-type.ts';
import { shorten } from '../../model/strings.ts';
import { listParameters } from '../../query/parameters/list-parameters.ts';
import type { Parameters } from '../../query/parameters/parameters.ts';
import { dataRoute } from '../contract/data-route.ts';
import { ListMeta, NothingIncluded, Page } from '../contract/response-schemas.ts';
import { Problem } from '../server/problems.ts';
import type { Call, HandlerResult } from '../server/route.ts';
import { listAnswer } from './list-route.ts';

const SORTS = { revision: 'asc', '-revision': 'desc' } as const;

const paging = listParameters({ filters: {}, sorts: SORTS, includes: {} });

const PARAMETERS: Parameters = {
  since: {
    schema: Revision,
    repeatable: false,
    // Revisions come from earlier responses, so there is none to show.
    example: undefined,
    description:
      'Only what changed after this revision: the `meta.revision` or `Dataset-Version` of an earlier answer.',
  },
  type: { schema: RecordType, repeatable: true, example: 'event', description: 'Only records of this type.' },
  change: {
    schema: ChangeKind,
    repeatable: true,
    example: 'changed',
    description: 'Only changes of this kind.',
  },
  ...paging,
  sort: {
    schema: z.enum(Object.keys(SORTS) as ['revision', '-revision']),
    repeatable: false,
    defaultValue: 'revision',
    example: '-revision',
    description: 'Order of the list: `revision` as the changes came, `-revision` the newest first.',
  },
};

const ChangeList = z
  .object({
    data: z.array(Change),
    page: Page,
    meta: z
      .object({
        ...ListMeta.shape,
        since: Revision.describe(
          'The revision after which the changes begin: the one asked for, else the oldest that is kept.',
        ),
      })
      .meta({ id: 'ChangeListMeta', description: 'About the answer as a whole.' }),
    included: NothingIncluded,
  })
  .meta({ id: 'ChangeList', description: 'A page of changes.' });

export const changesRoute = dataRoute({
  path: '/v1/dataset/changes',
  operationId: 'listDatasetChanges',
  summary: 'List what loads changed',
  description:
    'Each record that a load added, changed, retired or removed, told from what its authors wrote. To keep a copy ' +
    'of that in step, read the changes `since` the revision that the copy has, in their order, and then take ' +
    `\`meta.revision\` as its revision. Known are the last ${KEPT_HISTORY.revisions} revisions, as far back as ` +
    `${KEPT_HISTORY.changes} changes, and always the last but one; any other is answered 410: read everything ` +
    'again. Not listed is what only follows from other records, such as counts and the cautions that travel, nor ' +
    "the dataset's own record, which `/v1/dataset` answers.",
  parameters: PARAMETERS,
  componentPrefix: 'Dataset',
  response: { description: 'A page of changes.', schema: ChangeList },
  acceptsPosition: (after) => after.length === 1,
  handle: handleChanges,
});

async function handleChanges(call: Call): Promise<HandlerResult> {
  const { store, values, after } = call;
  const limit = Number(values.limit);
  const direction = SORTS[String(values.sort) as keyof typeof SORTS];
  const page = await store.changes({
    since: values.since === undefined ? null : String(values.since),
    types: (values.type ?? null) as readonly RecordType[] | null,
    kinds: (values.change ?? null) as readonly ChangeKind[] | null,
    direction,
    after: after === null ? null : Number(after[0]),
    limit,
    isCounted: values.total === true,
  });
  if (page === null) throw unknownRevision(String(values.since), store.revision);
  const { changes, since, total, end } = page;
  return listAnswer(
    changes.map((change) => JSON.stringify(change)),
    { limit, total, end: end === null ? null : [end] },
    {
      revision: store.revision,
      query: changesSentence(call, since),
      undated: 0,
      warnings: [],
      without: [],
      since,
    },
    '{}',
    call,
  );
}

/** `Changes of type event, added or changed since revision 0123456789abcdef, as they came.` */
function changesSentence({ values }: Call, since: string): string {
  const listed = (items: unknown) => (items as readonly string[]).join(' or ');
  const types = values.type === undefined ? '' : ` of type ${listed(values.type)}`;
  const kinds = values.change === undefined ? '' : `, ${listed(values.change)}`;
  const order = values.sort === '-revision' ? 'newest first' : 'as they came';
  return `Changes${types}${kinds} since revision ${since}, ${order}.`;
}

function unknownRevision(since: string, revision: string): Problem {
  const message = `What changed since "${shorten(since)}" is not kept: read everything again, and go on from ${revision}.`;
  return new Problem('revision-gone', message, {
    errors: [{ parameter: 'since', message, suggestion: revision }],
  });
}
