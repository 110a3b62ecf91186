import { Refused } from '@fairdue/refused';
import { addDays } from '../places/local-time.ts';
import type { FactName } from '../rules/fact-registry.ts';
import type { FactValue } from '../rules/facts.ts';
import { consentNames } from './fact-value.ts';

/** Consents that are there until they are withdrawn: on record stands the withdrawal. */
const thereUnlessRevoked: Readonly<Record<string, FactName>> = {
  electronicComms: 'electronicCommsRevoked',
  autodialedColl: 'autodialedCollRevoked',
};
const revocations = new Set(Object.values(thereUnlessRevoked));
export const consentWords = [
  ...Object.keys(thereUnlessRevoked),
  ...consentNames.filter((name) => !revocations.has(name)),
];

/** Longer than that no single consent to a call holds (12 CFR 1006.14(b)(3)(i), comment -3). */
export const directConsentDays = 7;

/** What a customer agreed to, or took back; `dates`: of a direct consent the local dates they named. */
type SaidConsent = {
  consent: string;
  action: 'grant' | 'withdraw';
  dates?: string[] | undefined;
  from?: string | undefined;
};

export function checkConsentDates({ consent, action, dates = [], from }: SaidConsent, now: Date): void {
  if (dates.length === 0) return;
  const begins = (from ?? now.toISOString()).slice(0, 10);
  const isNear = dates.every((date) => date >= addDays(begins, -1) && date < addDays(begins, directConsentDays));
  if (consent === 'directConsentTo' && action === 'grant' && isNear) return;
  throw new Refused('rule', 'consent-dates-wrong', 'Only a direct consent to calls names days, of the next seven.');
}

/** What the record says: of a direct consent the days, and nothing once it is withdrawn; of any other yes or no. */
export function recordedConsent({ consent, action, dates = [] }: SaidConsent): {
  name: FactName;
  value: FactValue | null;
} {
  const isGranted = action === 'grant';
  const revocation = thereUnlessRevoked[consent];
  if (revocation) return { name: revocation, value: !isGranted };
  const name = consent as FactName;
  if (name === 'directConsentTo') return { name, value: isGranted ? dates : null };
  return { name, value: isGranted };
}
