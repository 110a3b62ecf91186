import { anAsk, creditorId, emailId, phoneId } from '../examples.ts';
import { startGuard, type Guard } from '../start-guard.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
beforeEach(async () => {
  guard.creditor = await guard.as({ creditorIds: [creditorId] });
});
afterAll(() => guard.stop());

const place = (body: object) => guard.creditor.post('/agency/v1/holds').send(body);

test('a hold of the agency holds through its last day in the latest zone, and shows who placed it', async () => {
  const { customerId } = await guard.givenCustomer();

  const placed = await place({ customerId, reason: 'do-not-interact', endDate: '2026-12-10' }).expect(201);
  const [answer] = await guard.ask(anAsk(customerId));

  expect(placed.body).toMatchObject({
    endsAt: '2026-12-11T05:00:00.000Z',
    liftedAt: null,
    recordedBy: { kind: 'account', id: 'AC-TEST-1' },
  });
  expect(answer).toMatchObject({
    granted: false,
    blocking: [{ ruleId: 'platform-do-not-interact' }],
    nextAllowedAt: '2026-12-11T13:00:00.000Z',
  });
});

test('a hold until the last day there is holds, and every question about the customer is answered', async () => {
  const { customerId } = await guard.givenCustomer();

  const placed = await place({ customerId, reason: 'do-not-interact', endDate: '9999-12-31' }).expect(201);

  expect(placed.body).toMatchObject({ endsAt: '9999-12-31T05:00:00.000Z' });
  expect(await guard.ask(anAsk(customerId))).toMatchObject([{ granted: false, nextAllowedAt: null }]);
});

test('a repeated request with its key places one hold', async () => {
  const { customerId } = await guard.givenCustomer();
  const body = { customerId, reason: 'cease' };

  const first = await place(body).set('Idempotency-Key', 'k-1').expect(201);
  const again = await place(body).set('Idempotency-Key', 'k-1').expect(201);
  const listed = await guard.creditor.get('/agency/v1/holds').query({ customerId }).expect(200);

  expect(again.body).toEqual(first.body);
  expect((listed.body as { items: unknown[] }).items).toHaveLength(1);
});

test('a person lifts a hold with a reason, once, and what it held is free', async () => {
  const { customerId } = await guard.givenCustomer();
  const { holdId } = await guard.hold(customerId, { contactIds: [emailId] });
  const lift = () =>
    guard.creditor.post(`/agency/v1/holds/${holdId}/lift`).send({ customerId, reason: 'asked for by phone' });

  const lifted = await lift().expect(200);
  const again = await lift().expect(200);

  expect(lifted.body).toMatchObject({ holdId, liftedAt: expect.any(String) as string });
  expect(again.body).toEqual(lifted.body);
  expect(await guard.ask(anAsk(customerId, { channel: 'email', contactId: emailId }))).toMatchObject([
    { granted: true },
  ]);
});

test('holds of another creditor’s customer do not exist, and writing needs its permission', async () => {
  const { customerId } = await guard.givenCustomer();
  const { holdId } = await guard.hold(customerId);
  const reader = await guard.as({ creditorIds: ['CR-1-A'], permissions: ['agency.holds:read'] });

  await guard.other.post('/agency/v1/holds').send({ customerId, reason: 'cease' }).expect(404);
  await guard.other.get('/agency/v1/holds').query({ customerId }).expect(404);
  await guard.other.post(`/agency/v1/holds/${holdId}/lift`).send({ customerId, reason: 'x' }).expect(404);
  await guard.creditor.post('/agency/v1/holds/HO-0-NONE/lift').send({ customerId, reason: 'x' }).expect(404);
  await reader.post('/agency/v1/holds').send({ customerId, reason: 'cease' }).expect(403);
  await place({ customerId, reason: { $ne: 'x' } }).expect(400);
});

const lift = (holdId: string, customerId: string, who = guard.creditor) =>
  who.post(`/agency/v1/holds/${holdId}/lift`).send({ customerId, reason: 'revoked in writing' });
const confirm = (holdId: string, customerId: string, who = guard.creditor) =>
  who.post(`/agency/v1/holds/${holdId}/lift/confirm`).send({ customerId });
const colleague = () => guard.as({ creditorIds: [creditorId], accountId: 'AC-TEST-9' });

