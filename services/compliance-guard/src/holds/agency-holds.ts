import { Id } from '@fairdue/contracts';
import { caller, idempotent, read, requirePermission } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import { Router } from 'express';
import type { Customer } from '../customers/customer.ts';
import { thePerson, writtenBy } from '../people/the-person.ts';
import { addDays, startOfDay } from '../places/local-time.ts';
import type { Guard } from '../permits/guard.ts';
import { holdBody, HoldQuery, HoldRequest, LiftConfirmation, LiftRequest } from './hold.wire.ts';
import { placeHold } from './place-hold.ts';
import { awaitSilence, noteImmediateSilence } from './silence.ts';
import { askLift, confirmLift } from './two-step-lift.ts';

/** When that day begins in every zone where the customer may be. */
function beginningsOf({ contacts }: Customer, date: string): number[] {
  const zones = [...new Set(contacts.flatMap(({ zones: own }) => own))];
  return (zones.length > 0 ? zones : ['UTC']).map((zone) => startOfDay(zone, date));
}

type Days = { startDate?: string | undefined; endDate: string | null };

/** From the earliest beginning of its first day to the latest end of its last, so that no zone shortens it. */
function timeOf(customer: Customer, { startDate, endDate }: Days): { startsAt?: string; endsAt: string | null } {
  const starts = startDate === undefined ? null : Math.min(...beginningsOf(customer, startDate));
  const ends = endDate === null ? null : Math.max(...beginningsOf(customer, addDays(endDate, 1)));
  return {
    ...(starts !== null && { startsAt: new Date(starts).toISOString() }),
    endsAt: ends === null ? null : new Date(ends).toISOString(),
  };
}

function checkNamed({ contacts, debts }: Customer, contactIds: readonly string[], debtIds: readonly string[]): void {
  if (!contactIds.every((id) => contacts.some(({ contactId }) => contactId === id)))
    throw new Refused('not-found', 'contact-not-found', 'That contact is not of this person.');
  if (!debtIds.every((id) => debts.some(({ debtId }) => debtId === id)))
    throw new Refused('not-found', 'loan-not-found', 'That loan is not of this person.');
}

/**
 * What people at the agency do about holds: place one, see them all, take one off with a reason. Cease, attorney and
 * bankruptcy end only when a second person confirms.
 */
export const agencyHoldsRoutes = (guard: Guard) =>
  Router()
    .post('/agency/v1/holds', idempotent(guard.deps), async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.holds:write');
      const { customerId, startDate, endDate, description, ...wish } = read(HoldRequest, req.body);
      const customer = await thePerson(guard, from, customerId);
      checkNamed(customer, wish.contactIds, wish.debtIds);
      const ref = { creditorId: customer.creditorId, customerId };
      const source = { service: 'agency', key: newId('event'), version: 1 };

      const { hold, silent } = await placeHold(
        guard,
        ref,
        { ...wish, source, ...timeOf(customer, { startDate, endDate }) },
        writtenBy(from, description),
      );
      if (silent) noteImmediateSilence(guard);
      else await awaitSilence(guard, ref, hold);

      res.status(201).json(holdBody(customerId, hold));
    })
    .get('/agency/v1/holds', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.holds:read');
      const { customerId } = read(HoldQuery, req.query);

      const { holds } = await thePerson(guard, from, customerId);

      res.json({ items: holds.map((hold) => holdBody(customerId, hold)), next: null });
    })
    .post('/agency/v1/holds/:holdId/lift', idempotent(guard.deps), async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.holds:write');
      const { customerId, reason } = read(LiftRequest, req.body);
      const holdId = read(Id, req.params['holdId'], 'holdId');
      const { creditorId } = await thePerson(guard, from, customerId);

      const hold = await guard.queue.submit({ creditorId, customerId }, (customer, { now }) =>
        askLift(customer, holdId, writtenBy(from, reason), now),
      );

      res.status(hold.liftedAt ? 200 : 202).json(holdBody(customerId, hold));
    })
    .post('/agency/v1/holds/:holdId/lift/confirm', idempotent(guard.deps), async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.holds:write');
      const { customerId } = read(LiftConfirmation, req.body);
      const holdId = read(Id, req.params['holdId'], 'holdId');
      const { creditorId } = await thePerson(guard, from, customerId);

      const hold = await guard.queue.submit({ creditorId, customerId }, (customer, { now }) =>
        confirmLift(customer, holdId, writtenBy(from), now),
      );

      res.json(holdBody(customerId, hold));
    });
