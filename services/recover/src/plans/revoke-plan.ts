import { Router } from 'express';
import { DebtUpdatedV1 } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, theCreditors } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { debtFacts } from '../debts/debt-facts.ts';
import { loadDebt, saveDebt } from '../debts/debt.store.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { Revocation } from './payment-plan.schema.ts';
import { loadPlan } from './payment-plan.store.ts';
import { planAnswer } from './plan-answer.ts';
import { withoutPlan } from './plan-of-debt.ts';
import { revokePlan } from './store-plan.ts';

/** A plan is given up. What was paid on it stays paid, and the debt is open again. */
export const revokePlanRoute = (deps: Deps) =>
  Router().post<string, { planId: string }>('/agency/v1/plans/:planId/revoke', idempotent(deps), async (req, res) => {
    const from = caller(req);
    const by = recordedBy(from);

    const answer = await transaction(deps.db, async (tx) => {
      const before = await loadPlan(tx, theCreditors(from), req.params.planId);
      const revocation = read(Revocation, req.body);
      const at = deps.now();
      const plan = await revokePlan(tx, before, revocation, by, at);
      const debt = withoutPlan(await loadDebt(tx, plan.creditorId, plan.debtId), at);
      await saveDebt(tx, debt);
      await enqueue(tx, DebtUpdatedV1, at, debtFacts(debt, by));
      const revoked = planAnswer(plan, at);
      await answerWith(tx, req, 200, revoked);
      return revoked;
    });
    res.json(answer);
  });
