import { aDebt } from '../examples.ts';
import { creditorId, givenDebt, startRecover, type Recover } from '../start-recover.ts';
import { closedStatuses } from './closing.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
beforeEach(async () => {
  recover.guard.holds.length = 0;
  ({ customerId, debtId } = await givenDebt(recover, aDebt()));
});
afterAll(() => recover.stop());

const close = (over: object = {}) =>
  recover.creditor.post('/agency/v1/closings').send({ debtId, status: 'Bankruptcy', ...over });
const debt = async () => {
  const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}/debts`).expect(200);
  return (body as { debts: [object] }).debts[0];
};
const facts = async () =>
  (await recover.published('recover.debt-updated.v1')).filter(({ data }) => data['debtId'] === debtId);

test.each(closedStatuses)('a debt closed as %s ends for good, told to everybody and to the guard', async (status) => {
  const first = await close({ status, reason: 'Notice of the court' }).expect(200);
  const repeat = await close({ status }).expect(200);

  expect(first.body).toMatchObject({ debtId, customerId, status, reason: 'Notice of the court' });
  expect(repeat.body).toEqual(first.body);
  expect(await debt()).toMatchObject({ status, meta: { isActive: false }, prohibitedActions: [{}, {}, {}, {}] });
  expect(await facts()).toMatchObject([{ data: { status, reason: 'Notice of the court', version: 2 } }]);
  expect(recover.guard.holds).toMatchObject([
    { wait: 'none', hold: { source: { key: `closing:${debtId}`, version: 2 } } },
    { wait: 'none', hold: { source: { key: `closing:${debtId}`, version: 2 } } },
  ]);
});

test('an ended debt is not closed as something else', async () => {
  await close().expect(200);

  expect((await close({ status: 'Deceased' }).expect(422)).body).toMatchObject({ code: 'debt-terminal' });
  expect(await debt()).toMatchObject({ status: 'Bankruptcy' });
});

test('closing needs its permission, a strict body, and a debt of the caller', async () => {
  const clerk = await recover.as({ creditorIds: [creditorId], permissions: ['agency.disputes:write'] });
  await clerk.post('/agency/v1/closings').send({ debtId, status: 'Fraud' }).expect(403);
  await recover.other.post('/agency/v1/closings').send({ debtId, status: 'Fraud' }).expect(404);

  for (const body of [{ status: 'PaidInFull' }, { debtId: 7 }, { reason: ' ' }, { more: 1 }])
    await close(body).expect(400);
  expect(await facts()).toEqual([]);
  expect(recover.guard.holds).toEqual([]);
});
