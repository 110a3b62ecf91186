import { pino, type DestinationStream } from 'pino';
import { isoTime, type Log } from './log.ts';
import type { Trace } from './trace.ts';

/** How a request ended. Nothing here is in a client's own words: ids, a family, one of the methods that Node knows. */
export type RequestEnd = Pick<Trace, 'requestId' | 'traceId'> & {
  method: string | undefined;
  family: string;
  accountId: string | undefined;
  status: number;
  elapsedMs: number;
  /** Whether the whole answer went out. */
  finished: boolean;
};

/**
 * The line of a request that is over, at level `info`. There is one for each, and what can be in it is known: so it is
 * put together here, for a third of what looking through it for people and writing it as JSON would cost.
 */
export function requestLog(log: Log): (end: RequestEnd) => void {
  const { [pino.symbols.streamSym]: stream } = log as unknown as Record<symbol, DestinationStream>;
  const service = JSON.stringify(log.bindings()['service']);

  return ({ requestId, traceId, method, family, accountId, status, elapsedMs, finished }) => {
    if (!log.isLevelEnabled('info')) return;
    const account = accountId === undefined ? '' : `,"accountId":${JSON.stringify(accountId)}`;
    stream?.write(
      `{"level":"info"${isoTime()},"service":${service},"requestId":"${requestId}","traceId":"${traceId}"` +
        `,"method":"${method}","family":"${family}"${account}` +
        `,"status":${status},"elapsedMs":${elapsedMs},"finished":${finished},"msg":"request"}\n`,
    );
  };
}
