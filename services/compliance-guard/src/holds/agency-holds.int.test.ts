import { anAsk, emailId } from '../examples.ts';
import { startGuard, type Guard } from '../start-guard.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
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
