import { InteractionStatusChangedV1 } from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { anAsk, anInteraction, theUseOf } from '../examples.ts';
import { proposed } from '../rules/versions/changes-of-rules.ts';
import { startGuard, type Guard } from '../start-guard.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
afterAll(() => guard.stop());

const afternoons = { shape: { kind: 'hours', open: '14:00', close: '21:00' } };
const from = '2026-11-29T00:00:00Z';
const path = '/agency/v1/rules/back-tests';
let nthCreditor = 0;

/** A creditor, its only customer, and an account of it. */
async function aCreditor() {
  const creditorId = `CR-8-${nthCreditor++}`;
  const { customerId } = await guard.givenCustomer({ creditorId });
  const agent = await guard.as({ creditorIds: [creditorId] });
  return { creditorId, customerId, agent };
}
type Creditor = Awaited<ReturnType<typeof aCreditor>>;

async function permitted({ creditorId, customerId }: Creditor) {
  const ask = anAsk(customerId, { creditorId });
  const [permit] = await guard.ask(ask);
  const permitId = permit && 'permitId' in permit ? permit.permitId : 'none';
  return { ask, permitId };
}

async function called(creditor: Creditor) {
  const { ask, permitId } = await permitted(creditor);
  await guard.consume(theUseOf(ask, permitId));
  return { askId: ask.askId, permitId };
}

const calledElsewhere = ({ creditorId, customerId }: Creditor, startedAt: string) =>
  guard.deliver(anEvent(InteractionStatusChangedV1, anInteraction(customerId, { creditorId, startedAt })));

/** What a finished back-test of one change says. */
async function tried({ agent, creditorId }: Creditor, ruleId: string, change: object, to?: string) {
  const version = await proposed(agent, { ruleId, creditorId, change });
  const body = { creditorId, proposals: [{ ruleId, version }], from, to };
  const started = await agent.post(path).send(body).expect(202);
  await guard.settle();
  const { backTestId } = started.body as { backTestId: string };
  const done = await agent.get(`${path}/${backTestId}`).expect(200);
  const found = async (finding: string, query: object = {}) => {
    const list = await agent
      .get(`${path}/${backTestId}/findings`)
      .query({ finding, ...query })
      .expect(200);
    return list.body as { items: Record<string, unknown>[]; next: string | null };
  };
  return { started: started.body as object, done: done.body as { counts: object }, found, backTestId };
}

test('what was allowed and would be blocked is found, and the contacts made of it are violations', async () => {
  const creditor = await aCreditor();
  const { askId } = await called(creditor);
  const unused = await permitted(creditor);

  const { started, done, found } = await tried(creditor, 'reg-f-hours', afternoons);

  expect(started).toMatchObject({ state: 'running', progress: { done: 0, of: null } });
  expect(done).toMatchObject({
    state: 'done', progress: { done: 4, of: 4 },
    counts: { decisions: 3, contacts: 0, newlyBlocked: 3, newlyAllowed: 0, violations: 1, unjudged: 0 },
  }); // prettier-ignore
  const blocked = (await found('newly-blocked')).items;
  expect(blocked.map(({ decision, interactionId }) => [decision, interactionId])).toEqual([
    ['permit', askId], ['hand-over', askId], ['permit', unused.ask.askId],
  ]); // prettier-ignore
  expect((await found('violation')).items).toMatchObject([
    { decision: 'hand-over', interactionId: askId, customerId: creditor.customerId, ruleIds: ['reg-f-hours'] },
  ]);
});

test('a hand-over that reached nobody is no contact made', async () => {
  const creditor = await aCreditor();
  const { permitId } = await called(creditor);
  const { creditorId, customerId } = creditor;
  await guard.communicator
    .post('/internal/permits/report')
    .send({ reports: [{ permitId, creditorId, customerId, outcome: 'not-started' }] })
    .expect(200);

  const { done } = await tried(creditor, 'reg-f-hours', afternoons);

  expect(done.counts).toMatchObject({ newlyBlocked: 2, violations: 0 });
});

