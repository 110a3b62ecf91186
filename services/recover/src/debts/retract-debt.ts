import { Router } from 'express';
import { DebtRetractedV1 } from '@fairdue/contracts';
import { caller, idempotent, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { statesOfCustomer } from '../customers/customer.store.ts';
import { queryFlag, queryText } from '../wire/query.ts';
import { changeDebt, type DebtPath } from './change-debt.ts';
import { debtTermsOf } from './debt-terms.ts';
import { debtBody } from './debt.wire.ts';
import { retract, type RetractionTerms } from './retraction.ts';

const reasonLengthMax = 500;

function readTerms(query: Record<string, unknown>): RetractionTerms {
  const reason = queryText('reason', query['reason'], reasonLengthMax);
  return {
    keepIfOnPaymentPlan: queryFlag('keepIfOnPaymentPlan', query['keepIfOnPaymentPlan'], true),
    keepIfHasDispute: queryFlag('keepIfHasDispute', query['keepIfHasDispute'], true),
    skipTerminalValidation: queryFlag('skipTerminalValidation', query['skipTerminalValidation']),
    ...(reason !== undefined && { reason }),
  };
}

/** R12: the creditor takes a debt back. It stays stored; its pause and dispute end, and nobody is contacted about it. */
export const retractDebtRoute = (deps: Deps<RecoverConfig>) =>
  Router().post<DebtPath>('/customers/:customerId/debts/:debtId/retract', idempotent(deps), async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const terms = await debtTermsOf(deps, creditorId);
    const states = await statesOfCustomer(deps, creditorId, req.params.customerId);
    const answer = await changeDebt(deps, req, req.params, {
      fact: DebtRetractedV1,
      read: () => readTerms(req.query),
      decide: retract,
      reason: ({ reason }) => reason,
      answer: (debt) => debtBody(debt, terms, states),
    });
    res.json(answer);
  });
