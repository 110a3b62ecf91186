import type { Request } from 'express';
import { requirePermission, theCreditor, type Caller } from '@fairdue/http';

const nouns: readonly (readonly [path: RegExp, noun: string])[] = [
  [/\/payments\/?$/i, 'payments'],
  [/\/debts\/?$/i, 'debts'],
];

/** 403 comes before anything in the body is looked at: the account must mean one creditor, and may do this. */
export function admit(from: Caller, { method, path }: Request): void {
  theCreditor(from);
  const noun = nouns.find(([pattern]) => pattern.test(path))?.[1] ?? 'customers';
  requirePermission(from, `recover.${noun}:${method === 'GET' || method === 'HEAD' ? 'read' : 'write'}`);
}
