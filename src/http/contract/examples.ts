// An example response for each operation. The JSON file is written by tests/support/write-examples.ts from the shipped
// dataset; examples that it cannot give are written out here.
import type { ZodOpenApiExampleObject } from 'zod-openapi';
import examples from './examples.json' with { type: 'json' };

const written: Readonly<Record<string, ZodOpenApiExampleObject>> = examples;

export const EXAMPLES: Readonly<Record<string, ZodOpenApiExampleObject>> = {
  ...written,
  getArticleText: {
    summary: 'GET /v1/articles/ru-jp-patriot-warning/text?start=17&end=40, where the text is served',
    value: {
      articleId: 'ru-jp-patriot-warning',
      start: 17,
      end: 40,
      characters: 1932,
      text: 'Russia has warned Japan',
    },
  },
  listDatasetChanges: {
    summary: 'GET /v1/dataset/changes?since=0f1e2d3c4b5a6978, after a load that replaced that revision',
    value: {
      data: [
        {
          revision: '8796a5b4c3d2e1f0',
          previousRevision: '0f1e2d3c4b5a6978',
          version: '0.3.0',
          type: 'event',
          id: 'zakharova-warns-japan',
          change: 'changed',
          fields: ['summary', 'contexts'],
          successorId: null,
          reason: null,
        },
        {
          revision: '8796a5b4c3d2e1f0',
          previousRevision: '0f1e2d3c4b5a6978',
          version: '0.3.0',
          type: 'event',
          id: 'zakharova-warns-tokyo',
          change: 'retired',
          fields: [],
          successorId: 'zakharova-warns-japan',
          reason: 'The same warning under two ids.',
        },
      ],
      page: { limit: 50, nextCursor: null, total: null },
      meta: {
        revision: '8796a5b4c3d2e1f0',
        query: 'Changes since revision 0f1e2d3c4b5a6978, as they came.',
        undated: 0,
        warnings: [],
        without: [],
        since: '0f1e2d3c4b5a6978',
      },
      included: {},
    },
  },
  getMetrics: {
    summary: 'GET /metrics',
    value: 'demarche_http_request_duration_seconds_count{route="/v1/events",method="GET",status="200"} 12\n',
  },
};
