import { aDebt, dana } from '../examples.ts';
import { givenCustomer, givenDebt, startRecover, type Recover } from '../start-recover.ts';

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

const dayMs = 86_400_000;
const path = () => `/api/v1/customers/${customerId}/debts/${debtId}`;
const hardship = { reason: 'TEMPORARY_HARDSHIP', pauseLengthInDays: 30, notes: 'Lost job, call back in a month' };
const pause = (body: object, query: object = {}) =>
  recover.creditor.post(`${path()}/pauseCollections`).query(query).send(body);
const unpause = (body: object, query: object = {}) =>
  recover.creditor.post(`${path()}/unpauseCollections`).query(query).send(body);
const debt = async () => {
  const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}/debts`).expect(200);
  return (body as { debts: [object] }).debts[0];
};
const facts = async (type: string) => (await recover.published(type)).filter(({ data }) => data['debtId'] === debtId);

test('a pause shows when it is to, keeps its notes, and is told to everybody and to the guard', async () => {
  await pause(hardship, { changeDebtStatus: 'true' }).expect(200, '"ok"');

  const [paused] = await facts('recover.debt-paused.v1');
  expect(paused?.data).toMatchObject({
    status: 'Paused',
    paused: { reason: 'TEMPORARY_HARDSHIP' },
    reason: hardship.notes,
    version: 2,
  });
  const endsAt = paused?.data['pausedUntil'] as string;
  expect(Date.parse(endsAt)).toBe(Date.parse(paused?.time ?? '') + 30 * dayMs);
  expect(await debt()).toMatchObject({ status: 'Paused', comments: [{ comment: hardship.notes }] });
  expect(recover.guard.holds).toMatchObject([
    {
      customerId,
      wait: 'none',
      hold: { reason: 'pause', debtIds: [debtId], endsAt, source: { key: `pause:${debtId}`, version: 2 } },
    },
  ]);
});

test('a pause that does not show leaves the status, and payments are taken meanwhile', async () => {
  await pause({ reason: 'SCRA' }).expect(200, '"ok"');
  const payment = { payee: 'CREDITOR', transactionType: 'PAYMENT', amount: { amount: 500, currency: 'USD' } };
  await recover.creditor.post(`${path()}/payments`).send(payment).expect(200);

  expect(await debt()).toMatchObject({ status: 'New', balance: { amount: 11_500 } });
  expect(await facts('recover.payment-recorded.v1')).toMatchObject([
    { data: { paused: { reason: 'SCRA' }, pausedUntil: null } },
  ]);
});

test('a pause stands although the guard is away, and its end reaches the guard when it is back', async () => {
  recover.guard.answer = { status: 503, body: {} };
  await pause(hardship).expect(200, '"ok"');
  await unpause({ notes: 'Back at work' }).expect(200, '"ok"');
  recover.guard.answer = { status: 200, body: { holdId: 'HO-1-A', silent: true } };

  expect(await facts('recover.debt-unpaused.v1')).toMatchObject([{ data: { paused: null, pausedUntil: null } }]);
  expect(recover.guard.lifts.at(-1)).toMatchObject({ source: { key: `pause:${debtId}`, version: 3 } });
});

test.each([
  ['true', 'New'],
  ['false', 'Paused'],
])('unpaused with changeDebtStatus %s the debt is %s', async (changeDebtStatus, status) => {
  await pause(hardship, { changeDebtStatus: 'true' }).expect(200);

  await unpause({ notes: 'Back at work' }, { changeDebtStatus }).expect(200, '"ok"');

  expect(await debt()).toMatchObject({ status, comments: [{ comment: hardship.notes }, { comment: 'Back at work' }] });
  expect(await facts('recover.debt-unpaused.v1')).toMatchObject([{ data: { status, paused: null, version: 3 } }]);
  expect(recover.guard.lifts).toMatchObject([{ source: { key: `pause:${debtId}`, version: 3 } }]);
});

test('a pause runs out by itself, as it began; a longer one that replaced it does not run out with it', async () => {
  const other = await givenCustomer(recover.creditor, {
    ...dana,
    reference: `R-${debtId}`,
    debts: [aDebt(`T-${debtId}`)],
  });
  const pauseOther = (days: number) =>
    recover.creditor
      .post(`/api/v1/customers/${other.customerId}/debts/${other.debtId}/pauseCollections`)
      .send({ reason: 'OTHER', pauseLengthInDays: days })
      .expect(200);
  await pause(hardship, { changeDebtStatus: 'true' }).expect(200);
  await pauseOther(20);
  await pauseOther(60);

  await recover.moveTo(new Date(recover.clock.now().getTime() + 31 * dayMs));

  expect(await facts('recover.debt-unpaused.v1')).toMatchObject([
    { data: { status: 'New', paused: null, recordedBy: { kind: 'service', id: 'recover' } } },
  ]);
  expect(await debt()).toMatchObject({ status: 'New' });
  const lifted = recover.guard.lifts.map(({ source }) => (source as { key: string }).key);
  expect(lifted).toContain(`pause:${debtId}`);
  expect(lifted).not.toContain(`pause:${other.debtId}`);
});

test('a debt that ended meanwhile is not unpaused by its old pause', async () => {
  await pause(hardship).expect(200);
  await recover.creditor.post(`${path()}/retract`).expect(200);

  await recover.moveTo(new Date(recover.clock.now().getTime() + 31 * dayMs));

  expect(await facts('recover.debt-unpaused.v1')).toEqual([]);
});

test.each([
  [{ pauseLengthInDays: 30 }, 400, 104, 'Invalid input.', { reason: 'required' }],
  [
    { reason: 'OTHER', pauseLengthInDays: -1 },
    400,
    104,
    'Invalid input.',
    { pauseLengthInDays: 'must not be negative' },
  ],
  [
    { reason: 'OTHER', notes: 'x'.repeat(501) },
    400,
    104,
    'Invalid input.',
    { notes: 'must be at most 500 characters' },
  ],
  [
    { reason: 'SCRA', pauseLengthInDays: 30 },
    422,
    422,
    'pauseLengthInDays is only allowed with TEMPORARY_HARDSHIP, OTHER or PROFANITY.',
    { reason: 'SCRA' },
  ],
])('the pause %j is refused', async (body, status, code, msg, errorInfo) => {
  expect((await pause(body).expect(status)).body).toEqual({ code, msg, errorInfo });
  expect(recover.guard.holds).toEqual([]);
});

test('an ended debt is not paused', async () => {
  await recover.creditor.post(`${path()}/retract`).expect(200);

  expect((await pause({ reason: 'OTHER' }).expect(422)).body).toEqual({
    code: 422,
    msg: 'The debt is in a terminal status and cannot be paused.',
    errorInfo: { status: 'RetractedByCreditor' },
  });
});

test.each([
  [{}, 'Missing required field: notes.', 'required'],
  [{ notes: ' ' }, 'Invalid field: notes.', 'must not be blank'],
  [{ notes: 7 }, 'Invalid field: notes.', 'must be a text'],
  [{ notes: 'x'.repeat(501) }, 'Invalid field: notes.', 'must be at most 500 characters'],
])('the unpause %j is refused', async (body, msg, notes) => {
  await pause(hardship).expect(200);

  expect((await unpause(body).expect(422)).body).toEqual({ code: 422, msg, errorInfo: { notes } });
});

test('what is not paused cannot be unpaused', async () => {
  expect((await unpause({ notes: 'Why not' }).expect(422)).body).toMatchObject({
    code: 422,
    errorInfo: { status: 'New' },
  });
});
