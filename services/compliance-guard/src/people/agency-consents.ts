import { caller, idempotent, read, requirePermission } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { Router } from 'express';
import { z } from 'zod';
import type { Guard } from '../permits/guard.ts';
import { addDays } from '../places/local-time.ts';
import type { FactName } from '../rules/fact-registry.ts';
import type { FactValue } from '../rules/facts.ts';
import { consentNames } from './fact-value.ts';
import { endsAfterItBegins, endsTooEarly, factBody, subject, validTime } from './fact.wire.ts';
import { PersonId } from './the-person.ts';
import { writeFacts } from './write-facts.ts';

/** Consents that are there until they are withdrawn: on record stands the withdrawal. */
const thereUnlessRevoked: Readonly<Record<string, FactName>> = {
  electronicComms: 'electronicCommsRevoked',
  autodialedColl: 'autodialedCollRevoked',
};
const revocations = new Set(Object.values(thereUnlessRevoked));
const names = [...Object.keys(thereUnlessRevoked), ...consentNames.filter((name) => !revocations.has(name))];

/** Longer than that no single consent to a call holds (12 CFR 1006.14(b)(3)(i), comment -3). */
const directConsentDays = 7;

/**
 * `dates`: of a direct consent to be called (`directConsentTo`) the local dates that the customer named, on or after the
 * day before it begins in Greenwich and within seven days. Without them it holds for seven days.
 */
export const ConsentRequest = z
  .strictObject({
    personId: PersonId,
    consent: z.enum(names as [string, ...string[]]),
    action: z.enum(['grant', 'withdraw']),
    dates: z.array(z.iso.date()).min(1).max(directConsentDays).optional(),
    ...subject,
    ...validTime,
  })
  .refine(endsAfterItBegins, endsTooEarly);
type ConsentRequest = z.output<typeof ConsentRequest>;

function checkDates({ consent, action, dates = [], from }: ConsentRequest, now: Date): void {
  if (dates.length === 0) return;
  const begins = (from ?? now.toISOString()).slice(0, 10);
  const isNear = dates.every((date) => date >= addDays(begins, -1) && date < addDays(begins, directConsentDays));
  if (consent === 'directConsentTo' && action === 'grant' && isNear) return;
  throw new Refused('rule', 'consent-dates-wrong', 'Only a direct consent to calls names days, of the next seven.');
}

/** What the record says: of a direct consent the days, and nothing once it is withdrawn; of any other yes or no. */
function recorded({ consent, action, dates = [] }: ConsentRequest): { name: FactName; value: FactValue | null } {
  const isGranted = action === 'grant';
  const revocation = thereUnlessRevoked[consent];
  if (revocation) return { name: revocation, value: !isGranted };
  const name = consent as FactName;
  if (name === 'directConsentTo') return { name, value: isGranted ? dates : null };
  return { name, value: isGranted };
}

/** A customer agreed to something, or takes it back. The next decision knows. */
export const agencyConsentsRoutes = (guard: Guard) =>
  Router().post('/agency/v1/consents', idempotent(guard.deps), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.consents:write');
    const body = read(ConsentRequest, req.body);
    checkDates(body, guard.deps.now());
    const { personId, contactId, debtId, from: begins, until } = body;

    const [fact] = await writeFacts(guard, from, personId, 'consent-recorded', [
      { ...recorded(body), contactId, debtId, from: begins, until },
    ]);

    res.status(201).json(fact && factBody(fact));
  });
