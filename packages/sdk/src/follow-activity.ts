import { credentialHeaders } from './credential.ts';
import { FairdueError } from './fairdue-error.ts';
import type { Operations } from './generated/operations.ts';
import type { Connection } from './send.ts';
import { readEvents } from './server-sent-events.ts';
import { wait } from './wait.ts';

export type ActivityEvent = Operations['readActivity']['item'];

export type ActivityOptions = {
  /** The id of the last event you have: goes on right behind it. Without it, from now on. */
  after?: string;
  /** One type of event only. */
  type?: ActivityEvent['type'];
  creditorId?: string;
  signal?: AbortSignal;
};

/** The stream says something every ten seconds; three times that in silence, and the line is dead. */
const silentMaxMs = 30_000;

async function* open(connection: Connection, last: string | undefined, options: ActivityOptions) {
  const quiet = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, quiet.signal]) : quiet.signal;
  const hush = (): void => quiet.abort(new Error('The stream fell silent.'));
  let timer = setTimeout(hush, silentMaxMs);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(hush, silentMaxMs);
  };
  try {
    const query = options.type === undefined ? '' : `?type=${encodeURIComponent(options.type)}`;
    const creditorId = options.creditorId ?? connection.creditorId;
    const response = await connection.fetch(`${connection.url.replace(/\/+$/, '')}/v1/activity/stream${query}`, {
      headers: {
        accept: 'text/event-stream',
        ...(last !== undefined && { 'last-event-id': last }),
        ...(creditorId !== undefined && { 'x-ta-creditor': creditorId }),
        ...(await credentialHeaders(connection.credential)),
      },
      signal,
      redirect: 'error', // a key must not follow to wherever that is
    });
    if (!response.ok || !response.body) {
      const text = await response.text();
      const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
      throw new FairdueError('streamActivity', response, isJson ? (JSON.parse(text) as unknown) : text);
    }
    yield* readEvents(response.body, heard);
  } finally {
    clearTimeout(timer);
    quiet.abort();
  }
}

/**
 * What happens, as it happens, without an end. A broken stream is taken up behind the last event seen; a refusal (a wrong
 * credential, events no longer kept) is thrown. Break out of the loop, or abort the signal, to end it.
 */
export async function* followActivity(
  connection: Connection,
  options: ActivityOptions,
): AsyncGenerator<ActivityEvent, void, undefined> {
  let last = options.after;
  let waitMs = 0;
  for (;;) {
    let askedMs = 0;
    try {
      for await (const { id, data, retryMs } of open(connection, last, options)) {
        waitMs = retryMs ?? 0;
        last = id ?? last;
        if (data !== '') yield JSON.parse(data) as ActivityEvent;
      }
    } catch (fault) {
      if (options.signal?.aborted) return;
      if (fault instanceof FairdueError && !fault.retryable) throw fault;
      askedMs = fault instanceof FairdueError ? (fault.retryAfterMs ?? 0) : 0;
    }
    waitMs = Math.min(connection.patience.longestWaitMs, Math.max(connection.patience.firstWaitMs, waitMs * 2));
    const drawnMs = waitMs * (0.5 + Math.random() / 2);
    await wait(Math.max(askedMs, drawnMs), options.signal).catch(() => undefined);
    if (options.signal?.aborted) return;
  }
}
