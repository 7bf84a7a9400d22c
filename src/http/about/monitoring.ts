// The routes for monitoring: liveness, readiness and metrics.
import { z } from 'zod';
import { Health } from '../contract/response-schemas.ts';
import { BadRequest, InternalError, NotReady, success } from '../contract/responses.ts';
import { Problem } from '../server/problems.ts';
import { type Route, route } from '../server/route.ts';

/** What the routes report on. */
export interface MonitoringSources {
  /** Why the process is not ready; null while all is well. */
  readonly trouble: () => string | null;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
}

export function monitoringRoutes({ trouble, metrics }: MonitoringSources): Route[] {
  const never = { cached: 'never', needsData: false } as const;
  return [
    route(
      '/livez',
      {
        operationId: 'getLiveness',
        summary: 'Ask whether the process is alive',
        description: 'Answers without touching the data. Restart the process where it does not answer.',
        tags: ['operations'],
        responses: {
          200: success({ operationId: 'getLiveness', description: 'It is alive.', schema: Health }, false),
          400: BadRequest,
          500: InternalError,
        },
      },
      ({ store }) => ({ body: JSON.stringify({ status: 'alive', revision: store.revision }) }),
      never,
    ),
    route(
      '/readyz',
      {
        operationId: 'getReadiness',
        summary: 'Ask whether the process is ready',
        description: 'Asks the data a question. Send no traffic where it answers 503.',
        tags: ['operations'],
        responses: {
          200: success({ operationId: 'getReadiness', description: 'It is ready.', schema: Health }, false),
          400: BadRequest,
          500: InternalError,
          503: NotReady,
        },
      },
      async ({ store }) => {
        const reason = trouble();
        if (reason !== null) throw new Problem('not-ready', reason);
        // The cause goes to the log, not to the client.
        await store.check().catch((cause: unknown) => {
          throw new Problem('not-ready', 'The data cannot be read.', { cause });
        });
        return { body: JSON.stringify({ status: 'ready', revision: store.revision }) };
      },
      never,
    ),
    route(
      '/metrics',
      {
        operationId: 'getMetrics',
        summary: 'Get the metrics',
        description:
          'Counts and durations of requests by route, method and status, in the text format of Prometheus.',
        tags: ['operations'],
        responses: {
          200: success(
            {
              operationId: 'getMetrics',
              description: 'The metrics.',
              schema: z.string(),
              mediaType: 'text/plain',
            },
            false,
          ),
          400: BadRequest,
          500: InternalError,
        },
      },
      async () => {
        const { type, text } = await metrics();
        return { body: text, type };
      },
      never,
    ),
  ];
}
