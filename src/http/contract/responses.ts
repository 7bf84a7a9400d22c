// The responses of the document. Problems and 304 are shared; each operation has its own 200.
import type { z } from 'zod';
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import type { ParameterNote } from '../../query/parameters/parameters.ts';
import { CACHE_CONTROL } from '../server/caching.ts';
import { PROBLEMS, Problem, type ProblemCode, problemBody } from '../server/problems.ts';
import { UNLIMITED_PATHS } from '../server/rate-limit.ts';
import { EXAMPLES } from './examples.ts';
import { ProblemDocument } from './response-schemas.ts';

const textHeader = (description: string, example: string) =>
  ({ description, required: true, schema: { type: 'string' as const, maxLength: 8000 }, example }) as const;

/** Every header that is documented, by name. */
export const HEADERS = {
  ETag: textHeader(
    'The entity tag of this representation, for `If-None-Match`; weak where the body is compressed.',
    '"0123456789abcdef-dGhpcyBpcyBhIHRlc3Q"',
  ),
  'Cache-Control': textHeader('How long the answer may be kept.', CACHE_CONTROL),
  'Dataset-Version': textHeader('The revision of the dataset that answered.', '0123456789abcdef'),
  'Access-Control-Allow-Origin': textHeader('Any page may read the answer.', '*'),
  Location: textHeader('The address of the record that took its place.', '/v1/actors/zakharova'),
  'Retry-After': textHeader('After how many seconds to try again.', '1'),
  Link: {
    ...textHeader(
      'The next page, as `rel="next"`; missing on the last.',
      '</v1/events?cursor=eyJ2IjoxfQ>; rel="next"',
    ),
    required: false,
  },
  'Content-Disposition': textHeader(
    'A name for the file.',
    'attachment; filename="demarche-events-0123456789abcdef.csv"',
  ),
} as const;

type HeaderName = keyof typeof HEADERS;

