import { balanceAnswer, debtAnswer, id, ok, refused, snapshot } from './answers.ts';
import type { Client } from './client.ts';
import { aDebt, dana, danaOwes, secondDebt, secondDebtOwed, usd } from './examples.ts';
import { bodyOf, debtPath, given, givenAnybody, givenClient, givenCreditor } from './given.ts';
import type { RunningPlatform } from './running-platform.ts';

const prohibited = ['NEW_PAYMENT', 'NEW_PAYMENT_PLAN', 'MAKE_COMMUNICATION', 'NEW_PART_PAYMENT'].map((debtAction) => ({
  debtAction,
  prohibitedReasons: ['DEBT_TERMINAL'],
}));
const placed = debtAnswer(secondDebt, secondDebtOwed) as { meta: object };
const retracted = {
  ...placed,
  meta: { ...placed.meta, isActive: false },
  status: 'RetractedByCreditor',
  prohibitedActions: prohibited,
};
const recalled = { principal: 8_000, fees: 500 };
const reopening = {
  balance: { principal: usd(8_000), fees: usd(500), notes: 'Recalled in error' },
};

export function retracting(platform: () => RunningPlatform): void {
  let client: Client;
  let agency: Client;
  let onPlan: { customerId: string; debtId: string };
  let second: string;
  beforeAll(async () => {
    const creditorId = await givenCreditor(platform());
    client = await givenClient(platform(), [creditorId]);
    agency = await givenClient(platform(), [creditorId], 'operator');
    onPlan = await given(client, dana);
    const added = await client.post(`/api/v1/customers/${onPlan.customerId}/debts/`, secondDebt);
    const { meta } = bodyOf<{ meta: { id: string } }>(added, 200);
    second = debtPath({ customerId: onPlan.customerId, debtId: meta.id });
    const terms = {
      debtId: onPlan.debtId,
      installments: [{ dueDate: new Date(Date.now() + 86_400_000).toISOString(), amountCents: 43_500 }],
      frequency: 'MONTHLY',
      consent: { time: new Date().toISOString() },
    };
    bodyOf(await agency.post('/agency/v1/plans', terms), 201);
  });

  test('E12: a debt on a plan is not taken back, whatever the flags say', async () => {
    const path = `${debtPath(onPlan)}/retract`;

    expect(await client.post(path)).toEqual(
      refused(422, 422, 'The debt is on a payment plan and cannot be retracted.', {
        debtId: onPlan.debtId,
        paymentPlanId: id('PP'),
      }),
    );
    expect(await client.post(`${path}?keepIfOnPaymentPlan=false`)).toEqual(
      refused(422, 422, 'Debts on a payment plan can only be retracted by support. Please contact us.'),
    );
    expect(await client.post(`${path}?keepIfOnPaymentPlan=no`)).toEqual(
      refused(400, 102, 'keepIfOnPaymentPlan must be true or false.'),
    );
  });

  test('E12: a debt is taken back, with a reason; again only when terminal debts are asked for', async () => {
    expect(await client.post(`${second}/retract?reason=BANKRUPTCY`)).toEqual(ok(retracted));
    expect(await client.post(`${second}/retract/`)).toEqual(
      refused(422, 422, 'The debt is in a terminal status and cannot be retracted.', { status: 'RetractedByCreditor' }),
    );
    expect(await client.post(`${second}/retract?skipTerminalValidation=True`)).toEqual(ok(retracted));
  });

  test('E13: a balance has to be there before the state of the debt is looked at', async () => {
    for (const path of [debtPath(onPlan), second])
      expect(await client.post(`${path}/reopen`, { balance: {} })).toEqual(
        refused(400, 104, 'Invalid balance.', { 'balance.principal': 'required' }),
      );
    expect(await client.post(`${second}/reopen`, { balance: { principal: usd(0) } })).toMatchObject({
      status: 400,
      body: { code: 104, msg: 'Invalid balance.' },
    });
  });

  test('E13: it is reopened with the balance asked for', async () => {
    expect(await client.post(`${second}/reopen`, reopening)).toEqual(ok({ ...placed, ...balanceAnswer(recalled) }));
    expect(await client.get(`${second}/totalToCollectBalance`)).toEqual(ok(snapshot(recalled)));
    expect(await client.post(`${second}/reopen/`, reopening)).toEqual(
      refused(409, 409, 'The debt cannot be reopened in its current status.', { status: 'New' }),
    );
  });

  test('E13: neither is a debt that ended for good, nor one on a plan', async () => {
    const deceased = await givenAnybody(client, 'CUST-DECEASED');
    await agency.post('/agency/v1/closings', { debtId: deceased.debtId, status: 'Deceased' });

    expect(await client.post(`${debtPath(deceased)}/reopen`, reopening)).toEqual(
      refused(409, 409, 'The debt cannot be reopened in its current status.', { status: 'Deceased' }),
    );
    expect(await client.post(`${debtPath(onPlan)}/reopen`, reopening)).toEqual(
      refused(400, 102, 'The debt is on an in-progress payment plan.'),
    );
    expect(await client.get(`${debtPath(onPlan)}/totalToCollectBalance`)).toEqual(ok(snapshot(danaOwes)));
  });

  test('a disputed debt is kept, unless the creditor asks otherwise', async () => {
    const disputed = await given(client, { ...dana, reference: 'CUST-DISPUTED', debts: [aDebt('INV-DISPUTED')] });
    bodyOf(await agency.post('/agency/v1/disputes', { debtId: disputed.debtId, reason: 'Not mine.' }), 200);

    expect(await client.post(`${debtPath(disputed)}/retract`)).toMatchObject({ status: 422, body: { code: 422 } });
    expect(await client.post(`${debtPath(disputed)}/retract?keepIfHasDispute=false`)).toMatchObject({
      status: 200,
      body: { status: 'RetractedByCreditor', prohibitedActions: prohibited },
    });
  });
}
