import { requirePermission, theCreditor, type Caller } from '@fairdue/http';

/** Rules of one creditor are changed by whoever is linked to it; everybody's by whoever may change them for everybody. */
export function whoseRules(from: Caller, creditorId: string | null): void {
  if (creditorId === null) requirePermission(from, 'agency.rules:everywhere');
  else theCreditor(from, creditorId);
}
