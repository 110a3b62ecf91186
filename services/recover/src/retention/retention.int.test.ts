import { CustomerErasedV1 } from '@fairdue/contracts';
import { aDebt, dana } from '../examples.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from '../start-recover.ts';

type Agent = Recover['creditor'];

let recover: Recover;
let agent: Agent;
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z', config: { RETENTION_ERASES: 'true' } });
});
beforeEach(async () => void (agent = await recover.as({ creditorIds: [creditorId] })));
afterAll(() => recover.stop());

const placed = async (name: string, isClosed: boolean) => {
  const { customerId, debtId } = await givenCustomer(agent, { ...dana, reference: name, debts: [aDebt(`T-${name}`)] });
  if (isClosed) await agent.post('/agency/v1/closings').send({ debtId, status: 'ClosedByAgency' }).expect(200);
  return customerId;
};

test('when the law’s time is over closed customers go by themselves, but none with an open debt or a legal hold', async () => {
  const [outlived, open, held] = [await placed('r-1', true), await placed('r-2', false), await placed('r-3', true)];
  const hold = `/agency/v1/customers/${held}/legal-hold`;
  const [first, again] = [
    await agent.put(hold).send({ reason: 'Case 1.' }),
    await agent.put(hold).send({ reason: 'x' }),
  ];
  expect([first.status, again.body]).toEqual([200, first.body]);
  const early = { reason: 'Asked for.', beforeRetentionEnds: true };
  const refused = await agent.post(`/agency/v1/customers/${held}/erasure`).send(early).expect(422);
  expect(refused.body).toMatchObject({ code: 'erasure-legal-hold' });
  const now = await agent.get('/agency/v1/retention').expect(200);
  expect(now.body).toEqual({ years: 3, erases: true, looked: 3, due: 0, onHold: 0, next: null });

  await recover.moveTo('2029-01-04T12:00:00Z');
  expect(await recover.published(CustomerErasedV1.type)).toEqual([]);
  agent = await recover.as({ creditorIds: [creditorId] });
  const forAWhile = `/agency/v1/customers/${outlived}/legal-hold`; // is no activity of collection
  await agent.put(forAWhile).send({ reason: 'Case 2.' }).expect(200);
  await agent.delete(forAWhile).expect(204);
  await recover.moveTo('2029-01-07T12:00:00Z');
  await recover.settle();

  expect(await recover.published(CustomerErasedV1.type)).toMatchObject([
    { subject: outlived, data: { recordedBy: { kind: 'service', id: 'recover' }, beforeRetentionEnds: false } },
  ]);
  agent = await recover.as({ creditorIds: [creditorId] });
  const states = await Promise.all([outlived, open, held].map((id) => agent.get(`/agency/v1/customers/${id}`)));
  expect(states.map(({ status }) => status)).toEqual([404, 200, 200]);
  const left = await agent.get('/agency/v1/retention').expect(200);
  expect(left.body).toMatchObject({ looked: 2, due: 0, onHold: 1 });
  await agent.delete(hold).expect(204);
});
