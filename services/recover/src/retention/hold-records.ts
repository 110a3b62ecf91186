import { Router } from 'express';
import { z } from 'zod';
import { Id, Instant } from '@fairdue/contracts';
import { caller, read, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { claimCustomer } from '../customers/customer.store.ts';
import { liftLegalHold, placeLegalHold } from './legal-hold.store.ts';

export const LegalHoldRequest = z.strictObject({
  reason: z.string().trim().min(1).max(500).meta({ description: 'The case, by its number: it names nobody.' }),
});
export const LegalHoldBody = z
  .strictObject({ customerId: Id, reason: z.string(), placedBy: z.string(), placedAt: Instant })
  .meta({ id: 'LegalHold' });

export const legalHoldPaths = /^\/agency\/v1\/customers\/[^/]+\/legal-hold\/?$/;
const path = '/agency/v1/customers/:customerId/legal-hold';

/**
 * Keeps the records of a customer for a court, until it is taken off. Both claim the customer, so that an erasure at the same moment
 * conflicts; neither is an activity of collection, from which the time begins anew.
 */
export const holdRecordsRoutes = ({ db, now }: Deps) =>
  Router()
    .put(path, async (req, res) => {
      const { customerId } = req.params as { customerId: string };
      const creditorId = theCreditor(caller(req));
      const { reason } = read(LegalHoldRequest, req.body);
      const by = { kind: 'account' as const, id: caller(req).accountId };
      const hold = await transaction(db, async (tx) => {
        await claimCustomer(tx, creditorId, customerId);
        return placeLegalHold(tx, { _id: customerId, creditorId, reason, placedBy: by, placedAt: now() });
      });
      const body: z.infer<typeof LegalHoldBody> = {
        ...{ customerId, reason: hold.reason, placedBy: hold.placedBy.id, placedAt: hold.placedAt.toISOString() },
      };
      res.json(body);
    })
    .delete(path, async (req, res) => {
      const { customerId } = req.params as { customerId: string };
      const creditorId = theCreditor(caller(req));
      await transaction(db, async (tx) => {
        await claimCustomer(tx, creditorId, customerId);
        await liftLegalHold(tx, creditorId, customerId);
      });
      res.status(204).end();
    });
