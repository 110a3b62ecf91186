import { Router, type Response } from 'express';
import { z } from 'zod';
import { caller, theCreditors } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { loadDebtAmong } from '../debts/debt.store.ts';
import type { Debt } from '../debts/debt.ts';
import { Flag, readQuery } from '../wire/query.ts';
import { requestInvalid } from '../wire/read-wire.ts';
import { plansOf } from './payment-plan.store.ts';
import { isActive } from './payment-plan.ts';
import { planBody } from './payment-plan.wire.ts';

const milliseconds = { override: { type: 'integer', minimum: 0 } } as const;

/** The window is judged when the debt is known. */
export const ListPlansQuery = z.object({
  withInactivated: Flag.default(true),
  from: z.unknown().exactOptional().meta(milliseconds),
  to: z.unknown().exactOptional().meta(milliseconds),
});
type Query = z.infer<typeof ListPlansQuery>;

const bounds = ['from', 'to'] as const;

/** A missing bound is answered with a page, not with JSON: that is how clients of this endpoint know it. */
function answerMissing(res: Response, names: readonly string[]): void {
  const text = names.map((name) => `The query parameter "${name}" is missing.`).join(' ');
  const page = `<!DOCTYPE html><html lang="en"><head><title>Bad Request</title></head><body><h1>Bad Request</h1><p>${text}</p></body></html>`;
  res.status(400).type('html').send(page);
}

const instantIn = (value: unknown): number =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : NaN;

/** The window must touch the time in which the debt has been here. */
function readWindow(query: Query, { timeCreated }: Debt, now: Date): { from: number; to: number } {
  const [from, to] = [instantIn(query.from), instantIn(query.to)];
  if (from < to && to >= timeCreated.getTime() && from <= now.getTime()) return { from, to };
  throw requestInvalid('The from/to window is not valid for this debt.');
}

/** R25: the active plan of a debt, and those that ended within a window. */
export const listPlansRoute = ({ db, now }: Deps) =>
  Router().get<string, { debtId: string }>('/debts/:debtId/paymentPlans', async (req, res) => {
    const debt = await loadDebtAmong({ db }, theCreditors(caller(req)), req.params.debtId);
    const query = readQuery(ListPlansQuery, req.query);
    const { withInactivated } = query;
    const missing = bounds.filter((name) => withInactivated && query[name] === undefined);
    if (missing.length > 0) return answerMissing(res, missing);

    const window = withInactivated ? readWindow(query, debt, now()) : null;
    const plans = await plansOf({ db }, debt.creditorId, debt._id);
    const endedInside = (endedAt: Date | undefined): boolean =>
      window !== null && endedAt !== undefined && endedAt.getTime() >= window.from && endedAt.getTime() < window.to;
    const shown = plans.filter((plan) => isActive(plan) || endedInside(plan.inactivatedAt));
    res.json(shown.map((plan) => planBody(plan, now())));
  });
