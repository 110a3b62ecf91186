import { caller, idempotent, read, requirePermission } from '@fairdue/http';
import { Router } from 'express';
import { z } from 'zod';
import type { Guard } from '../permits/guard.ts';
import { checkConsentDates, consentWords, directConsentDays, recordedConsent } from './consent.ts';
import { endsAfterItBegins, endsTooEarly, factBody, subject, validTime } from './fact.wire.ts';
import { PersonId } from './the-person.ts';
import { writeFacts } from './write-facts.ts';

/**
 * `dates`: of a direct consent to be called (`directConsentTo`) the local dates that the customer named, on or after the
 * day before it begins in Greenwich and within seven days. Without them it holds for seven days.
 */
export const ConsentRequest = z
  .strictObject({
    personId: PersonId,
    consent: z.enum(consentWords as [string, ...string[]]),
    action: z.enum(['grant', 'withdraw']),
    dates: z.array(z.iso.date()).min(1).max(directConsentDays).optional(),
    ...subject,
    ...validTime,
  })
  .refine(endsAfterItBegins, endsTooEarly);

/** A customer agreed to something, or takes it back. The next decision knows. */
export const agencyConsentsRoutes = (guard: Guard) =>
  Router().post('/agency/v1/consents', idempotent(guard.deps), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.consents:write');
    const body = read(ConsentRequest, req.body);
    checkConsentDates(body, guard.deps.now());
    const { personId, contactId, debtId, from: begins, until } = body;

    const [fact] = await writeFacts(guard, from, personId, 'consent-recorded', [
      { ...recordedConsent(body), contactId, debtId, from: begins, until },
    ]);

    res.status(201).json(fact && factBody(fact));
  });
