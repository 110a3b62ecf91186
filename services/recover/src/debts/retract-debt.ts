import { Router } from 'express';
import { z } from 'zod';
import { DebtRetractedV1 } from '@fairdue/contracts';
import { caller, idempotent, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { statesOfCustomer } from '../customers/customer.store.ts';
import { Flag, queryText, readQuery } from '../wire/query.ts';
import { changeDebt, type DebtPath } from './change-debt.ts';
import { debtTermsOf } from './debt-terms.ts';
import { debtBody } from './debt.wire.ts';
import { retract } from './retraction.ts';

const reasonLengthMax = 500;

export const RetractionQuery = z.object({
  reason: queryText(reasonLengthMax).exactOptional(),
  keepIfOnPaymentPlan: Flag.default(true),
  keepIfHasDispute: Flag.default(true),
  skipTerminalValidation: Flag.default(false),
});

/** R12: the creditor takes a debt back. It stays stored; its pause and dispute end, and nobody is contacted about it. */
export const retractDebtRoute = (deps: Deps<RecoverConfig>) =>
  Router().post<DebtPath>('/customers/:customerId/debts/:debtId/retract', idempotent(deps), async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const terms = await debtTermsOf(deps, creditorId);
    const states = await statesOfCustomer(deps, creditorId, req.params.customerId);
    const answer = await changeDebt(deps, req, req.params, {
      fact: DebtRetractedV1,
      read: () => readQuery(RetractionQuery, req.query),
      decide: retract,
      reason: ({ reason }) => reason,
      answer: (debt) => debtBody(debt, terms, states),
    });
    res.json(answer);
  });
