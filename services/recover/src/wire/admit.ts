import type { Request } from 'express';
import { requirePermission, theCreditor, type Caller } from '@fairdue/http';
import { Refused } from '@fairdue/refused';

const nouns: readonly (readonly [path: RegExp, noun: string])[] = [
  [/\/payments\/?$/i, 'payments'],
  [/\/debts(\/|$)/i, 'debts'],
];

export const endpointDeprecated = (): Refused =>
  new Refused('not-found', 'endpoint-deprecated', 'This endpoint has been deprecated.');

/** R14: its answer is the same whatever the ids and the body are. */
const isDeprecated = ({ method, path }: Request): boolean =>
  method === 'PUT' && /\/totalToCollectBalance\/?$/i.test(path);

/** Under `/debts/{id}` the debt names its creditor. */
const debtNamesCreditor = /^\/api\/v1\/debts\//i;

/** 403 comes before anything in the body is looked at: the account must mean one creditor, and may do this. */
export function admit(from: Caller, req: Request): void {
  const { method, path } = req;
  if (from.headerCreditorId !== undefined || !debtNamesCreditor.test(path)) theCreditor(from);
  const noun = nouns.find(([pattern]) => pattern.test(path))?.[1] ?? 'customers';
  requirePermission(from, `recover.${noun}:${method === 'GET' || method === 'HEAD' ? 'read' : 'write'}`);
  if (isDeprecated(req)) throw endpointDeprecated();
}
