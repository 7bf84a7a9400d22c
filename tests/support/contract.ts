// Holds every response to the OpenAPI document: its status is documented, its content type, headers and body are as
// the document says, and nothing in the body is undocumented.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { openapiDocument } from '../../src/http/routes.ts';

// biome-ignore lint/suspicious/noExplicitAny: a JSON document is walked by its keys
type Json = any;

export const DOCUMENT: Json = JSON.parse(JSON.stringify(openapiDocument()));

/** The document with no field beyond those it names: what it leaves open for later may not be sent today. */
function closed(value: Json): Json {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'examples' ? inner : closed(inner)]),
  );
  if (copy.type === 'object' && copy.properties !== undefined) copy.additionalProperties ??= false;
  return copy;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
// biome-ignore lint/suspicious/noExplicitAny: the package's types describe its CommonJS face
(addFormats as any)(ajv);
ajv.addSchema({ ...closed(DOCUMENT), $id: 'openapi' });

const validators = new Map<string, ValidateFunction>();

/** A validator of the schema at a JSON pointer into the document. */
export function validatorAt(...pointer: readonly string[]): ValidateFunction {
  const reference = `openapi#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
  const known = validators.get(reference) ?? ajv.compile({ $ref: reference });
  validators.set(reference, known);
  return known;
}

export interface Operation {
  readonly path: string;
  readonly operationId: string;
  readonly responses: Json;
  readonly parameters: Json[];
}

export function resolve(value: Json): Json {
  if (value?.$ref === undefined) return value;
  const pointer = String(value.$ref).slice(2).split('/');
  return pointer.reduce((inner, key) => inner[key], DOCUMENT);
}

export const OPERATIONS: readonly Operation[] = Object.entries(DOCUMENT.paths).map(
  ([path, item]: [string, Json]) => ({
    path,
    operationId: item.get.operationId,
    responses: item.get.responses,
    parameters: (item.get.parameters ?? []).map(resolve),
  }),
);

const patterns = OPERATIONS.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]*')}$`),
}));

/** The operation that a path belongs to; undefined for paths that are not in the document. */
export function operationOf(url: string): Operation | undefined {
  const [path = ''] = url.split('?', 1);
  return patterns.find(({ pattern }) => pattern.test(path))?.operation;
}

export interface Checked {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** What was seen: `operationId status`, and the names of shared responses. */
export class Contract {
  readonly seen = new Set<string>();
  readonly sharedSeen = new Set<string>();

  /** Throws where a response to GET or HEAD is not as the document says. */
  check(method: string, url: string, response: Checked): void {
    const operation = operationOf(url);
    const where = `${method} ${url} -> ${response.statusCode}`;
    // What answers instead of an operation: no path, no such method, no HTTP to speak of.
    if (operation === undefined || !['GET', 'HEAD'].includes(method)) {
      if (response.statusCode >= 400) this.#problem(where, response);
      return;
    }
    const documented = operation.responses[response.statusCode];
    if (documented === undefined)
      throw new Error(`${where}: this status is not documented\n${response.body.slice(0, 500)}`);
    this.seen.add(`${operation.operationId} ${response.statusCode}`);
    if (documented.$ref !== undefined) this.sharedSeen.add(String(documented.$ref).split('/').at(-1) ?? '');
    this.#headers(where, resolve(documented), response);
    if (method === 'GET') this.#body(where, operation, documented, response);
  }

  #problem(where: string, response: Checked): void {
    expectType(where, response, 'application/problem+json');
    validate(where, validatorAt('components', 'schemas', 'Problem'), JSON.parse(response.body));
  }

  #headers(where: string, documented: Json, { headers }: Checked): void {
    for (const [name, reference] of Object.entries(documented.headers ?? {})) {
      const header = resolve(reference);
      const value = headers[name.toLowerCase()];
      if (value === undefined && header.required === true)
        throw new Error(`${where}: the header ${name} is missing`);
      if (value !== undefined)
        validate(`${where} ${name}`, validatorAt('components', 'headers', name, 'schema'), value);
    }
  }

  #body(where: string, operation: Operation, documented: Json, response: Checked): void {
    const types = Object.keys(resolve(documented).content ?? {});
    if (types.length === 0) {
      if (response.body !== '') throw new Error(`${where}: no body is documented`);
      return;
    }
    const type = expectType(where, response, ...types);
    const holder =
      documented.$ref === undefined
        ? ['paths', operation.path, 'get', 'responses', String(response.statusCode)]
        : String(documented.$ref).slice(2).split('/');
    const value = /[/+]json$/.test(type) ? JSON.parse(response.body) : response.body;
    validate(where, validatorAt(...holder, 'content', type, 'schema'), value);
  }
}

/** The type that was sent, which must be one of these. */
function expectType(where: string, { headers }: Checked, ...types: string[]): string {
  const sent = String(headers['content-type'] ?? '');
  const [type = ''] = sent.split(';');
  if (!types.includes(type))
    throw new Error(`${where}: the content type is "${sent}", not ${types.join(' or ')}`);
  return type;
}

function validate(where: string, validator: ValidateFunction, value: unknown): void {
  if (!validator(value)) throw new Error(`${where}: ${JSON.stringify(validator.errors?.slice(0, 5))}`);
}

export interface Client {
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  head(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  send(method: string, url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  readonly contract: Contract;
}

/** Asks the application, and holds each answer to the document. */
export function clientOf(app: FastifyInstance, contract = new Contract()): Client {
  const send: Client['send'] = async (method, url, headers = {}) => {
    // biome-ignore lint/suspicious/noExplicitAny: any method may be tried
    const response = await app.inject({ method: method as any, url, headers });
    contract.check(method, url, response);
    return response;
  };
  return {
    send,
    contract,
    get: (url, headers) => send('GET', url, headers),
    head: (url, headers) => send('HEAD', url, headers),
  };
}
