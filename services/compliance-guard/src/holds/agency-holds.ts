import { Id, type RecordedBy } from '@fairdue/contracts';
import { caller, idempotent, read, requirePermission, theCreditor, type Caller } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import { Router } from 'express';
import type { Customer } from '../customers/customer.ts';
import { findCustomer, loadCustomer } from '../customers/customer.store.ts';
import { addDays, startOfDay } from '../places/local-time.ts';
import type { Guard } from '../permits/guard.ts';
import { lift } from './hold.ts';
import { holdBody, HoldQuery, HoldRequest, LiftRequest } from './hold.wire.ts';
import { placeHold } from './place-hold.ts';
import { awaitSilence } from './silence.ts';

const by = ({ accountId }: Caller, description?: string): RecordedBy => ({
  kind: 'account',
  id: accountId,
  ...(description && { description }),
});

const noSuchPerson = () => new Refused('not-found', 'person-not-found', 'There is no such person.');

/** Until the end of that day wherever the customer may be, so that no zone ends it early. */
function endOf(customer: Customer, endDate: string | null): string | null {
  if (endDate === null) return null;
  const zones = [...new Set(customer.contacts.flatMap(({ zones: own }) => own))];
  const ends = (zones.length > 0 ? zones : ['UTC']).map((zone) => startOfDay(zone, addDays(endDate, 1)));
  return new Date(Math.max(...ends)).toISOString();
}

async function someone({ deps }: Guard, from: Caller, customerId: string): Promise<Customer> {
  const creditorIds = from.headerCreditorId === undefined ? from.creditorIds : [theCreditor(from)];
  const customer = await findCustomer(deps.db, creditorIds, { customerId });
  if (!customer) throw noSuchPerson();
  return customer;
}

/** What people at the agency do about holds: place one, see them all, take one off with a reason. */
export const agencyHoldsRoutes = (guard: Guard) =>
  Router()
    .post('/agency/v1/holds', idempotent(guard.deps), async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.holds:write');
      const { customerId, endDate, ...wish } = read(HoldRequest, req.body);
      const customer = await someone(guard, from, customerId);
      const ref = { creditorId: customer.creditorId, customerId };
      const source = { service: 'agency', key: newId('event'), version: 1 };

      const recordedBy = by(from, from.auditDescription);
      const { hold, silent } = await placeHold(
        guard,
        ref,
        { ...wish, source, endsAt: endOf(customer, endDate) },
        recordedBy,
      );
      if (!silent) await awaitSilence(guard, ref, hold);

      res.status(201).json(holdBody(customerId, hold));
    })
    .get('/agency/v1/holds', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.holds:read');
      const { customerId } = read(HoldQuery, req.query);

      const { holds } = await someone(guard, from, customerId);

      res.json({ items: holds.map((hold) => holdBody(customerId, hold)), next: null });
    })
    .post('/agency/v1/holds/:holdId/lift', idempotent(guard.deps), async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.holds:write');
      const { customerId, reason } = read(LiftRequest, req.body);
      const holdId = read(Id, req.params['holdId'], 'holdId');
      const { creditorId } = await someone(guard, from, customerId);
      const hold = (await loadCustomer(guard.deps.db, creditorId, customerId))?.holds.find(
        (each) => each.holdId === holdId,
      );
      if (!hold) throw new Refused('not-found', 'hold-not-found', 'There is no such hold.');

      const lifted = await guard.queue.submit({ creditorId, customerId }, (customer, { now }) =>
        lift(customer, hold.source, by(from, reason), now),
      );

      res.json(holdBody(customerId, lifted ?? hold));
    });
