import { aDebt } from '../examples.ts';
import { creditorId, givenDebt, otherCreditorId, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
beforeEach(async () => {
  recover.guard.holds.length = 0;
  recover.guard.lifts.length = 0;
  ({ customerId, debtId } = await givenDebt(recover, aDebt()));
});
afterAll(() => recover.stop());

const open = (over: object = {}) =>
  recover.creditor.post('/agency/v1/disputes').send({ debtId, reason: 'Not mine', ...over });
const answer = (body: object) => recover.creditor.post(`/agency/v1/disputes/${debtId}/answer`).send(body);
const status = async () => {
  const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}/debts`).expect(200);
  return (body as { debts: [{ status: string }] }).debts[0].status;
};
const facts = async () =>
  (await recover.published('recover.debt-updated.v1')).filter(({ data }) => data['debtId'] === debtId);

test('a disputed debt is told to everybody, and to the guard at once', async () => {
  const first = await open().set('X-TA-AUDIT-DESCRIPTION', 'By phone').expect(200);
  const repeat = await open({ reason: 'Another reason' }).expect(200);

  expect(first.body).toMatchObject({ debtId, customerId, status: 'Disputed', reason: 'Not mine' });
  expect(repeat.body).toEqual(first.body);
  expect(await facts()).toMatchObject([
    { data: { debtId, status: 'Disputed', reason: 'Not mine', version: 2, recordedBy: { description: 'By phone' } } },
  ]);
  const hold = {
    reason: 'dispute',
    debtIds: [debtId],
    contactIds: [],
    source: { service: 'recover', key: `dispute:${debtId}`, version: 2 },
  };
  expect(recover.guard.holds).toMatchObject([
    { wait: 'none', hold },
    { wait: 'none', hold },
  ]);
});

test('a dispute stands although the guard is away', async () => {
  recover.guard.answer = { status: 503, body: {} };

  await open().expect(200);

  recover.guard.answer = { status: 200, body: { holdId: 'HO-1-A', silent: true } };
  expect(await status()).toBe('Disputed');
});

test.each(['rejected', 'verified'])('a dispute that is %s is over: collection goes on', async (given) => {
  await open().expect(200);

  const first = await answer({ answer: given, reason: 'Contract attached' }).expect(200);
  const repeat = await answer({ answer: given }).expect(200);

  expect(first.body).toMatchObject({ debtId, status: 'New', reason: 'Not mine', answer: given });
  expect(repeat.body).toEqual(first.body);
  expect(await facts()).toMatchObject([{}, { data: { status: 'New', reason: 'Contract attached', version: 3 } }]);
  expect(recover.guard.lifts).toMatchObject([{ customerId, source: { key: `dispute:${debtId}`, version: 3 } }]);
});

test('a dispute that is upheld closes the debt, and the guard keeps everybody off it', async () => {
  await open().expect(200);

  await answer({ answer: 'upheld' }).expect(200);

  expect(await status()).toBe('ClosedByAgency');
  expect(await facts()).toMatchObject([{}, { data: { status: 'ClosedByAgency', reason: 'dispute upheld' } }]);
  expect(recover.guard.holds.at(-1)).toMatchObject({ hold: { reason: 'closed', debtIds: [debtId] } });
  expect(recover.guard.lifts).toMatchObject([{ source: { key: `dispute:${debtId}` } }]);
});

test('without an open dispute there is nothing to answer', async () => {
  expect((await answer({ answer: 'upheld' }).expect(409)).body).toMatchObject({ code: 'dispute-not-open' });
  await open().expect(200);
  await answer({ answer: 'rejected' }).expect(200);
  await answer({ answer: 'upheld' }).expect(409);
  expect(await status()).toBe('New');
});

test('money that pays a disputed debt ends the dispute at the guard too', async () => {
  await open().expect(200);
  const payment = { payee: 'CREDITOR', transactionType: 'PAYMENT', amount: { amount: 12_000, currency: 'USD' } };

  await recover.creditor.post(`/api/v1/customers/${customerId}/debts/${debtId}/payments`).send(payment).expect(200);

  await recover.settle();
  expect(recover.guard.lifts).toMatchObject([{ source: { key: `dispute:${debtId}`, version: 3 } }]);
});

test('a dispute sent twice with one Idempotency-Key is answered twice and opened once', async () => {
  const key = `K-${debtId}`;
  const first = await open().set('Idempotency-Key', key).expect(200);
  await answer({ answer: 'rejected' }).expect(200);

  const repeat = await open().set('Idempotency-Key', key).expect(200);

  expect(repeat.body).toEqual(first.body);
  expect(await status()).toBe('New');
});

test('an agency that works for several creditors need not say which: the debt does', async () => {
  const agency = await recover.as({ creditorIds: [creditorId, otherCreditorId] });

  const { body } = await agency.post('/agency/v1/disputes').send({ debtId, reason: 'Not mine' }).expect(200);

  expect(body).toMatchObject({ debtId, status: 'Disputed' });
  await agency
    .post(`/agency/v1/disputes/${debtId}/answer`)
    .set('X-TA-CREDITOR', otherCreditorId)
    .send({ answer: 'upheld' })
    .expect(404);
});

test('disputes need their permission, a strict body, and a debt of the caller', async () => {
  const clerk = await recover.as({ creditorIds: [creditorId], permissions: ['recover.debts:write'] });
  await clerk.post('/agency/v1/disputes').send({ debtId, reason: 'Not mine' }).expect(403);
  await clerk.post(`/agency/v1/disputes/${debtId}/answer`).send({ answer: 'upheld' }).expect(403);
  await recover.other.post(`/agency/v1/disputes/${debtId}/answer`).send({ answer: 'upheld' }).expect(404);

  const wrong = [
    open({ reason: ' ' }),
    open({ debtId: { $gt: '' } }),
    open({ more: 1 }),
    answer({ answer: 'ignored' }),
    answer({ answer: 'upheld', more: 1 }),
  ];
  for (const request of wrong) {
    const { headers } = await request.expect(400);
    expect((headers as Record<string, string>)['content-type']).toContain('application/problem+json');
  }
  expect(await facts()).toEqual([]);
});
