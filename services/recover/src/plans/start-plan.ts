import { Router } from 'express';
import { DebtUpdatedV1, PlanStartedV1, type RecordedBy } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, theCreditors } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import type { RecoverConfig } from '../config.ts';
import { statesOfCustomer } from '../customers/customer.store.ts';
import { debtFacts } from '../debts/debt-facts.ts';
import { debtTermsOf } from '../debts/debt-terms.ts';
import { loadDebt, loadDebtAmong, saveDebt } from '../debts/debt.store.ts';
import type { Debt } from '../debts/debt.ts';
import { requireCollectable } from '../debts/prohibited-actions.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { PlanRequest, PlanTerms } from './payment-plan.schema.ts';
import { loadPlan } from './payment-plan.store.ts';
import { newPlan, type PaymentPlan } from './payment-plan.ts';
import { planAnswer } from './plan-answer.ts';
import { planFacts } from './plan-facts.ts';
import { requirePlannable, withPlan } from './plan-of-debt.ts';
import { revokePlan, storePlan } from './store-plan.ts';

type PlanDeps = Deps<RecoverConfig>;

async function start(deps: PlanDeps, tx: Tx, before: Debt, terms: PlanTerms, by: RecordedBy, now: Date) {
  requirePlannable(before);
  const { creditorId, customerId } = before;
  const ofCreditor = await debtTermsOf(deps, creditorId);
  requireCollectable({ terms: ofCreditor, states: await statesOfCustomer(tx, creditorId, customerId) });
  const patience = {
    graceDays: ofCreditor.planGraceDays ?? deps.config.PLAN_GRACE_DAYS,
    breakAfterLateDays: ofCreditor.planBreakAfterLateDays ?? deps.config.PLAN_BREAK_AFTER_LATE_DAYS,
  };
  const plan: PaymentPlan = newPlan(terms, before, { patience, recordedBy: by, now });
  const debt = withPlan(before, plan._id, now);
  await storePlan(tx, plan, by);
  await saveDebt(tx, debt);
  await enqueue(tx, DebtUpdatedV1, now, debtFacts(debt, by));
  await enqueue(tx, PlanStartedV1, now, planFacts(plan, by));
  return planAnswer(plan, now);
}

/** A customer agreed to pay in installments. A debt is on one plan at a time. */
export const startPlanRoute = (deps: PlanDeps) =>
  Router().post('/agency/v1/plans', idempotent(deps), async (req, res) => {
    const from = caller(req);
    const { debtId, ...terms } = read(PlanRequest, req.body);

    const answer = await transaction(deps.db, async (tx) => {
      const debt = await loadDebtAmong(tx, theCreditors(from), debtId);
      if (debt.paymentPlanId !== undefined)
        throw new Refused('conflict', 'plan-active', 'The debt is on a plan already: replace that one.');
      const started = await start(deps, tx, debt, terms, recordedBy(from), deps.now());
      await answerWith(tx, req, 201, started);
      return started;
    });
    res.status(201).json(answer);
  });

/** New terms: the plan so far is revoked, and what was not yet paid is agreed anew, in one step. */
export const replacePlanRoute = (deps: PlanDeps) =>
  Router().post<string, { planId: string }>('/agency/v1/plans/:planId/replace', idempotent(deps), async (req, res) => {
    const from = caller(req);
    const by = recordedBy(from);

    const answer = await transaction(deps.db, async (tx) => {
      const earlier = await loadPlan(tx, theCreditors(from), req.params.planId);
      const terms = read(PlanTerms, req.body);
      const at = deps.now();
      const reason = { reason: 'Replaced by a new plan.', revocationReason: 'NEW_PLAN_REQUEST' as const };
      await revokePlan(tx, earlier, reason, by, at);
      const started = await start(deps, tx, await loadDebt(tx, earlier.creditorId, earlier.debtId), terms, by, at);
      await answerWith(tx, req, 201, started);
      return started;
    });
    res.status(201).json(answer);
  });
