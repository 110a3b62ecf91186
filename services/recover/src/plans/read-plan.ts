import { Router } from 'express';
import { caller } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { creditorsOf } from '../wire/creditors-of.ts';
import { loadPlan } from './payment-plan.store.ts';
import { planAnswer } from './plan-answer.ts';

export const readPlanRoute = ({ db, now }: Deps) =>
  Router().get('/agency/v1/plans/:planId', async (req, res) => {
    const plan = await loadPlan({ db }, creditorsOf(caller(req)), req.params.planId);
    res.json(planAnswer(plan, now()));
  });
