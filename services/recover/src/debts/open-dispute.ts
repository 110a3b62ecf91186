import { Router } from 'express';
import { z } from 'zod';
import { DebtUpdatedV1 } from '@fairdue/contracts';
import { caller, read, requirePermission, theCreditor, type Caller } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { tellGuard } from '../holds/place-hold.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { debtFacts } from './debt-facts.ts';
import { loadDebt, saveDebt } from './debt.store.ts';
import { openDispute } from './debt.ts';

const Body = z.strictObject({ debtId: z.string(), reason: z.string().trim().min(1).max(500) });

/** A customer says they do not owe a debt: collection of it stops. Sent again, the dispute already open answers. */
export const openDisputeRoute = (deps: Deps) =>
  Router().post('/agency/v1/disputes', async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from);
    const { debtId, reason } = read(Body, req.body);
    const by = recordedBy(from);

    const debt = await transaction(deps.db, async (tx) => {
      const before = await loadDebt(tx, creditorId, debtId);
      const after = openDispute(before, reason, deps.now());
      if (after === before) return before;
      await saveDebt(tx, after);
      await enqueue(tx, DebtUpdatedV1, after.lastModified, debtFacts(after, by));
      return after;
    });
    const { customerId, status, dispute, version } = debt;
    const source = { service: 'recover', key: `dispute:${debtId}`, version };
    await tellGuard(deps, from, {
      creditorId, customerId, recordedBy: by,
      hold: { reason: 'dispute', channels: [], themes: 'collection', contactIds: [], debtIds: [debtId], source, endsAt: null },
    }); // prettier-ignore
    res.json({ debtId, customerId, status, reason: dispute?.reason, openedAt: dispute?.openedAt.toISOString() });
  });

export const mayOpenDisputes = (from: Caller): void => requirePermission(from, 'agency.disputes:write');
