import { Router } from 'express';
import { caller, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { endpointDeprecated } from '../wire/admit.ts';
import { loadDebtOf } from './debt.store.ts';
import { snapshot } from './debt.wire.ts';

const path = '/customers/:customerId/debts/:debtId/totalToCollectBalance';

/** R15: what is to be collected before payments and credits. R14, its PUT, is no more. */
export const readTotalToCollectRoute = ({ db }: Deps) =>
  Router()
    .get(path, async (req, res) => {
      const { customerId, debtId } = req.params;
      const { toCollect } = await loadDebtOf({ db }, theCreditor(caller(req)), customerId, debtId);
      res.json(snapshot(toCollect));
    })
    .put(path, () => {
      throw endpointDeprecated();
    });
