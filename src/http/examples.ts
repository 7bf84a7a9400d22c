// A true answer for each operation, as the document shows it. The JSON is written by tests/support/write-examples.ts
// from the shipped dataset; what no load of that could show stands here.
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
  getMetrics: {
    summary: 'GET /metrics',
    value: 'demarche_http_request_duration_seconds_count{route="/v1/events",method="GET",status="200"} 12\n',
  },
};