test.each(['cease', 'attorney', 'bankruptcy'] as const)(
  '%s ends only when a second person confirms',
  async (reason) => {
    const { customerId } = await guard.givenCustomer();
    const { holdId } = await guard.hold(customerId, { reason });
    const second = await colleague();

    await confirm(holdId, customerId, second).expect(409);
    const asked = await lift(holdId, customerId).expect(202);
    const again = await lift(holdId, customerId).expect(202);
    await confirm(holdId, customerId).expect(403);
    await guard.other.post(`/agency/v1/holds/${holdId}/lift/confirm`).send({ customerId }).expect(404);
    const held = await guard.ask(anAsk(customerId));
    const lifted = await confirm(holdId, customerId, second).expect(200);

    expect(asked.body).toMatchObject({
      liftedAt: null,
      liftAskedBy: { id: 'AC-TEST-1', description: 'revoked in writing' },
    });
    expect(again.body).toEqual(asked.body);
    expect(held).toMatchObject([{ granted: false }]);
    expect(lifted.body).toMatchObject({ liftedAt: expect.any(String) as string, liftedBy: { id: 'AC-TEST-9' } });
    expect((await confirm(holdId, customerId, second).expect(200)).body).toEqual(lifted.body);
    expect(await guard.ask(anAsk(customerId))).toMatchObject([{ granted: true }]);
    const kinds = await guard.db.collection('evidence').find({ creditorId, subjectId: holdId }).toArray();
    expect(kinds.map((row) => row['kind'] as string).toSorted()).toEqual([
      'hold-lift-asked',
      'hold-lifted',
      'hold-placed',
    ]);
  },
);

test('a hold of some channels from a later day stands there and then only', async () => {
  const { customerId } = await guard.givenCustomer();
  const body = {
    customerId,
    reason: 'do-not-interact',
    channels: ['voice'],
    themes: 'all',
    description: 'in hospital',
  };

  const placed = await place({ ...body, startDate: '2026-12-02', endDate: '2026-12-03' }).expect(201);
  const asked = async (startAt: string, channel = 'voice', contactId = phoneId) => {
    const question = { channel, theme: 'opsCollDebt', contactId, startAt };
    const { body: answer } = await guard.creditor
      .post(`/api/people/${customerId}/can-interact`)
      .send(question)
      .expect(200);
    return (answer as { data: { result: boolean } }).data.result;
  };

  expect(placed.body).toMatchObject({
    startsAt: '2026-12-02T05:00:00.000Z',
    endsAt: '2026-12-04T05:00:00.000Z',
    recordedBy: { description: 'in hospital' },
  });
  expect(await asked('2026-12-01T16:00:00Z')).toBe(true);
  expect(await asked('2026-12-02T16:00:00Z')).toBe(false);
  expect(await asked('2026-12-02T16:00:00Z', 'email', emailId)).toBe(true);
  expect(await asked('2026-12-04T16:00:00Z')).toBe(true);
  await place({ ...body, startDate: '2026-12-03', endDate: '2026-12-02' }).expect(400);
});

test.each([
  ['military', 'activeDuty'],
  ['disaster', 'disasterArea'],
])('a hold for %s calls for care, stands against nothing, and is nobody else’s matter', async (reason, code) => {
  const { customerId } = await guard.givenCustomer();
  const question = { channel: 'voice', theme: 'opsCollDebt', contactId: phoneId };
  const warned = async () => {
    const { body } = await guard.creditor.post(`/api/people/${customerId}/can-interact`).send(question).expect(200);
    const { data } = body as { data: { result: boolean; warnings: { code: string }[] } };
    return { result: data.result, isWarned: data.warnings.some((warning) => warning.code === code) };
  };

  const { body } = await place({ customerId, reason }).expect(201);
  const { holdId } = body as { holdId: string };
  const held = await warned();
  await lift(holdId, customerId).expect(200);

  expect(held).toEqual({ result: true, isWarned: true });
  expect(await warned()).toEqual({ result: true, isWarned: false });
  const told = await guard.published('compliance-guard.hold-placed.v1');
  expect(told.filter(({ data }) => data['customerId'] === customerId)).toEqual([]);
});

test('a hold names no contact and no loan of another person', async () => {
  const { customerId } = await guard.givenCustomer();

  await place({ customerId, reason: 'do-not-interact', contactIds: ['CT-1-NONE'] }).expect(404);
  await place({ customerId, reason: 'do-not-interact', debtIds: ['LN-1-NONE'] }).expect(404);
});
