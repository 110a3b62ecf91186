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
    redact: {
      paths: [...personal, ...secret].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[removed]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
