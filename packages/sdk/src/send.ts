import { credentialHeaders, type Credential } from './credential.ts';
import { FairdueError } from './fairdue-error.ts';
import { NoAnswer } from './no-answer.ts';
import { waitBefore, type Patience } from './repeat.ts';
import { addressOf, type Input, type Route } from './route.ts';
import { wait } from './wait.ts';

export type Connection = {
  url: string;
  credential: Credential;
  creditorId: string | undefined;
  fetch: typeof fetch;
  /** Of one attempt. */
  timeoutMs: number;
  patience: Patience;
};

export type CallOptions = {
  /** Which creditor is meant, where the account is linked to several. */
  creditorId?: string;
  /** Why a change is made: kept with its history. */
  because?: string;
  /** Yours instead of a new one: the same request with it, from whichever process within 24 hours, is one effect. */
  idempotencyKey?: string;
  /** Changes only what still has this `ETag`. */
  ifMatch?: string;
  signal?: AbortSignal;
  timeoutMs?: number;
  /** Sees each good answer: for headers such as `ETag` or `Idempotent-Replayed`. */
  onResponse?: (response: Response) => void;
};

type Body = NonNullable<RequestInit['body']>;

/** Text stays text, bytes stay bytes, everything else is JSON. */
const bodyOf = ({ bodyType }: Route, body: unknown): Body | undefined => {
  if (body === undefined || bodyType === undefined) return undefined;
  if (bodyType === 'application/x-www-form-urlencoded' && typeof body !== 'string')
    return new URLSearchParams(body as Record<string, string>).toString();
  return bodyType === 'application/json' ? JSON.stringify(body) : (body as Body);
};

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  return /\bjson\b/.test(response.headers.get('content-type') ?? '') ? (JSON.parse(text) as unknown) : text;
}

function headersOf(connection: Connection, route: Route, body: unknown, options: CallOptions): Record<string, string> {
  const creditorId = options.creditorId ?? connection.creditorId;
  return {
    accept: route.isRaw ? '*/*' : 'application/json',
    ...(body !== undefined && { 'content-type': route.bodyType ?? 'application/json' }),
    ...(creditorId !== undefined && { 'x-ta-creditor': creditorId }),
    ...(options.because !== undefined && { 'x-ta-audit-description': options.because }),
    ...(options.ifMatch !== undefined && { 'if-match': options.ifMatch }),
    ...(route.takesKey && { 'idempotency-key': options.idempotencyKey ?? crypto.randomUUID() }),
  };
}

/** One operation with its repeats. Its key is made once, so that every attempt is the same request. */
export async function send(
  connection: Connection,
  operation: string,
  route: Route,
  input: Input,
  options: CallOptions = {},
): Promise<unknown> {
  const address = addressOf(connection.url, route, input);
  const body = bodyOf(route, input.body);
  const headers = new Headers(headersOf(connection, route, body, options)); // refuses here what no header can carry

  const attempt = async (): Promise<unknown> => {
    const sent = new Headers(headers);
    for (const [name, value] of Object.entries(await credentialHeaders(connection.credential))) sent.set(name, value);
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new Error('It took too long.')),
      options.timeoutMs ?? connection.timeoutMs,
    );
    const signal = options.signal ? AbortSignal.any([options.signal, late.signal]) : late.signal;
    const { response, answer } = await hear(operation, options.signal, async () => {
      const heard = await connection.fetch(address, {
        method: route.method,
        headers: sent,
        ...(body !== undefined && { body }),
        signal,
        redirect: 'error',
      });
      // Whoever takes an answer as it comes takes it in their own time.
      return { response: heard, answer: heard.ok && route.isRaw ? heard : await readAnswer(heard) };
    }).finally(() => clearTimeout(timer));
    if (!response.ok) throw new FairdueError(operation, response, answer);
    options.onResponse?.(response);
    return answer;
  };

  for (let count = 1; ; count++)
    try {
      return await attempt();
    } catch (fault) {
      options.signal?.throwIfAborted();
      const isTheirs = fault instanceof FairdueError || fault instanceof NoAnswer;
      const waitMs = isTheirs ? waitBefore(route, fault, count, connection.patience) : undefined;
      if (waitMs === undefined) throw fault;
      await wait(waitMs, options.signal);
    }
}

/** Whatever goes wrong between sending and having heard all is no answer, unless the caller wanted it to end. */
async function hear<T>(operation: string, wanted: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    wanted?.throwIfAborted();
    throw new NoAnswer(operation, error);
  }
}
