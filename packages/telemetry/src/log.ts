import { pino, type DestinationStream, type Logger } from 'pino';
import { currentTrace } from './trace.ts';

export type Log = Logger;

/** Names under which a person's data could travel. A log line keeps the name and loses the value. */
const personal = [
  'email',
  'phone',
  'phoneNumber',
  'address',
  'name',
  'ssn',
  'dateOfBirth',
  'value',
  'body',
  'to',
  'from',
];
const secret = ['authorization', 'cookie', 'apiKey', 'secret', 'token', 'password'];

type Thrown = { name?: unknown; code?: unknown; message?: unknown; stack?: unknown; cause?: unknown };

/** MongoDB names the values that collide, and those are references, addresses and numbers of people. */
const withoutValues = (text: unknown): string => String(text).replaceAll(/dup key: [^\n]*/g, 'dup key: […]');

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

/** JSON lines with service, request and trace ids. Personal data is removed two levels deep: log ids, never people. */
export function createLog(service: string, level = 'info', destination?: DestinationStream): Log {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => {
      const trace = currentTrace();
      return trace ? { requestId: trace.requestId, traceId: trace.traceId } : {};
    },
    serializers: { err: errorFacts },
    redact: {
      paths: [...personal, ...secret].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[removed]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
