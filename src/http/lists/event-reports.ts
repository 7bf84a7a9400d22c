// The list of an event's reports: each article's or outlet's version of it.
import { z } from 'zod';
import { EventReport } from '../../model/event.ts';
import { MAX_LIMIT } from '../../query/parameters/list-parameters.ts';
import { events } from '../../resources/events.ts';
import { dataRoute } from '../contract/data-route.ts';
import { pathSchema } from '../contract/parameter-schemas.ts';
import { ListMeta, NothingIncluded, Page } from '../contract/response-schemas.ts';
import { recordOf } from '../records/record.ts';
import type { Call, HandlerResult } from '../server/route.ts';
import { listAnswer } from './list-route.ts';
import { endOfSlice, offsetPaging, sliceOf } from './offset-pages.ts';

const path = '/v1/events/{eventId}/reports';

const EventReportList = z
  .object({
    data: z.array(EventReport).max(MAX_LIMIT),
    page: Page,
    meta: ListMeta,
    included: NothingIncluded,
  })
  .meta({ id: 'EventReportList', description: 'A page of the reports of one event.' });

export const reportsRoute = dataRoute({
  path,
  operationId: 'listEventReports',
  summary: 'List the reports of one event',
  description:
    "Each article's or outlet's version of the event: the passage, in whose voice, and whether it asserts, denies or anticipates.",
  pathParameters: pathSchema(events),
  componentPrefix: 'Event',
  ...offsetPaging,
  response: { description: 'A page of reports.', schema: EventReportList },
  handle: handleReports,
});

async function handleReports(call: Call): Promise<HandlerResult> {
  const { reports } = JSON.parse(await recordOf(events, path, call)) as { reports: unknown[] };
  const { start, limit } = sliceOf(call);
  const slice = reports.slice(start, start + limit).map((report) => JSON.stringify(report));
  const query = `Reports of the event ${call.pathValues.eventId}, in the order of the record.`;
  const meta = { revision: call.store.revision, query, undated: 0, warnings: [], without: [] };
  return listAnswer(
    slice,
    { limit, total: reports.length, end: endOfSlice(start, slice.length, reports.length) },
    meta,
    '{}',
    call,
  );
}
