import { aDebt } from '../examples.ts';
import { givenDebt, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
afterAll(() => recover.stop());

test('others are told of charge-off, the time to sue, a dispute with its answer, and when money last came in', async () => {
  const { customerId, debtId } = await givenDebt(
    recover,
    aDebt(undefined, {
      postChargeOffInformation: { chargeOffTimestamp: Date.parse('2025-06-30T12:00:00Z') },
      explicitOutOfStatuteDate: { day: 1, month: 2, year: 2031 },
    }),
  );
  const pay = (amount: number, at: string) =>
    recover.creditor.post(`/api/v1/customers/${customerId}/debts/${debtId}/payments`).send({
      amount: { amount, currency: 'USD' },
      paymentTimestamp: Date.parse(at),
      transactionType: 'PAYMENT',
      payee: 'CREDITOR',
    });

  await pay(1_000, '2026-01-04T12:00:00Z').expect(200);
  await pay(1_000, '2026-01-02T12:00:00Z').expect(200);
  await recover.creditor.post('/agency/v1/disputes').send({ debtId, reason: 'Not mine' }).expect(200);
  await recover.creditor.post(`/agency/v1/disputes/${debtId}/answer`).send({ answer: 'verified' }).expect(200);

  const [placed] = (await recover.published('recover.debt-placed.v1')).filter(({ data }) => data['debtId'] === debtId);
  const last = (await recover.published('recover.debt-updated.v1')).findLast(({ data }) => data['debtId'] === debtId);
  const said = { chargeOffDate: '2025-06-30', outOfStatute: { date: '2031-02-01' } };
  expect(placed?.data).toMatchObject(said);
  expect(placed?.data).not.toHaveProperty('lastPaidAt');
  expect(last?.data).toMatchObject({
    ...said,
    lastPaidAt: '2026-01-04T12:00:00.000Z',
    dispute: { answer: 'verified', openedAt: expect.any(String) as string, answeredAt: expect.any(String) as string },
  });
});
