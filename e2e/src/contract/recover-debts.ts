import { balanceAnswer, debtAnswer, ok, refused, snapshot } from './answers.ts';
import type { Client } from './client.ts';
import { aDebt, dana, danaOwes, danasDebt, secondDebt, secondDebtOwed, usd } from './examples.ts';
import { debtPath, given, givenAnybody, givenClient, givenCreditor } from './given.ts';
import type { RunningPlatform } from './running-platform.ts';

const clientFields = [
  { key: 'PORTFOLIO', value: 'P8' },
  { key: 'REGION', value: 'SW' },
];
const postChargeOffInformation = {
  chargeOffTimestamp: 1_704_110_400_000,
  balanceAtChargeOff: usd(52_000),
  feesAccruedSinceChargeOff: usd(0),
  interestAccruedSinceChargeOff: usd(1_500),
  totalPaidSinceChargeOff: usd(0),
};
const pauseRequest = {
  reason: 'TEMPORARY_HARDSHIP',
  pauseLengthInDays: 30,
  notes: 'Lost job, call back in a month',
};

export function debts(platform: () => RunningPlatform): void {
  let client: Client;
  let customer: string;
  let debt: string;
  beforeAll(async () => {
    client = await givenClient(platform(), [await givenCreditor(platform())]);
    const placed = await given(client, dana);
    customer = `/api/v1/customers/${placed.customerId}`;
    debt = debtPath(placed);
  });
  const debtNow = async (): Promise<unknown> =>
    ((await client.get(`${customer}/debts/`)).body as { debts: unknown[] }).debts[0];

  test.each(['', '/'])(
    'E10: a window without debts, a debt without payments: nothing is {} (with %p)',
    async (slash) => {
      expect(await client.get(`${customer}/debts${slash}?endTime=1718000000000`)).toEqual(ok({}));
      expect(await client.get(`${debt}/payments${slash}`)).toEqual(ok({}));
      expect(await client.get(`${debt}/payments${slash}?startTime=1718000000000`)).toEqual(ok({}));
    },
  );

  test('E10: otherwise the debts as they are', async () => {
    const danas = { ...debtAnswer(danasDebt, danaOwes), defaultDate: { day: 1, month: 1, year: 2024 } };

    expect(await client.get(`${customer}/debts/?startTime=1718000000000`)).toEqual(ok({ debts: [danas] }));
  });

  test('E11: a debt is added once: its transaction id again is refused', async () => {
    expect(await client.post(`${customer}/debts/`, secondDebt)).toEqual(ok(debtAnswer(secondDebt, secondDebtOwed)));
    for (const [slash, transactionId] of [
      ['/', 'INV-9001'],
      ['', 'INV-9050'],
    ])
      expect(await client.post(`${customer}/debts${slash}`, { ...secondDebt, transactionId })).toEqual(
        refused(409, 114, 'Object already exists.', { transactionId }),
      );
  });

  test.each(['', '/'])('E14: the deprecated endpoint is never there (with %p)', async (slash) => {
    const deprecated = refused(404, 404, 'This endpoint has been deprecated.');

    expect(await client.put(`${debt}/totalToCollectBalance${slash}`, snapshot({ principal: 1 }))).toEqual(deprecated);
    expect(await client.put(`/api/v1/customers/X/debts/Y/totalToCollectBalance${slash}`, '{')).toEqual(deprecated);
    expect(await client.get(`${debt}/totalToCollectBalance${slash}`)).toEqual(ok(snapshot(danaOwes)));
  });

  test.each(['', '/'])('E15: client fields are replaced, and answered as a bare list (with %p)', async (slash) => {
    expect(await client.put(`${debt}/clientFields${slash}`, { clientFields })).toEqual(ok(clientFields));
    expect(await debtNow()).toMatchObject({ clientFields });
  });

  test('E15: an empty list clears, and a key twice is refused', async () => {
    expect(await client.put(`${debt}/clientFields`, { clientFields: [] })).toEqual(ok([]));
    const twice = [...clientFields, { key: 'REGION', value: 'NW' }];
    const { status, body } = await client.put(`${debt}/clientFields`, { clientFields: twice });
    expect([status, (body as { code: number }).code]).toEqual([400, 104]);
  });

  test.each([
    ['outOfStatuteInformation', { explicitOutOfStatuteDate: { day: 30, month: 9, year: 2027 } }],
    ['postChargeOffInformation', { postChargeOffInformation }],
    ['defaultDate', { defaultDate: { day: 15, month: 3, year: 2024 } }],
  ])('E16: %s echoes its body', async (what, body) => {
    const why = { 'X-TA-AUDIT-DESCRIPTION': 'correction of the portfolio' };

    expect(await client.put(`${debt}/${what}`, body, why)).toEqual(ok(body));
    expect(await client.put(`${debt}/${what}/`, body, why)).toEqual(ok(body));
    expect(await debtNow()).toMatchObject(body);
  });

  test('E16: the charge-off shows in its status, and the default date is noon in Greenwich', async () => {
    expect(await debtNow()).toMatchObject({ chargeOffStatus: 'POST_CHARGE_OFF', defaultTimestamp: 1_710_504_000_000 });
  });

  test('E16: what is not named is cleared, and a wrong day or a missing key is refused', async () => {
    expect(await client.put(`${debt}/outOfStatuteInformation`, {})).toEqual(ok({}));
    expect(await debtNow()).not.toHaveProperty('explicitOutOfStatuteDate');
    for (const [what, body] of [
      ['outOfStatuteInformation', { explicitOutOfStatuteDate: { day: 31, month: 2, year: 2027 } }],
      ['postChargeOffInformation', postChargeOffInformation],
      ['defaultDate', { defaultDate: { day: 31, month: 12, year: 2022 } }],
    ] as const) {
      const { status, body: answer } = await client.put(`${debt}/${what}`, body);
      expect([what, status, (answer as { code: number }).code]).toEqual([what, 400, 104]);
    }
  });

  test('E17, E18: a debt is paused, its status on request, and goes on', async () => {
    const path = debtPath(await givenAnybody(client, 'CUST-PAUSED'));
    const statusOf = async (): Promise<unknown> =>
      ((await client.get(`${path.split('/debts')[0]}`)).body as { debts: { status: string }[] }).debts[0]?.status;

    expect(await client.post(`${path}/pauseCollections?changeDebtStatus=true`, pauseRequest)).toEqual(ok('ok'));
    expect(await statusOf()).toBe('Paused');
    expect(await client.post(`${path}/unpauseCollections/?changeDebtStatus=TRUE`, { notes: 'Works again.' })).toEqual(
      ok('ok'),
    );
    expect(await statusOf()).toBe('New');
    expect(await client.post(`${path}/pauseCollections/`, pauseRequest)).toEqual(ok('ok'));
    expect(await statusOf()).toBe('New');
  });

  test('E17: a length needs a reason that takes one, a pause needs a reason, and an end has none', async () => {
    const placed = await givenAnybody(client, 'CUST-ENDED');
    const path = `${debtPath(placed)}/pauseCollections`;
    expect(await client.post(path, { reason: 'SCRA', pauseLengthInDays: 30 })).toEqual(
      refused(422, 422, 'pauseLengthInDays is only allowed with TEMPORARY_HARDSHIP, OTHER or PROFANITY.', {
        reason: 'SCRA',
      }),
    );
    expect(await client.post(path, {})).toEqual(refused(400, 104, 'Invalid input.', { reason: 'required' }));
    await client.post(`${debtPath(placed)}/retract`);

    expect(await client.post(path, pauseRequest)).toEqual(
      refused(422, 422, 'The debt is in a terminal status and cannot be paused.', { status: 'RetractedByCreditor' }),
    );
  });

  test('E18: why collection goes on has to be said', async () => {
    const path = `${debtPath(await givenAnybody(client, 'CUST-SILENT'))}/unpauseCollections`;
    const missing = refused(422, 422, 'Missing required field: notes.', { notes: 'required' });

    expect(await client.post(path, {})).toEqual(missing);
    expect(await client.post(path)).toEqual(missing);
    expect(await client.post(path, { notes: ' ' })).toMatchObject({ status: 422, body: { code: 422 } });
    expect(await client.post(path, { notes: 'Going on.' })).toMatchObject({ status: 422, body: { code: 422 } });
  });

  test('what is paid beyond the balance is booked, not refused', async () => {
    const path = debtPath(await given(client, { ...dana, reference: 'CUST-OVER', debts: [aDebt('INV-OVER')] }));
    const paid = { amount: usd(12_500), payee: 'CREDITOR', transactionType: 'PAYMENT' };
    await client.post(`${path}/payments/`, paid);

    const { body } = await client.get(`${path.split('/debts')[0]}/debts/`);

    const nothing = balanceAnswer({ principal: 0 }) as { balanceDetails: object };
    expect(body).toMatchObject({
      debts: [
        {
          ...nothing,
          status: 'PaidInFull',
          initialTotal: usd(12_000),
          balanceDetails: { ...nothing.balanceDetails, overcharges: usd(500) },
        },
      ],
    });
  });
}
