// The headers of every response, also of those that no route gives.
import { SECURITY_HEADERS } from './security-headers.ts';

/** Of a response 304 too, whose client has the others already (RFC 9110 §15.4.5). */
export const HEADERS_WITHOUT_BODY: Readonly<Record<string, string>> = {
  // Any page may read every response.
  'access-control-allow-origin': '*',
  'access-control-expose-headers': [
    'Content-Disposition',
    'Content-Encoding',
    'Dataset-Version',
    'Deprecation',
    'ETag',
    'Link',
    'RateLimit-Limit',
    'RateLimit-Remaining',
    'RateLimit-Reset',
    'Retry-After',
    'Sunset',
  ].join(', '),
  // Every body may be compressed, so a cache must keep apart what clients take.
  vary: 'Accept-Encoding',
};

export const RESPONSE_HEADERS: Readonly<Record<string, string>> = {
  ...SECURITY_HEADERS,
  ...HEADERS_WITHOUT_BODY,
};
