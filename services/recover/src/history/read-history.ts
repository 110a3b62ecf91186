import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { pageOf, readCursor } from '@fairdue/store';
import { requireCustomer } from '../customers/customer.store.ts';
import { loadDebt } from '../debts/debt.store.ts';
import { changesOf, type Change } from './history.store.ts';

const Query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional(),
});

const shown = ({ _id, type, version, at, recordedBy, state }: Change) => ({
  eventId: _id,
  type,
  version,
  at: at.toISOString(),
  recordedBy,
  state,
});

/** Nouns that have a history, and how to know that one of them exists. */
const nouns = { customers: requireCustomer, debts: loadDebt } as const;

export const historyPaths = /^\/agency\/v1\/(customers|debts)\/[^/]+\/history\/?$/;

/** Version by version what became of an entity, who did it, and why in their words. The latest change follows in a moment. */
export function readHistoryRoutes({ db }: Deps) {
  const historyOf =
    (noun: keyof typeof nouns): RequestHandler<{ id: string }> =>
    async (req, res) => {
      const from = caller(req);
      requirePermission(from, `agency.${noun}:read`);
      const creditorId = theCreditor(from);
      const { limit, after } = read(Query, req.query);
      const { id } = req.params;
      await nouns[noun]({ db }, creditorId, id);

      const rows = await changesOf(db, creditorId, id, limit + 1, readCursor(after, 1));
      const { items, next } = pageOf(rows, limit, ['sequence']);

      res.json({ items: items.map(shown), next });
    };
  return Router()
    .get('/agency/v1/customers/:id/history', historyOf('customers'))
    .get('/agency/v1/debts/:id/history', historyOf('debts'));
}
