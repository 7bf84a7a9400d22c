// Problems as errors that can be told apart. The server answers every one as `application/problem+json` (RFC 9457).

/** What is wrong with one parameter, and what to send instead. */
export interface ProblemNote {
  /** Empty where it is not about one. */
  readonly parameter: string;
  readonly message: string;
  readonly suggestion: string | null;
}

interface ProblemParts {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly instance: string;
  readonly type: string;
  readonly errors: readonly ProblemNote[];
}

/** The code of an answer that is no problem document, such as that of a proxy in between. */
export const NO_PROBLEM_DOCUMENT = 'no-problem-document';

/** An answer that is not the one asked for. `code` tells what happened; `errors` says what to send instead. */
export class DemarcheProblem extends Error implements ProblemParts {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** The path that was asked for. */
  readonly instance: string;
  /** Where the code is explained. */
  readonly type: string;
  readonly errors: readonly ProblemNote[];
  /** After how many seconds the server asks to be tried again; null where it does not say. */
  readonly retryAfter: number | null;

  constructor(parts: ProblemParts, retryAfter: number | null) {
    super(`${parts.status} ${parts.code}: ${parts.detail}`);
    this.name = 'DemarcheProblem';
    this.status = parts.status;
    this.code = parts.code;
    this.title = parts.title;
    this.detail = parts.detail;
    this.instance = parts.instance;
    this.type = parts.type;
    this.errors = parts.errors;
    this.retryAfter = retryAfter;
  }
}

/** The dataset was loaded anew while a list was being read: its cursor's revision is gone. */
export class StaleCursor extends DemarcheProblem {
  /** The address that begins the list again in the present revision; null where the server does not say. */
  readonly restart: string | null;

  constructor(parts: ProblemParts, retryAfter: number | null) {
    super(parts, retryAfter);
    this.name = 'StaleCursor';
    this.restart = parts.errors.find(({ parameter }) => parameter === 'cursor')?.suggestion ?? null;
  }
}

/** Seconds to wait from a `Retry-After` header: a number of seconds, or a date (RFC 9110, 10.2.3). */
export function retryAfterOf(response: Response): number | null {
  const value = response.headers.get('retry-after');
  if (value === null) return null;
  if (/^\d+$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, (date - Date.now()) / 1000);
}

/** Reads an answer whose status is 400 or more. Never throws: an answer that cannot be read is a problem too. */
export async function problemOf(response: Response): Promise<DemarcheProblem> {
  const retryAfter = retryAfterOf(response);
  const parts = partsOf(await response.json().catch(() => null)) ?? {
    status: response.status,
    code: NO_PROBLEM_DOCUMENT,
    title: response.statusText,
    detail: `The answer is no problem document, but ${response.headers.get('content-type') ?? 'of no type'}.`,
    instance: response.url === '' ? '' : new URL(response.url).pathname,
    type: 'about:blank',
    errors: [],
  };
  return parts.code === 'stale-cursor'
    ? new StaleCursor(parts, retryAfter)
    : new DemarcheProblem(parts, retryAfter);
}

function partsOf(body: unknown): ProblemParts | null {
  if (typeof body !== 'object' || body === null) return null;
  const parts = body as Partial<ProblemParts>;
  const whole =
    typeof parts.code === 'string' && typeof parts.status === 'number' && Array.isArray(parts.errors);
  return whole ? (parts as ProblemParts) : null;
}
