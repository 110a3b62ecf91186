import { Router } from 'express';
import { caller, theCreditors } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { loadDebtAmong } from '../debts/debt.store.ts';
import { activeRepresentation } from './representation.store.ts';
import type { RepresentationKind } from './representation.ts';

const read = (path: string, kind: RepresentationKind, { db }: Deps) =>
  Router().get<string, { debtId: string }>(path, async (req, res) => {
    const { creditorId, _id } = await loadDebtAmong({ db }, theCreditors(caller(req)), req.params.debtId);
    const active = await activeRepresentation({ db }, creditorId, _id, kind);
    res.json(active?.said ?? null);
  });

/** R26 and R27: who speaks for the customer about this debt, or `null`. */
export const readRepresentationRoutes = (deps: Deps) =>
  Router().use(
    read('/debts/:debtId/representation/attorneyRepresentation', 'attorney', deps),
    read('/debts/:debtId/representation/debtConsolidatorRepresentation', 'consolidator', deps),
  );
