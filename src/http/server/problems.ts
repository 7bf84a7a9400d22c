// The catalogue of problems, and the body of every error response (RFC 9457).
// All texts here are public: internal causes go to the log.
import type { ParameterNote } from '../../query/parameters/parameters.ts';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** When it occurs and what to do about it: shown at `/v1/problems`. */
  readonly description: string;
}

/** Every problem by its code. */
export const PROBLEMS = {
  'invalid-parameter': {
    status: 400,
    title: 'A parameter cannot be understood',
    description:
      'A parameter does not exist, is given twice, or has a value that it cannot have. `errors` names each and, where one is near, the valid name or value.',
  },
  'invalid-cursor': {
    status: 400,
    title: 'The cursor does not belong to this request',
    description:
      'A cursor goes on only with the path, filters and sort that it was made for. Send those again, or leave the cursor out to begin anew.',
  },
  'invalid-request': {
    status: 400,
    title: 'The request cannot be understood',
    description:
      'The address or the headers are malformed: a broken percent escape, a control character, invalid HTTP.',
  },
  'no-such-record': {
    status: 404,
    title: 'There is no such record',
    description: 'No record has this id. `errors` names the nearest id where one is near.',
  },
  'no-such-path': {
    status: 404,
    title: 'There is nothing at this path',
    description: '`/v1` lists the paths. `errors` names the nearest where one is near.',
  },
  'text-not-served': {
    status: 404,
    title: 'The text of this article is not served',
    description:
      "An article's text belongs to its publisher. It is served only where the owner of this service has loaded it and chosen to serve it in full.",
  },
  'method-not-allowed': {
    status: 405,
    title: 'This method is not allowed here',
    description: 'The API is read only. `Allow` lists the methods of the path.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    description: 'The whole request must arrive within seconds. Send it again.',
  },
  'record-gone': {
    status: 410,
    title: 'The record was retired',
    description: 'The record was taken out of the dataset and has no successor. `detail` gives the reason.',
  },
  'stale-cursor': {
    status: 410,
    title: 'The cursor is of a revision that is gone',
    description:
      'The dataset was loaded anew since the list was begun. `errors` gives the address to begin again from.',
  },
  'revision-gone': {
    status: 410,
    title: 'What changed since this revision is not kept',
    description:
      'The revision is older than the history that is kept, or none of this dataset. Read everything again, and then go on from the revision that `errors` names.',
  },
  'precondition-failed': {
    status: 412,
    title: 'A precondition does not hold',
    description: 'What `If-Match` or `If-Unmodified-Since` names is not what is there. Leave the header out.',
  },
  'body-too-large': {
    status: 413,
    title: 'The request body is too large',
    description: 'No request needs a body.',
  },
  'uri-too-long': {
    status: 414,
    title: 'The address is too long',
    description: 'Shorten the address: fewer values, or a shorter id.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The request body is of a type that is not read',
    description: 'No request needs a body.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'There is no such part',
    description: '`Range` asks for bytes beyond the end. Leave the header out.',
  },
  'expectation-failed': {
    status: 417,
    title: 'The expectation cannot be met',
    description: 'Leave the header `Expect` out.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    description:
      'One client has sent more requests in a minute than this service takes, or one connection more than it takes. `Retry-After` says after how many seconds to go on.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The request headers are too large',
    description: 'Address and headers together may take 16 KiB.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong here',
    description: 'The fault is on this side, and is in the log under the request id that `detail` gives.',
  },
  'data-unchecked': {
    status: 503,
    title: 'The data are being checked',
    description:
      'Nothing is answered from a file before every byte of it is known to be as its load wrote it. Try again after `Retry-After`.',
  },
  'data-damaged': {
    status: 503,
    title: 'The data are damaged',
    description:
      'The bytes of the data are not those that their load wrote, so nothing is answered from them. Only the operator of the service can mend that.',
  },
  overloaded: {
    status: 503,
    title: 'Too much is asked at once',
    description:
      'No more questions that take long can wait, as many exports are being sent as may be, or the server is behind. Nothing is wrong with the request: try again after `Retry-After`.',
  },
  'not-ready': {
    status: 503,
    title: 'The service is not ready',
    description: 'The process is starting, stopping, or its data cannot be read. Try again shortly.',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** The most `errors` in a response, so that it does not grow with the request. */
export const MAX_ERRORS = 5;

interface ProblemOptions {
  readonly errors?: readonly ParameterNote[] | undefined;
  /** Further headers of the response. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The internal cause, for the log only. */
  readonly cause?: unknown;
}

/** Thrown to answer a request with a problem; the error handler sends it. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly ParameterNote[];
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail what is wrong with this request, in public words. */
  constructor(code: ProblemCode, detail: string, { errors = [], headers = {}, cause }: ProblemOptions = {}) {
    super(detail, { cause });
    this.name = 'Problem';
    this.code = code;
    this.errors = errors;
    this.headers = headers;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** Thrown to answer with status 308: the record was retired and has a successor. */
export class PermanentRedirect extends Error {
  readonly location: string;

  constructor(location: string) {
    super(`moved to ${location}`);
    this.name = 'PermanentRedirect';
    this.location = location;
  }
}

/** One problem for all errors in parameters. */
export function invalidParameters(errors: readonly ParameterNote[]): Problem {
  const more = errors.length - MAX_ERRORS;
  const detail =
    errors.length === 1
      ? (errors[0]?.message ?? '')
      : `${errors.length} parameters cannot be understood${more > 0 ? `; the first ${MAX_ERRORS} are named` : ''}.`;
  return new Problem('invalid-parameter', detail, { errors });
}

/**
 * The body of a problem, as JSON.
 * @param url the request's URL; only its path is shown, shortened.
 * @param publicUrl prefix of links, empty for none.
 */
export function problemBody(problem: Problem, url: string, publicUrl: string): string {
  const [path = ''] = url.split(/[?#]/, 1);
  return JSON.stringify({
    type: `${publicUrl}/v1/problems#${problem.code}`,
    title: PROBLEMS[problem.code].title,
    status: problem.status,
    detail: problem.message,
    instance: path.slice(0, 200),
    code: problem.code,
    errors: problem.errors.slice(0, MAX_ERRORS),
  });
}

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  404: 'no-such-path',
  405: 'method-not-allowed',
  408: 'request-timeout',
  412: 'precondition-failed',
  413: 'body-too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
  416: 'range-not-satisfiable',
  417: 'expectation-failed',
  429: 'too-many-requests',
  431: 'headers-too-large',
  503: 'not-ready',
};

/** The problem for a framework error with this status. The framework's own message is not shown. */
export function problemOfStatus(status: number, requestId: string): Problem {
  const code = BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'invalid-request' : 'internal-error');
  const detail =
    code === 'internal-error'
      ? `The request id is ${requestId}.`
      : code === 'invalid-request'
        ? 'The address or the headers are malformed.'
        : `${PROBLEMS[code].title}.`;
  return new Problem(code, detail);
}
