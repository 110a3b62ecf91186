import type { RequestListener } from 'node:http';
import { CustomerPlacedV1, DebtPlacedV1 } from '@fairdue/contracts';
import { newSigningKey } from '@fairdue/http';
import { anEvent, startTestService, type TestService } from '@fairdue/testing';
import express from 'express';
import { complianceGuardService } from './app.ts';
import { aCustomer, aDebt, anOptOut, creditorId, morning, otherCreditorId } from './examples.ts';
import type { HoldWish } from './holds/hold.ts';
import type { Ask, AskAnswer, Consumption, ConsumptionAnswer, Report } from './permits/ask.ts';

type Agent = Awaited<ReturnType<TestService['as']>>;
type Customer = ReturnType<typeof aCustomer>;
type Debt = ReturnType<typeof aDebt>;
type Contact = Customer['contacts'][number];
/** What stands in recover's place: it knows whom a test put there, or answers nothing, and adds contacts as it is told to. */
export type Recover = {
  known: { customer: Customer; debts: Debt[] }[];
  isAway: boolean;
  /** The contact that it adds next; null: what is described is on file in another spelling, as the first address. */
  adds: Contact | null;
  /** What it was asked to add. */
  described: unknown[];
};

export type Guard = TestService & {
  recover: Recover;
  creditor: Agent;
  other: Agent;
  communicator: Agent;
  /** A customer with one open debt, told by events. */
  givenCustomer(over?: Partial<Customer>, debt?: Partial<Debt>): Promise<Customer>;
  ask(...asks: Ask[]): Promise<AskAnswer[]>;
  consume(...permits: Consumption[]): Promise<ConsumptionAnswer[]>;
  report(...reports: Pick<Report, 'permitId' | 'customerId' | 'outcome'>[]): Promise<void>;
  hold(
    customerId: string,
    wish?: Partial<HoldWish>,
    wait?: 'silence' | 'none',
  ): Promise<{ holdId: string; silent: boolean }>;
};

const recoverApp = (recover: Recover): RequestListener =>
  express()
    .use((_req, res, next) => (recover.isAway ? void res.status(503).json({}) : next()))
    .get(['/internal/customers', '/internal/customers/:id'], (req, res) => {
      const { creditorId: of, reference } = req.query;
      const found = recover.known.find(
        ({ customer }) =>
          customer.creditorId === of &&
          (customer.customerId === req.params['id'] || (reference !== undefined && customer.reference === reference)),
      );
      if (found) res.json(found);
      else res.status(404).json({ code: 'customer-not-found', detail: 'There is no such customer.' });
    })
    .post('/internal/customers/:id/contacts', express.json(), (req, res) => {
      const found = recover.known.find(({ customer }) => customer.customerId === req.params.id);
      if (!found)
        return void res.status(404).json({ code: 'customer-not-found', detail: 'There is no such customer.' });
      const { customer } = found;
      recover.described.push((req.body as { contact: unknown }).contact);
      if (recover.adds)
        found.customer = {
          ...customer,
          contacts: [...customer.contacts, recover.adds],
          version: customer.version + 1,
        };
      const contactId = recover.adds?.contactId ?? customer.contacts.find(({ address }) => address)?.contactId;
      res.json({ contactId, isNew: recover.adds !== null, ...found });
    }) as unknown as RequestListener;

type Options = { config?: Record<string, string>; now?: string; beside?: TestService };

/** One for all, so that replicas sign alike. */
export const evidenceKey = newSigningKey();

const keys = {
  ADDRESS_HASH_KEY: 'k'.repeat(32),
  EVIDENCE_SIGNING_KEY: evidenceKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  FACTS_STALE_AFTER_SECONDS: '0',
  SILENCE_AFTER_MS: '400',
};

/** A guard with two creditors' accounts and the communicator's; `beside` another one it is a replica of that one. */
export async function startGuard({ config = {}, now = morning, beside }: Options = {}): Promise<Guard> {
  const recover: Recover = { known: [], isAway: false, adds: null, described: [] };
  const service = await startTestService(complianceGuardService, {
    config: { ...keys, ...config },
    upstreams: { recover: recoverApp(recover) },
    now,
    ...(beside && { engines: beside.engines }),
  });
  /** Signed anew each time, as between services: a token lives a minute, and a suite on a busy machine longer. */
  const post = async <T>(path: string, body: object): Promise<T> =>
    (await (await service.asService('communicator')).post(path).send(body).expect(200)).body as T;
  return {
    ...service,
    recover,
    communicator: await service.asService('communicator'),
    creditor: await service.as({ creditorIds: [creditorId] }),
    other: await service.as({ creditorIds: [otherCreditorId], accountId: 'AC-TEST-2' }),
    async givenCustomer(over, debt) {
      const customer = aCustomer(over);
      const placed = aDebt(customer.customerId, { creditorId: customer.creditorId, ...debt });
      await service.deliver(anEvent(CustomerPlacedV1, customer), anEvent(DebtPlacedV1, placed));
      return customer;
    },
    ask: async (...asks) => (await post<{ answers: AskAnswer[] }>('/internal/permits', { asks })).answers,
    consume: async (...permits) =>
      (await post<{ answers: ConsumptionAnswer[] }>('/internal/permits/consume', { permits })).answers,
    report: (...reports) =>
      post('/internal/permits/report', { reports: reports.map((each) => ({ creditorId, ...each })) }),
    hold: (customerId, wish, wait = 'silence') =>
      post('/internal/holds', {
        creditorId,
        customerId,
        hold: anOptOut(wish),
        recordedBy: { kind: 'borrower', id: customerId },
        wait,
      }),
  };
}
