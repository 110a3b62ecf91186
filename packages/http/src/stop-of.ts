import type { ServerResponse } from 'node:http';

const stops = new WeakMap<ServerResponse, AbortSignal>();

/** What a server says when it begins to stop. */
export const tellOfStop = (res: ServerResponse, stop: AbortSignal): void => void stops.set(res, stop);

/** Aborted when the server of this answer stops: an answer that never ends by itself is to end then. */
export function stopOf(res: ServerResponse): AbortSignal {
  const stop = stops.get(res);
  if (!stop) throw new Error('This answer belongs to no server of ours.');
  return stop;
}