function headers(...names: HeaderName[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** A response with a problem, with an example of it. */
function failure(
  id: string,
  description: string,
  code: ProblemCode,
  example: { detail: string; path: string; errors?: readonly ParameterNote[] },
  further: readonly HeaderName[] = [],
): ZodOpenApiResponseObject {
  const value = JSON.parse(
    problemBody(new Problem(code, example.detail, { errors: example.errors }), example.path, ''),
  );
  return {
    id,
    description,
    headers: headers('Cache-Control', 'Dataset-Version', 'Access-Control-Allow-Origin', ...further),
    content: {
      'application/problem+json': {
        schema: ProblemDocument,
        examples: { [code]: { summary: PROBLEMS[code].title, value } },
      },
    },
  };
}

const NotModified: ZodOpenApiResponseObject = {
  id: 'NotModified',
  description: 'The representation that `If-None-Match` names is still the current one.',
  headers: headers('ETag', 'Cache-Control', 'Dataset-Version', 'Access-Control-Allow-Origin'),
};

const MovedPermanently: ZodOpenApiResponseObject = {
  id: 'MovedPermanently',
  description: 'The record was retired; another took its place.',
  headers: headers('Location', 'Cache-Control', 'Dataset-Version', 'Access-Control-Allow-Origin'),
};

export const BadRequest = failure(
  'BadRequest',
  'The request cannot be understood; `errors` says what to send instead.',
  'invalid-parameter',
  {
    detail: 'There is no parameter "speeker" here.',
    path: '/v1/quotes',
    errors: [
      { parameter: 'speeker', message: 'There is no parameter "speeker" here.', suggestion: 'speaker' },
    ],
  },
);

const NotFound = failure(
  'NotFound',
  'There is no such record; `errors` names the nearest id.',
  'no-such-record',
  {
    detail: 'There is no actor "sakharova".',
    path: '/v1/actors/sakharova',
    errors: [{ parameter: 'actorId', message: 'There is no actor "sakharova".', suggestion: 'zakharova' }],
  },
);

const Gone = failure(
  'Gone',
  'The record was retired, or the cursor or `since` names a revision that is no longer kept.',
  'stale-cursor',
  {
    detail: 'The dataset was loaded anew since this list was begun.',
    path: '/v1/quotes',
    errors: [
      {
        parameter: 'cursor',
        message: 'The dataset was loaded anew since this list was begun.',
        suggestion: '/v1/quotes?speaker=zakharova',
      },
    ],
  },
);

const UriTooLong = failure('UriTooLong', 'An id in the path is longer than any can be.', 'uri-too-long', {
  detail: 'The address is too long.',
  path: '/v1/actors/zakharova-zakharova-zakharova',
});

const HeadersTooLarge = failure(
  'HeadersTooLarge',
  'Address and headers together are larger than 16 KiB.',
  'headers-too-large',
  { detail: 'The request headers are too large.', path: '' },
);

export const InternalError = failure(
  'InternalError',
  'Something went wrong on this side.',
  'internal-error',
  {
    detail: 'The request id is 8f14e45f.',
    path: '/v1/quotes',
  },
);

export const NotReady = failure(
  'NotReady',
  'The process is starting or stopping, or its data cannot be read.',
  'not-ready',
  { detail: 'The process is stopping.', path: '/readyz' },
  ['Retry-After'],
);

const NotIntact = failure(
  'NotIntact',
  'The data are being checked or are damaged, or more is asked at once than can be answered.',
  'data-unchecked',
  { detail: 'The data are being checked.', path: '/v1/quotes' },
  ['Retry-After'],
);

const TooManyRequests = failure(
  'TooManyRequests',
  'The client has sent more requests in a minute than the operator of this service allows.',
  'too-many-requests',
  { detail: 'A client may send 600 requests in a minute; go on in 7 s.', path: '/v1/quotes' },
  ['Retry-After'],
);

/** Responses that the server may give before it reaches the operation. */
export function serverResponses(path: string): ZodOpenApiResponsesObject {
  return {
    ...(path.includes('{') && { 414: UriTooLong }),
    ...(!UNLIMITED_PATHS.includes(path) && { 429: TooManyRequests }),
    431: HeadersTooLarge,
  };
}

/** The parts of a response 200. */
export interface Success {
  readonly operationId: string;
  readonly description: string;
  readonly schema: z.ZodType;
  readonly mediaType?: string;
  /** Further media types of a file, with their schemas. */
  readonly others?: Readonly<Record<string, z.ZodType>>;
  /** Further headers. */
  readonly headers?: readonly HeaderName[];
}

/** The response 200 of an operation, with its example. */
export function success(
  {
    operationId,
    description,
    schema,
    mediaType = 'application/json',
    others = {},
    headers: further = [],
  }: Success,
  cached = true,
): ZodOpenApiResponseObject {
  return {
    description,
    headers: headers(
      ...(cached ? (['ETag'] as const) : []),
      'Cache-Control',
      'Dataset-Version',
      'Access-Control-Allow-Origin',
      ...further,
    ),
    content: {
      [mediaType]: mediaObject(schema, operationId),
      ...Object.fromEntries(
        Object.entries(others).map(([type, of]) => [type, mediaObject(of, `${operationId} ${type}`)]),
      ),
    },
  };
}

/** @param key the key of the example. */
function mediaObject(schema: z.ZodType, key: string) {
  const example = EXAMPLES[key];
  return { schema, ...(example !== undefined && { examples: { example } }) };
}

/** The responses of an operation whose result changes only with a load. */
export function responses(
  ok: Success,
  {
    moved,
    notFound,
    gone,
    needsData,
  }: Readonly<Record<'moved' | 'notFound' | 'gone' | 'needsData', boolean>>,
): ZodOpenApiResponsesObject {
  return {
    200: success(ok),
    ...(moved && { 308: MovedPermanently }),
    304: NotModified,
    400: BadRequest,
    ...(notFound && { 404: NotFound }),
    ...(gone && { 410: Gone }),
    500: InternalError,
    ...(needsData && { 503: NotIntact }),
  };
}
