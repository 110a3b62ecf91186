import { id, ok, refused, time } from './answers.ts';
import type { Client } from './client.ts';
import { dana, usd } from './examples.ts';
import { bodyOf, debtPath, given, givenClient, givenCreditor } from './given.ts';
import type { RunningPlatform } from './running-platform.ts';

const payment = {
  amount: usd(5_000),
  payee: 'CREDITOR',
  transactionType: 'PAYMENT',
  transactionReference: 'PAY-771',
  paymentTimestamp: 1_719_835_200_000,
};
const meta = { id: id('PM'), timeCreated: time };
const received = { ...payment, meta, note: 'Received from the API' };
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const cardInfo = {
  expirationMonth: '03',
  expirationYear: '2027',
  binNumber: '411111',
  billingZipCode: '78701',
  cardType: 'VISA',
  lastFourDigits: '1111',
};

export function payments(platform: () => RunningPlatform): void {
  let client: Client;
  let agency: Client;
  let placed: { customerId: string; debtId: string };
  let path: string;
  beforeAll(async () => {
    const creditorId = await givenCreditor(platform());
    client = await givenClient(platform(), [creditorId]);
    agency = await givenClient(platform(), [creditorId], 'operator');
    placed = await given(client, dana);
    path = `${debtPath(placed)}/payments`;
  });
  const now = Date.now();
  const window = `startTime=${now - hourMs}&endTime=${now + hourMs}`;

  test('E19, E20: a payment, its return, and both in the list of the creditor and of the debt', async () => {
    const paid = await client.post(`${path}/`, payment);
    expect(paid).toEqual(ok(received));
    const { meta: paidMeta } = paid.body as { meta: { id: string } };
    const back = {
      amount: usd(5_000),
      payee: 'CREDITOR',
      transactionType: 'BALANCE_ADJUSTMENT',
      transactionReference: 'PAY-771',
      note: 'ACH returned',
      returnedPaymentId: paidMeta.id,
    };

    const returned = await client.post(path, back);

    expect(returned).toEqual(ok({ ...back, meta, amount: usd(-5_000), paymentTimestamp: time }));
    const both = [paid.body, returned.body] as object[];
    const named = both.map((each) => ({ ...each, debtId: placed.debtId, customerId: placed.customerId }));
    for (const slash of ['', '/']) {
      expect(await client.get(`/api/v1/customers/payments${slash}?${window}`)).toEqual(ok({ payments: named }));
      expect(await client.get(`${path}${slash}`)).toEqual(ok({ payments: both }));
    }
    expect(await client.post(path, back)).toMatchObject({ status: 400, body: { code: 104 } });
  });

  test('E19: what is missing is named', async () => {
    expect(await client.post(path, { amount: usd(5_000) })).toEqual(
      refused(400, 104, 'Missing required fields.', { payee: 'required', transactionType: 'required' }),
    );
  });

  test('E19: the other spelling of the time is read too, and either sign of money that came back', async () => {
    const { paymentTimestamp, ...untimed } = payment;
    const otherSpelling = { ...untimed, paymentTimeStamp: paymentTimestamp };

    expect(await client.post(path, otherSpelling)).toEqual(ok(received));
    expect(await client.post(path, { ...payment, transactionType: 'REFUND', amount: usd(-5_000) })).toEqual(
      ok({ ...received, transactionType: 'REFUND', amount: usd(-5_000) }),
    );
  });

  test.each([
    ['a PAYMENT below zero', { amount: usd(-1) }],
    ['nothing', { amount: usd(0) }],
    ['half a cent', { amount: { amount: 0.5, currency: 'USD' } }],
    ['another currency', { amount: { amount: 1, currency: 'EUR' } }],
    ['another payee', { payee: 'TRUEACCORD' }],
    ['a return of no payment', { transactionType: 'RETURNED_PAYMENT' }],
    ['a return of an unknown one', { transactionType: 'RETURNED_PAYMENT', returnedPaymentId: 'PM-1-A' }],
    ['a type in small letters', { transactionType: 'payment' }],
  ])('R24 refuses %s', async (_what, over) => {
    expect(await client.post(path, { ...payment, ...over })).toMatchObject({ status: 400, body: { code: 104 } });
  });

  test('E20: without a window of less than 90 days nothing is listed', async () => {
    const from = now - 90 * dayMs;
    for (const query of ['', `?startTime=${now}`, `?startTime=${from}&endTime=${now}`, `?startTime=x&endTime=${now}`])
      expect(await client.get(`/api/v1/customers/payments/${query}`)).toMatchObject({
        status: 400,
        body: { code: 102, errorInfo: null },
      });
    expect(await client.get('/api/v1/customers/payments/')).toEqual(
      refused(400, 102, 'startTime and endTime are required and must be less than 90 days apart.'),
    );
    expect(await client.get(`/api/v1/customers/payments/?startTime=${from + 1}&endTime=${now - dayMs}`)).toEqual(
      ok({}),
    );
  });

  test('E21: a plan, with the first of its installments paid', async () => {
    const { debtId } = await given(client, {
      ...dana,
      reference: 'CUST-PLAN',
      debts: [{ ...dana.debts[0], transactionId: 'INV-PLAN' }],
    });
    const due = [1, 32, 63].map((days) => now + days * dayMs);
    const consentAt = 1_719_000_000_000;
    const terms = {
      debtId,
      installments: due.map((each) => ({ dueDate: new Date(each).toISOString(), amountCents: 13_050 })),
      discountCents: 4_350,
      frequency: 'MONTHLY',
      consent: { ip: '203.0.113.9', time: new Date(consentAt).toISOString() },
      isRecurring: true,
      originatingTokenId: '6e1f0b7a5c2d4b938a70d1c4e9f25b36',
      paymentMethodInfo: { cardInfo },
    };
    bodyOf(await agency.post('/agency/v1/plans', terms), 201);
    const taken = { debtId, amountCents: 13_050, paymentMethod: 'CARD', paidAt: new Date(now).toISOString() };
    const { paymentId } = bodyOf<{ paymentId: string }>(await agency.post('/agency/v1/payments', taken), 201);
    bodyOf(await agency.post(`/agency/v1/payments/${paymentId}/settle`, {}), 200);
    const first = new Date(due[0] ?? 0);
    const installment = (dueDate: number | undefined, over: object = {}): object => ({
      dueDate,
      isPaid: false,
      isIvrPayment: false,
      isEnteredByAgent: false,
      paymentMethod: 'CARD',
      status: 'UNPAID',
      installmentAmount: usd(13_050),
      amountDue: usd(13_050),
      ...over,
    });

    for (const slash of ['', '/'])
      expect(
        await client.get(`/api/v1/debts/${debtId}/paymentPlans${slash}?from=1718000000000&to=${now + dayMs}`),
      ).toEqual(
        ok([
          {
            application: {
              originatingTokenId: terms.originatingTokenId,
              installments: due.map((dueDate) => ({ dueDate, amount: usd(13_050) })),
              frequency: 'MONTHLY',
              consent: { ip: '203.0.113.9', time: consentAt },
              debtId,
              startCalendarDay: {
                day: first.getUTCDate(),
                month: first.getUTCMonth() + 1,
                year: first.getUTCFullYear(),
              },
              reason: 'OTHER',
              createdByUserAccountId: id('AC'),
              amountToPay: usd(39_150),
              discount: usd(4_350),
            },
            nextInstallment: 1,
            paymentMethodInfo: { cardInfo },
            fullyPaid: false,
            installments: [
              installment(due[0], { isPaid: true, datePaid: now, status: 'PAID_ON_TIME', amountDue: usd(0) }),
              installment(due[1]),
              installment(due[2]),
            ],
            debtStateId: expect.any(String),
            isRecurring: true,
          },
        ]),
      );
  });

  test('E21: a window that cannot be is refused in JSON, a missing bound with a page', async () => {
    const plans = `/api/v1/debts/${placed.debtId}/paymentPlans`;
    const ahead = now + 30 * dayMs;
    for (const query of [
      'from=1725000000000&to=1718000000000',
      'from=1718000000000&to=1718000000000',
      'from=1718000000000&to=1725000000000',
      `from=${ahead}&to=${ahead + 1}`,
      'from=soon&to=later',
    ])
      expect(await client.get(`${plans}?${query}`)).toEqual(
        refused(400, 102, 'The from/to window is not valid for this debt.'),
      );

    const page = await client.get(`${plans}?from=1718000000000`);

    expect([page.status, page.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
    expect(page.body).toMatch(/^<!DOCTYPE html>.*"to" is missing/);
    expect(await client.get(`${plans}?withInactivated=FALSE`)).toEqual(ok([]));
  });
}
