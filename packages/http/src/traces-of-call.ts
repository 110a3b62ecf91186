import type { IncomingMessage } from 'node:http';
import { currentTrace, parseTraceparent, type TraceParent } from '@fairdue/telemetry';
import { tracesHeader } from './headers.ts';

/** To which trace each of the things belongs that a call of another service is about: their own, or else the call's. */
export function tracesOfCall(req: IncomingMessage, count: number): (TraceParent | undefined)[] {
  const given = req.headers[tracesHeader];
  const each = typeof given === 'string' ? given.split(',').map(parseTraceparent) : [];
  return Array.from({ length: count }, (_, i) => (each.length === count ? each[i] : undefined) ?? currentTrace());
}
