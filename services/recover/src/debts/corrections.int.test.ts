import { aCustomer, usd } from '../examples.ts';
import { givenCustomer, givenDebt, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
beforeEach(async () => {
  ({ customerId, debtId } = await givenDebt(recover));
});
afterAll(() => recover.stop());

const put = (part: string, body: unknown) =>
  recover.creditor.put(`/api/v1/customers/${customerId}/debts/${debtId}/${part}`).send(body as object);
const debt = async () => {
  const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}/debts`).expect(200);
  return (body as { debts: [Record<string, unknown>] }).debts[0];
};
const facts = async () =>
  (await recover.published('recover.debt-updated.v1')).filter(({ data }) => data['debtId'] === debtId);

const clientFields = [
  { key: 'PORTFOLIO', value: 'P8' },
  { key: 'REGION', value: 'SW' },
];
const explicitOutOfStatuteDate = { day: 30, month: 9, year: 2027 };
const postChargeOffInformation = {
  chargeOffTimestamp: 1_704_110_400_000,
  balanceAtChargeOff: usd(52_000),
  feesAccruedSinceChargeOff: usd(0),
  interestAccruedSinceChargeOff: usd(1_500),
  totalPaidSinceChargeOff: usd(0),
};
const defaultDate = { day: 15, month: 3, year: 2024 };

test.each([
  ['clientFields', { clientFields }, clientFields, { clientFields }],
  ['outOfStatuteInformation', { explicitOutOfStatuteDate }, { explicitOutOfStatuteDate }, { explicitOutOfStatuteDate }],
  [
    'postChargeOffInformation',
    { postChargeOffInformation },
    { postChargeOffInformation },
    { postChargeOffInformation, chargeOffStatus: 'POST_CHARGE_OFF' },
  ],
  ['defaultDate', { defaultDate }, { defaultDate }, { defaultDate, defaultTimestamp: 1_710_504_000_000 }],
])('%s is replaced, answered as it was sent, and told with who and why', async (part, body, answer, shown) => {
  await put(`${part}/`, body).set('X-TA-AUDIT-DESCRIPTION', 'Ticket 4711').expect(200, answer);

  expect(await debt()).toMatchObject({ ...shown, balance: usd(43_500) });
  expect(await facts()).toMatchObject([
    { data: { version: 2, recordedBy: { kind: 'account', id: 'AC-TEST-1', description: 'Ticket 4711' } } },
  ]);
});

test('the day of default reaches every service', async () => {
  await put('defaultDate', { defaultDate }).expect(200);

  expect(await facts()).toMatchObject([{ data: { defaultDate: '2024-03-15' } }]);
});

test('what is left out is cleared', async () => {
  await put('outOfStatuteInformation', { explicitOutOfStatuteDate, explicitOutOfStatuteFlag: true }).expect(200);

  await put('outOfStatuteInformation', {}).expect(200, {});
  await put('clientFields', { clientFields: [] }).expect(200, []);

  const { clientFields: fields, ...rest } = await debt();
  expect(fields).toEqual([]);
  expect(rest).not.toHaveProperty('explicitOutOfStatuteDate');
  expect(rest).not.toHaveProperty('explicitOutOfStatuteFlag');
});

test('what only the server says of a debt cannot be sent along', async () => {
  const forged = { status: 'PaidInFull', balance: usd(0), creditorId: 'CR-1-B', meta: { id: 'LN-0-A' } };

  await put('postChargeOffInformation', {
    ...forged,
    postChargeOffInformation: { ...postChargeOffInformation, ...forged },
  }).expect(200, { postChargeOffInformation });

  expect(await debt()).toMatchObject({ meta: { id: debtId }, status: 'New', balance: usd(43_500) });
});

test.each([
  ['clientFields', {}, { clientFields: 'required' }],
  [
    'clientFields',
    {
      clientFields: [
        { key: 'A', value: 'B' },
        { key: 'A', value: 'C' },
      ],
    },
    { clientFields: 'keys must not repeat' },
  ],
  ['clientFields', { clientFields: [{ key: 'A' }] }, { 'clientFields[0].value': 'required' }],
  [
    'outOfStatuteInformation',
    { explicitOutOfStatuteFlag: 'yes' },
    { explicitOutOfStatuteFlag: 'must be true or false' },
  ],
  [
    'outOfStatuteInformation',
    { explicitOutOfStatuteDate: { day: 31, month: 2, year: 2027 } },
    { explicitOutOfStatuteDate: 'must be a real date' },
  ],
  ['postChargeOffInformation', {}, { postChargeOffInformation: 'required' }],
  ['defaultDate', {}, { defaultDate: 'required' }],
  [
    'defaultDate',
    { defaultDate: { day: 31, month: 12, year: 2022 } },
    { defaultDate: 'must not be before the transaction' },
  ],
])('%s refuses %j and changes nothing', async (part, body, errorInfo) => {
  const before = await debt();

  expect((await put(part, body).expect(400)).body).toEqual({ code: 104, msg: 'Invalid input.', errorInfo });

  expect(await debt()).toEqual(before);
});

test('a debt of somebody else does not exist on any of these paths, whatever is sent', async () => {
  const own = await givenCustomer(recover.other, aCustomer(Math.random().toString()));
  const paths = [
    ['put', 'clientFields'],
    ['put', 'outOfStatuteInformation'],
    ['put', 'postChargeOffInformation'],
    ['put', 'defaultDate'],
    ['post', 'retract'],
    ['post', 'reopen'],
    ['post', 'pauseCollections'],
    ['post', 'unpauseCollections'],
    ['get', 'totalToCollectBalance'],
  ] as const;
  const before = await debt();

  const codes = await Promise.all(
    paths.flatMap(([method, part]) =>
      [customerId, own.customerId].map(async (customer) => {
        const { status, body } = await recover.other[method](`/api/v1/customers/${customer}/debts/${debtId}/${part}`);
        return [status, (body as { code: number }).code];
      }),
    ),
  );

  expect(codes).toEqual(paths.flatMap(() => [[404, 109], [404, 122]])); // prettier-ignore
  expect(await debt()).toEqual(before);
  expect(await facts()).toEqual([]);
});

test('who may only read debts changes none', async () => {
  const reader = await recover.as({ creditorIds: ['CR-1-A'], permissions: ['recover.debts:read'] });
  const base = `/api/v1/customers/${customerId}/debts/${debtId}`;

  await reader.get(`${base}/totalToCollectBalance`).expect(200);
  await reader.put(`${base}/clientFields`).send({ clientFields }).expect(403);
  await reader.post(`${base}/retract`).expect(403);
});
