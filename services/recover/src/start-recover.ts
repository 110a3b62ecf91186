import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import express from 'express';
import { startTestService, type TestService } from '@fairdue/testing';
import { recoverService } from './app.ts';
import { dana } from './examples.ts';

const key = () => randomBytes(32).toString('base64');
export const config = { SSN_KEYS: `k1:${key()}`, SSN_INDEX_KEY: key() };

export const creditorId = 'CR-1-A';
export const otherCreditorId = 'CR-1-B';

type Agent = Awaited<ReturnType<TestService['as']>>;
export type Guard = {
  /** What was asked of it, in order. */
  holds: Record<string, unknown>[];
  lifts: Record<string, unknown>[];
  answer: { status: number; body: object };
};
export type Recover = TestService & { creditor: Agent; other: Agent; guard: Guard };

/** Recover with a server in the guard's place that answers as it is told to, and two creditors' accounts. */
export async function startRecover(
  over: { config?: Record<string, string>; now?: string; upstreams?: Record<string, RequestListener> } = {},
): Promise<Recover> {
  const guard: Guard = { holds: [], lifts: [], answer: { status: 200, body: { holdId: 'HO-1-A', silent: true } } };
  const guardApp = express()
    .use(express.json())
    .post('/internal/holds', (req, res) => {
      guard.holds.push(req.body as Record<string, unknown>);
      res.status(guard.answer.status).json(guard.answer.body);
    })
    .post('/internal/holds/lift', (req, res) => {
      guard.lifts.push(req.body as Record<string, unknown>);
      res.status(guard.answer.status).json({ holdId: 'HO-1-A', lifted: true });
    });
  const service = await startTestService(recoverService, {
    config: { ...config, ...over.config },
    upstreams: { 'compliance-guard': guardApp, ...over.upstreams },
    ...(over.now && { now: over.now }),
  });
  return {
    ...service,
    guard,
    creditor: await service.as({ creditorIds: [creditorId] }),
    other: await service.as({ creditorIds: [otherCreditorId], accountId: 'AC-TEST-2' }),
  };
}

/** Debts that no other test places: one test, one debt. */
let debtsGiven = 0;

type Placed = { customerId: string; debtId: string; contactIds: Record<'addresses' | 'phones' | 'emails', string> };
type Body = { customer: { meta: { id: string } } & Record<string, { meta: { id: string } }[] | undefined> };

/** Places one customer and says which ids they, their first debt and their first contacts got. */
export async function givenCustomer(agent: Agent, request: object): Promise<Placed> {
  const { body } = await agent
    .post('/api/v1/customersBatch')
    .send({ customers: [request] })
    .expect(200);
  const { customer } = (body as { responses: [Body] }).responses[0];
  const first = (list: string) => customer[list]?.[0]?.meta.id ?? '';
  return {
    customerId: customer.meta.id,
    debtId: first('debts'),
    contactIds: { addresses: first('addresses'), phones: first('phones'), emails: first('emails') },
  };
}

/** Places one customer with one debt that no other test has: Dana's of 43,500 cents, unless another is given. */
export function givenDebt(
  { creditor }: Pick<Recover, 'creditor'>,
  debt: object = dana.debts[0] ?? {},
): Promise<Placed> {
  const unique = `given-${++debtsGiven}`;
  return givenCustomer(creditor, { ...dana, reference: unique, debts: [{ ...debt, transactionId: unique }] });
}