test('what was refused and would be allowed is found with the rules that stood against it', async () => {
  const creditor = await aCreditor();
  for (let i = 0; i < 7; i++) await calledElsewhere(creditor, `2026-11-30T2${i % 3}:00:00.000Z`);
  await permitted(creditor);

  const { done, found } = await tried(creditor, 'reg-f-calls-7-in-7', { enforcement: 'warn' });

  expect(done.counts).toMatchObject({ decisions: 1, contacts: 7, newlyAllowed: 1, newlyBlocked: 0, violations: 0 });
  expect((await found('newly-allowed')).items).toMatchObject([
    { decision: 'permit', ruleIds: ['reg-f-calls-7-in-7'], customerId: creditor.customerId },
  ]);
});

test('contacts made elsewhere are judged by what is known of their moment, within the time asked about', async () => {
  const creditor = await aCreditor();
  await calledElsewhere(creditor, '2026-11-30T15:00:00.000Z');
  await calledElsewhere(creditor, '2026-11-30T16:00:00.000Z');
  await calledElsewhere(creditor, '2026-11-30T20:00:00.000Z');
  await calledElsewhere(creditor, '2026-12-01T14:30:00.000Z');

  const { done, found } = await tried(creditor, 'reg-f-hours', afternoons, '2026-12-01T00:00:00Z');

  expect(done.counts).toMatchObject({ contacts: 3, violations: 2 });
  const first = await found('violation', { limit: 1 });
  const rest = await found('violation', { limit: 1, after: first.next });
  expect([...first.items, ...rest.items].map(({ at }) => at)).toEqual([
    '2026-11-30T15:00:00.000Z', '2026-11-30T16:00:00.000Z',
  ]); // prettier-ignore
  expect(rest.next).toBeNull();
});

test('a back-test of another creditor does not exist, nor does one of its versions', async () => {
  const [mine, theirs] = [await aCreditor(), await aCreditor()];
  const { backTestId } = await tried(mine, 'reg-f-hours', afternoons);
  const version = await proposed(mine.agent, {
    ruleId: 'reg-f-hours', creditorId: mine.creditorId, change: afternoons,
  }); // prettier-ignore
  const ofMine = { proposals: [{ ruleId: 'reg-f-hours', version }], from };

  await theirs.agent.get(`${path}/${backTestId}`).expect(404);
  await theirs.agent.get(`${path}/${backTestId}/findings`).query({ finding: 'violation' }).expect(404);
  await theirs.agent
    .post(path)
    .send({ ...ofMine, creditorId: mine.creditorId })
    .expect(404);
  await theirs.agent
    .post(path)
    .send({ ...ofMine, creditorId: theirs.creditorId })
    .expect(404);
  const twice = [...ofMine.proposals, ...ofMine.proposals];
  await mine.agent.post(path).send({ creditorId: mine.creditorId, from, proposals: twice }).expect(400);
  const ahead = { creditorId: mine.creditorId, ...ofMine, from: '2027-06-01T00:00:00Z' };
  await mine.agent.post(path).send(ahead).expect(422);
  const reader = await guard.as({ creditorIds: [mine.creditorId], permissions: ['agency.rules:read'] });
  await reader
    .post(path)
    .send({ ...ofMine, creditorId: mine.creditorId })
    .expect(403);
});

test('a request repeated with its key starts one back-test', async () => {
  const { agent, creditorId } = await aCreditor();
  const version = await proposed(agent, { ruleId: 'reg-f-hours', creditorId, change: afternoons });
  const body = { creditorId, proposals: [{ ruleId: 'reg-f-hours', version }], from };
  const send = () => agent.post(path).set('Idempotency-Key', `start-${creditorId}`).send(body).expect(202);

  const [first, second] = [await send(), await send()];
  await guard.settle();
  const { body: listed } = await agent.get(path).expect(200);

  expect((second.body as { backTestId: string }).backTestId).toBe((first.body as { backTestId: string }).backTestId);
  expect(listed).toMatchObject({
    items: [{ backTestId: (first.body as { backTestId: string }).backTestId }],
    next: null,
  });
});
