import { internalKeys, eventually, startTestService, type TestService } from '@fairdue/testing';
import { complianceGuardService } from '../../services/compliance-guard/src/app.ts';
import { anAsk, morning, theUseOf } from '../../services/compliance-guard/src/examples.ts';
import { recoverService } from '../../services/recover/src/app.ts';
import { dana } from '../../services/recover/src/examples.ts';
import { config as recoverKeys, creditorId, givenCustomer } from '../../services/recover/src/start-recover.ts';
import { freePorts } from './free-ports.ts';

type Agent = Awaited<ReturnType<TestService['as']>>;

/** Longer than any request waits: whoever is answered 200 was told of the end, and did not wait for it. */
const silenceAfterMs = 60_000;
let guard: TestService;
let recover: TestService;
let creditor: Agent;
let communicator: Agent;

beforeAll(async () => {
  const [port = 0] = await freePorts(1);
  const keys = internalKeys();
  guard = await startTestService(complianceGuardService, {
    keys,
    now: morning,
    config: {
      ADDRESS_HASH_KEY: 'k'.repeat(32),
      EVIDENCE_SIGNING_KEY: keys.INTERNAL_SIGNING_KEY,
      FACTS_STALE_AFTER_SECONDS: '0',
      SILENCE_AFTER_MS: String(silenceAfterMs),
      RECOVER_URL: `http://127.0.0.1:${port}`,
    },
  });
  recover = await startTestService(recoverService, {
    keys,
    now: morning,
    engines: guard.engines,
    config: { ...recoverKeys, PORT: String(port), COMPLIANCE_GUARD_URL: guard.url },
  });
  creditor = await recover.as({ creditorIds: [creditorId] });
  communicator = await guard.asService('communicator');
});
afterAll(async () => {
  await recover.stop();
  await guard.stop();
});

type Placed = { customerId: string; debtId: string; emailId: string };

async function placed(reference: string): Promise<Placed> {
  const own = { ...dana, reference, debts: [{ ...dana.debts[0], transactionId: reference }] };
  const { customerId, debtId, contactIds } = await givenCustomer(creditor, own);
  return { customerId, debtId, emailId: contactIds.emails };
}

const askFor = ({ customerId, debtId, emailId }: Placed) =>
  anAsk(customerId, { channel: 'email', contactId: emailId, debtIds: [debtId] });
const permit = async (ask: ReturnType<typeof anAsk>) => {
  const { body } = await communicator
    .post('/internal/permits')
    .send({ asks: [ask] })
    .expect(200);
  return (body as { answers: { granted: boolean; permitId: string; blocking: { ruleId: string }[] }[] }).answers[0];
};

/** A message that was let through and is on its way to its provider. */
async function underWay(to: Placed): Promise<{ reported: () => Promise<void> }> {
  const ask = askFor(to);
  const permitId = (await permit(ask))?.permitId ?? '';
  const { body } = await communicator
    .post('/internal/permits/consume')
    .send({ permits: [theUseOf(ask, permitId)] })
    .expect(200);
  expect(body).toMatchObject({ answers: [{ consumed: true }] });
  const report = { creditorId, permitId, customerId: to.customerId, outcome: 'answered' };
  return {
    reported: async () => {
      await communicator
        .post('/internal/permits/report')
        .send({ reports: [report] })
        .expect(200);
    },
  };
}

const holdsOf = async ({ customerId }: Placed) => {
  const agency = await guard.as({ creditorIds: [creditorId] });
  const { body } = await agency.get('/agency/v1/holds').query({ customerId }).expect(200);
  return (body as { items: { reason: string }[] }).items.map(({ reason }) => reason);
};

test.each([
  {
    what: 'an attorney',
    reason: 'attorney',
    ask: ({ debtId }: Placed) =>
      creditor.post(`/api/v1/debts/${debtId}/representation/attorneyRepresentation`).send({ email: 'law@firm.example' }),
  },
  {
    what: 'an unsubscribe',
    reason: 'unsubscribed',
    ask: ({ customerId }: Placed) =>
      creditor.post(`/api/v1/customers/${customerId}/unsubscribe`).send({ emails: dana.emails }),
  },
])('$what is answered when the message under way has ended, and nothing is let through after', async (wish) => {
  const customer = await placed(wish.what);
  const { reported } = await underWay(customer);
  let answeredAt = Infinity;
  const answer = wish.ask(customer).then((response) => {
    answeredAt = performance.now();
    return response;
  });

  await eventually(async () => (await holdsOf(customer)).includes(wish.reason));
  const reportedAt = performance.now();
  expect(answeredAt).toBe(Infinity);
  await reported();

  expect(await answer).toMatchObject({ status: 200, body: 'ok' });
  expect(answeredAt).toBeGreaterThan(reportedAt);
  expect(await permit(askFor(customer))).toMatchObject({ granted: false });
  expect((await wish.ask(customer)).status).toBe(200);
  await recover.settle();
  await guard.settle();
  expect(await holdsOf(customer)).toEqual([wish.reason]);
}); // prettier-ignore

test('without a report the wish stands and is not confirmed, and its repeat is answered as soon as it can be', async () => {
  const customer = await placed('nobody reports');
  const { reported } = await underWay(customer);
  const represent = () =>
    creditor
      .post(`/api/v1/debts/${customer.debtId}/representation/attorneyRepresentation`)
      .send({ email: 'law@firm.example' });

  const unconfirmed = await represent().expect(503);
  expect(unconfirmed.headers['retry-after']).toBeDefined();
  expect(await holdsOf(customer)).toEqual(['attorney']);
  expect(await permit(askFor(customer))).toMatchObject({ granted: false });
  await reported();

  await represent().expect(200, '"ok"');
  expect(await holdsOf(customer)).toEqual(['attorney']);
});
