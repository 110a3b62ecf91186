import { Router } from 'express';
import { caller, theCreditors } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { loadPlan } from './payment-plan.store.ts';
import { planAnswer } from './plan-answer.ts';

export const readPlanRoute = ({ db, now }: Deps) =>
  Router().get('/agency/v1/plans/:planId', async (req, res) => {
    const plan = await loadPlan({ db }, theCreditors(caller(req)), req.params.planId);
    res.json(planAnswer(plan, now()));
  });
