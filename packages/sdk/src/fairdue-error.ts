/** One field at fault, by its path in the body or query. */
export type Fault = { readonly path: string; readonly problem: string };

type Read = { code: string; detail: string; faults: Fault[] };

const kebab = (code: string): string =>
  code.replaceAll('_', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isObject) : []);

const faultsOf = (value: unknown, pathName: string, problemName: string): Fault[] =>
  list(value)
    .filter((each) => typeof each[pathName] === 'string')
    .map((each) => ({ path: text(each[pathName]), problem: text(each[problemName]) }));

/** The Recover format sends numbers of its own table; those that name one thing are called by its name. */
const recoverCodes: Readonly<Record<number, string>> = {
  102: 'body-invalid',
  104: 'request-invalid',
  109: 'customer-not-found',
  112: 'creditor-not-found',
  118: 'email-not-on-file',
  122: 'debt-not-found',
};
const statusCodes: Readonly<Record<number, string>> = {
  401: 'credential-invalid',
  403: 'permission-missing',
  404: 'not-found',
  409: 'conflict',
  429: 'rate-limited',
  500: 'internal',
  503: 'upstream-unavailable',
};

/** One of the platform's error formats, told by its fields. */
function readBody(status: number, body: unknown): Read {
  const unknown = { code: statusCodes[status] ?? `http-${status}`, detail: text(body).slice(0, 200), faults: [] };
  if (!isObject(body)) return unknown;
  if ('msg' in body) {
    const code = recoverCodes[Number(body['code'])] ?? statusCodes[status] ?? `recover-${String(body['code'])}`;
    const info = isObject(body['errorInfo']) ? Object.entries(body['errorInfo']) : [];
    const faults = info.map(([path, problem]) => ({ path, problem: String(problem) }));
    // This format has no name for it, and a repeat has to know.
    if (status === 409 && /Idempotency-Key is still under way/.test(text(body['msg'])))
      return { code: 'idempotency-key-in-flight', detail: text(body['msg']), faults };
    return { code, detail: text(body['msg']), faults };
  }
  if (Array.isArray(body['errors'])) {
    const first = list(body['errors'])[0];
    const faults = faultsOf(body['errors'], 'field', 'detail');
    return { code: kebab(text(first?.['code'])) || unknown.code, detail: text(body['message']), faults };
  }
  if ('error_description' in body)
    return { code: kebab(text(body['error'])), detail: text(body['error_description']), faults: [] };
  if ('error' in body) {
    const faults = faultsOf(body['details'], 'path', 'problem');
    return { code: kebab(text(body['code'])) || unknown.code, detail: text(body['error']), faults };
  }
  if ('detail' in body)
    return {
      code: text(body['code']) || unknown.code,
      detail: text(body['detail']),
      faults: faultsOf(body['faults'], 'path', 'problem'),
    };
  return unknown;
}

const passing = new Set([408, 425, 429, 502, 503, 504]);

/** Seconds or a date, as HTTP writes it. */
function retryAfterOf(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/**
 * The platform said no. `code` is the word of the error catalogue, whichever format it came in; `retryable` says that the same
 * request may be granted later, not that repeating it is safe.
 */
export class FairdueError extends Error {
  override readonly name = 'FairdueError';
  readonly operation: string;
  readonly status: number;
  readonly code: string;
  readonly faults: readonly Fault[];
  /** Names this request in the platform's log. */
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  /** As it came. */
  readonly body: unknown;

  constructor(operation: string, response: Response, body: unknown, nowMs: number = Date.now()) {
    const { code, detail, faults } = readBody(response.status, body);
    super(`${operation}: ${response.status} ${code}${detail === '' ? '' : `: ${detail}`}`);
    this.operation = operation;
    this.status = response.status;
    this.code = code;
    this.faults = faults;
    this.requestId = response.headers.get('x-request-id') ?? undefined;
    this.retryable = passing.has(response.status) || code === 'idempotency-key-in-flight';
    this.retryAfterMs = retryAfterOf(response.headers, nowMs);
    this.body = body;
  }
}
