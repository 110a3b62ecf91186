/** What came back that was no success, in words somebody at a desk can use. */
export class AskFailed extends Error {
  readonly status: number;
  readonly code: string;
  /** What to do next. */
  readonly next: string;
  constructor(status: number, code: string, words: string, next: string) {
    super(words);
    this.status = status;
    this.code = code;
    this.next = next;
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Ask = <T>(method: Method, path: string, body?: unknown) => Promise<T>;

const nextSteps: Readonly<Record<number, string>> = {
  0: 'Check the connection, then try again.',
  400: 'Correct what is named, then try again.',
  401: 'Sign in again.',
  403: 'Ask whoever runs this installation for the permission.',
  404: 'Check the id. What belongs to another creditor cannot be seen here.',
  409: 'Load the page again to see how it stands now.',
  422: 'Look at what is named, then try again.',
  429: 'Wait a minute, then try again.',
};

const nextStep = (status: number): string =>
  nextSteps[status] ?? 'Try again in a moment. If it stays so, look at the runbook of the service.';

type ErrorBody = {
  code?: string | number;
  detail?: string;
  msg?: string;
  error?: string;
  message?: string;
  errors?: readonly { detail?: string; message?: string }[];
  faults?: readonly { path?: string; message?: string; detail?: string }[];
};

/** Each family of paths has its own form of an error; in all of them somebody wrote a sentence. */
export function failureOf(status: number, text: string): AskFailed {
  let body: ErrorBody = {};
  try {
    body = (JSON.parse(text) ?? {}) as ErrorBody;
  } catch {
    // What is no JSON was not written by the platform, and says nothing to the person who reads it.
  }
  const sentences = body.errors?.map(({ detail, message }) => detail ?? message ?? '').filter((each) => each !== '');
  const faults = body.faults?.map(({ path, message, detail }) => [path, message ?? detail].filter(Boolean).join(': '));
  const words =
    body.detail ?? body.msg ?? (sentences?.length ? sentences.join(' ') : undefined) ?? body.error ?? body.message;
  const said = [words ?? `The platform answered ${status}.`, ...(faults ?? [])].join(' ');
  return new AskFailed(status, String(body.code ?? status), said, nextStep(status));
}

/** Who asks stands in a cookie that this script cannot read; the header says that the console asks, and no other page. */
export const consoleHeaders = (creditorId?: string): Record<string, string> => ({
  'x-fairdue-console': '1',
  ...(creditorId !== undefined && { 'x-ta-creditor': creditorId }),
});

/** Sends one request to the gateway. A write may be sent again by a network without being done twice. */
export async function send(
  method: Method,
  path: string,
  creditorId?: string,
  body?: unknown,
  accept = 'application/json',
): Promise<Response> {
  const isWrite = method !== 'GET' && !path.startsWith('/console/');
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      accept,
      ...consoleHeaders(creditorId),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(isWrite && { 'idempotency-key': crypto.randomUUID() }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new AskFailed(0, 'unreachable', 'The platform did not answer.', nextStep(0));
  });
  if (!response.ok) throw failureOf(response.status, await response.text());
  return response;
}
