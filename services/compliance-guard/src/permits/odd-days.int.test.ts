import { InteractionStatusChangedV1 } from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { anAsk, anInteraction, creditorId, debtId, phoneId } from '../examples.ts';
import { startGuard, type Guard } from '../start-guard.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard({ now: '2027-03-05T15:00:00Z' });
});
beforeEach(async () => {
  guard.creditor = await guard.as({ creditorIds: [creditorId] }); // its token lives for a minute
});
afterAll(() => guard.stop());

const call = { channel: 'voice', theme: 'opsCollDebt', contactId: phoneId, loanId: debtId };

/** From when a call is lawful that somebody would like to make at that moment: that moment itself where nothing stands against it. */
async function lawfulFrom(customerId: string, startAt: string): Promise<unknown> {
  const { body } = await guard.creditor
    .post(`/api/people/${customerId}/can-interact`)
    .send({ ...call, startAt })
    .expect(200);
  const { data } = body as { data: { result: boolean; effectiveAt: string; nextAllowedAt: string | null } };
  return data.result ? startAt : data.nextAllowedAt;
}

const called = (customerId: string, times: number, startedAt: string) =>
  guard.deliver(
    ...Array.from({ length: times }, () =>
      anEvent(InteractionStatusChangedV1, anInteraction(customerId, { startedAt })),
    ),
  );

async function heldUntil(customerId: string, endDate: string): Promise<unknown> {
  const { body } = await guard.creditor
    .post('/agency/v1/holds')
    .send({ customerId, reason: 'do-not-interact', endDate })
    .expect(201);
  return (body as { endsAt: string }).endsAt;
}

/** Per night: New York's clocks, the moments just before and at eight, seven calls late one evening, the end of a hold. */
const nights = [
  [
    'in which an hour is left out',
    {
      today: '2027-03-05T15:00:00Z',
      eight: [
        ['2027-03-13T12:59:00.000Z', '2027-03-13T13:00:00.000Z'],
        ['2027-03-14T11:59:00.000Z', '2027-03-14T12:00:00.000Z'],
      ],
      evening: '2027-03-09T01:59:00.000Z',
      sevenDaysLater: ['2027-03-14T23:00:00.000Z', '2027-03-15T12:00:00.000Z'],
      hold: ['2027-03-14', '2027-03-15T04:00:00.000Z'],
    },
  ],
  [
    'in which an hour comes twice',
    {
      today: '2027-10-29T15:00:00Z',
      eight: [
        ['2027-11-06T11:59:00.000Z', '2027-11-06T12:00:00.000Z'],
        ['2027-11-07T12:30:00.000Z', '2027-11-07T13:00:00.000Z'],
      ],
      evening: '2027-11-02T00:59:00.000Z',
      sevenDaysLater: ['2027-11-08T00:30:00.000Z', '2027-11-08T13:00:00.000Z'],
      hold: ['2027-11-07', '2027-11-08T05:00:00.000Z'],
    },
  ],
  [
    'before and after a leap day',
    {
      today: '2028-02-22T15:00:00Z',
      eight: [['2028-02-29T12:59:00.000Z', '2028-02-29T13:00:00.000Z']],
      evening: '2028-02-24T01:59:00.000Z',
      sevenDaysLater: ['2028-02-29T20:00:00.000Z', '2028-03-01T13:00:00.000Z'],
      hold: ['2028-02-29', '2028-03-01T05:00:00.000Z'],
    },
  ],
] as const;

test.each(nights)('a night %s moves no lawful hour, lengthens and shortens no window of days', async (_, night) => {
  await guard.moveTo(night.today);
  const { customerId } = await guard.givenCustomer();
  const { customerId: exhausted } = await guard.givenCustomer();
  const { customerId: held } = await guard.givenCustomer();
  await called(exhausted, 7, night.evening);

  for (const [early, eight] of night.eight) {
    expect(await lawfulFrom(customerId, early)).toBe(eight);
    expect(await lawfulFrom(customerId, eight)).toBe(eight);
  }
  const [lastDay, freeAgain] = night.sevenDaysLater;
  expect(await lawfulFrom(exhausted, lastDay)).toBe(freeAgain);
  expect(await lawfulFrom(exhausted, freeAgain)).toBe(freeAgain);
  const [endDate, endsAt] = night.hold;
  expect(await heldUntil(held, endDate)).toBe(endsAt);
});

test('a slot reserved for a day with an hour more or less is one of that day', async () => {
  await guard.moveTo('2028-03-06T15:00:00Z');
  const { customerId } = await guard.givenCustomer();
  await called(customerId, 6, '2028-03-06T14:00:00.000Z');

  const reserved = await guard.ask(anAsk(customerId, { sendAt: '2028-03-12T12:30:00.000Z' }));
  const sameDay = await guard.ask(anAsk(customerId, { sendAt: '2028-03-12T23:30:00.000Z' }));
  const nextDay = await guard.ask(anAsk(customerId, { sendAt: '2028-03-13T12:00:00.000Z' }));

  expect([reserved, sameDay, nextDay].flat()).toMatchObject([{ granted: true }, { granted: false }, { granted: true }]);
});

test('the thirtieth of February is no day, and the twenty-ninth one in leap years only', async () => {
  await guard.moveTo('2028-03-20T15:00:00Z');
  const { customerId } = await guard.givenCustomer();
  const asked = (startAt: string) =>
    guard.creditor.post(`/api/people/${customerId}/can-interact`).send({ ...call, startAt });

  await asked('2028-02-29').expect(200);
  await asked('2028-02-30').expect(400);
  await asked('2028-02-30T15:00:00Z').expect(400);
  await asked('2027-02-29').expect(400);
});
