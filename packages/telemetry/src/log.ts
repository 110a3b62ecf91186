import { pino, type DestinationStream, type Logger } from 'pino';
import { currentTrace } from './trace.ts';
import { withoutValues } from './without-values.ts';

export type Log = Logger;

/** Names under which a person's data, or a secret, could travel. A log line keeps the name and loses the value. */
const hidden: ReadonlySet<string> = new Set([
  'email', 'phone', 'phoneNumber', 'address', 'name', 'ssn', 'dateOfBirth', 'value', 'body', 'to', 'from',
  'authorization', 'cookie', 'apiKey', 'secret', 'token', 'password',
]); // prettier-ignore

const removed = '[removed]';

type Facts = Record<string, unknown>;

/** Copies only what it changes: nearly every line is ids alone, and there is one for every request. */
function withoutPeople(facts: Facts, levels = 3): Facts {
  let shown = facts;
  for (const name of Object.keys(facts)) {
    const value = facts[name];
    const isNested =
      levels > 1 &&
      name !== 'err' && // of which `errorFacts` takes what may be logged
      typeof value === 'object' &&
      value !== null;
    const after = hidden.has(name) ? removed : isNested ? withoutPeople(value as Facts, levels - 1) : value;
    if (after === value) continue;
    if (shown === facts) shown = (Array.isArray(facts) ? [...(facts as unknown[])] : { ...facts }) as Facts;
    shown[name] = after;
  }
  return shown;
}

type Thrown = { name?: unknown; code?: unknown; message?: unknown; stack?: unknown; cause?: unknown };

/** Of an error its kind, its words, its place and its cause. What a driver hangs on it besides are whole documents. */
function errorFacts(thrown: unknown): unknown {
  if (typeof thrown !== 'object' || thrown === null) return { type: typeof thrown };
  const { name, code, message, stack, cause } = thrown as Thrown;
  return {
    type: typeof name === 'string' ? name : thrown.constructor.name,
    message: withoutValues(message),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    stack: withoutValues(stack),
    ...(cause !== undefined && { cause: errorFacts(cause) }),
  };
}

/** Of the time of a line, all but its milliseconds is written once a second. */
let writtenSecond = NaN;
let written = '';

export function isoTime(): string {
  const nowMs = Date.now();
  const second = Math.floor(nowMs / 1_000);
  if (second !== writtenSecond)
    [writtenSecond, written] = [second, `,"time":"${new Date(nowMs).toISOString().slice(0, 19)}`];
  return `${written}.${String(nowMs % 1_000).padStart(3, '0')}Z"`;
}

let output: DestinationStream | undefined;

/**
 * One for all services of a process, so that their lines keep their order. Lines go out some at a time, a tenth of a
 * second late at most; at an exit what is left goes out first. As bytes, since lines kept as text are measured again
 * with each that comes after them.
 */
function standardOutput(): DestinationStream {
  if (output) return output;
  const some = { minLength: 32_768, maxWrite: 65_536, periodicFlush: 100 };
  const opened: unknown = pino.destination({ dest: 1, sync: false, contentMode: 'buffer', ...some });
  const bytes = opened as { write(chunk: Buffer): boolean }; // pino's types know of text alone
  output = { write: (line) => void bytes.write(Buffer.from(line)) };
  return output;
}

/** JSON lines with service, request and trace ids. Personal data is removed two levels deep: log ids, never people. */
export function createLog(service: string, level = 'info', destination?: DestinationStream): Log {
  const options = {
    level,
    base: { service },
    timestamp: isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (facts: Facts) => withoutPeople(facts),
    },
    mixin: () => {
      const trace = currentTrace();
      return trace ? { requestId: trace.requestId, traceId: trace.traceId } : {};
    },
    serializers: { err: errorFacts },
    redact: { paths: [...hidden], censor: removed }, // what a child carries into all of its lines
  };
  return pino(options, destination ?? standardOutput());
}
