import type { Request } from 'express';
import { requirePermission, theCreditor, type Caller } from '@fairdue/http';

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';

/**
 * 403 comes before anything in the body is looked at. The creditor of the path is not judged here: one that is not
 * linked is 404, which comes after the body's own faults.
 */
export function admit(from: Caller, { method, path }: Request): void {
  if (from.headerCreditorId !== undefined) theCreditor(from);
  if (/\/brands\/?$/i.test(path)) requirePermission(from, `creditor.brands:${isRead(method) ? 'read' : 'write'}`);
}
