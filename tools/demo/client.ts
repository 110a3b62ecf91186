import { setTimeout as wait } from 'node:timers/promises';

/** A client of the platform's public API: the demo does nothing that a stranger with a key could not do. */
export type Client = {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<T>;
  patch<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<T>;
};

/** A service is being started, the clock still counts one that was killed, or the first try of a request is under way. */
const passing = /clock-has-replicas|clock-is-moving|in-flight/;
const isPassing = (status: number, text: string): boolean =>
  [502, 503, 504].includes(status) || (status === 409 && passing.test(text));

/** It asks again while the platform is away or at it: everything that the play does may be done again. */
const triesMax = 120;

export function clientOf(baseUrl: string, apiKey: string): Client {
  const call = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> => {
    for (let tries = 1; ; tries++) {
      const answer = await ask(method, path, body, headers);
      if (answer instanceof Error && tries < triesMax) await wait(500);
      else if (answer instanceof Error) throw answer;
      else if (isPassing(answer.status, answer.text) && tries < triesMax) await wait(answer.retryAfterMs);
      else if (answer.status >= 400)
        throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 500)}`);
      else return (answer.text === '' ? undefined : JSON.parse(answer.text)) as T;
    }
  };

  /** No answer at all is an error in hand: it may come another time. */
  const ask = async (method: string, path: string, body: unknown, headers: Record<string, string>) => {
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const retryAfterMs = Number(response.headers.get('retry-after') ?? 1) * 1_000;
      return { status: response.status, text: await response.text(), retryAfterMs };
    } catch (error) {
      return new Error(`${method} ${path} was not answered`, { cause: error });
    }
  };

  return {
    get: (path) => call('GET', path),
    post: (path, body, headers) => call('POST', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
  };
}
