import { Refused } from '@fairdue/refused';
import type { CustomerFact } from '../customers/customer.ts';
import { standing } from '../customers/known-facts.ts';
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

const isWithdrawal = (name: string, value: FactValue | null): boolean =>
  revocations.has(name as FactName) ? value === true : value === false || value === null;

type SaidTime = Pick<CustomerFact, 'value' | 'from' | 'until'>;

/**
 * A consent holds until the customer took it back, whichever of the two is heard of first: the words of others arrive in
 * any order. `known`: what is on record of this very consent. A withdrawal ends whatever it is told to end.
 */
export function untilWithdrawn<Said extends SaidTime>(
  name: FactName,
  said: Said,
  known: readonly CustomerFact[],
): Said {
  if (isWithdrawal(name, said.value)) return said;
  const ends = standing(known)
    .filter(({ value, from }) => isWithdrawal(name, value) && from > said.from.getTime())
    .map(({ from }) => from);
  const until = Math.min(said.until?.getTime() ?? Infinity, ...ends);
  return until === Infinity ? said : { ...said, until: new Date(until) };
}

/** Was it taken back at that very instant? What only has a day says no order of the two. */
export const isWithdrawnAt = (known: readonly CustomerFact[], from: Date): boolean =>
  standing(known).some(({ name, value, from: since }) => isWithdrawal(name, value) && since === from.getTime());
