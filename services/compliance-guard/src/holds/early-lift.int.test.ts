import { HoldLiftedV1, HoldPlacedV1 } from '@fairdue/contracts';
import { evidenceFile, evidencePage, sealed, verified } from '../evidence/read-evidence.ts';
import { anAsk, creditorId } from '../examples.ts';
import { startGuard, type Guard } from '../start-guard.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
afterAll(() => guard.stop());

const source = (version: number, key = 'attorney:LN-1-A') => ({ service: 'recover', key, version });
const pause = (customerId: string, version: number) =>
  guard.hold(customerId, { reason: 'pause', source: source(version) });
const lift = async (customerId: string, version: number, key?: string) => {
  const body = { creditorId, customerId, source: source(version, key), recordedBy: { kind: 'service', id: 'recover' } };
  const answer = await guard.communicator.post('/internal/holds/lift').send(body).expect(200);
  return answer.body as { holdId: string | null; lifted: boolean };
};
const isFree = async (customerId: string) => {
  const [answer] = await guard.ask(anAsk(customerId));
  return answer !== undefined && 'granted' in answer && answer.granted;
};
const listed = async (customerId: string) => {
  const { body } = await guard.creditor.get('/agency/v1/holds').query({ customerId }).expect(200);
  return (body as { items: { holdId: string; liftedAt: string | null }[] }).items;
};
const told = async (customerId: string) =>
  (await guard.published(HoldPlacedV1.type)).concat(await guard.published(HoldLiftedV1.type))
    .filter(({ subject }) => subject === customerId); // prettier-ignore

test('a hold that comes after its own lift is on record as lifted, holds nothing, and nobody hears of it', async () => {
  const { customerId } = await guard.givenCustomer();

  expect(await lift(customerId, 4)).toEqual({ holdId: null, lifted: false });
  const late = await pause(customerId, 3);

  expect(late).toMatchObject({ silent: true });
  expect(await listed(customerId)).toMatchObject([{ holdId: late.holdId, liftedAt: expect.any(String) as string }]);
  expect(await told(customerId)).toEqual([]);
  expect(await isFree(customerId)).toBe(true);
});

test('repeats of either, in any order, change nothing', async () => {
  const { customerId } = await guard.givenCustomer();
  await lift(customerId, 4);
  await lift(customerId, 4);
  const { holdId } = await pause(customerId, 3);

  expect(await lift(customerId, 4)).toEqual({ holdId, lifted: true });
  expect(await pause(customerId, 3)).toMatchObject({ holdId });
  expect(await pause(customerId, 4)).toMatchObject({ holdId });

  expect(await listed(customerId)).toHaveLength(1);
  expect(await isFree(customerId)).toBe(true);
});

test('in the order in which they were meant, the hold holds until it is lifted, and stays lifted', async () => {
  const { customerId } = await guard.givenCustomer();
  const { holdId } = await pause(customerId, 3);
  const wasFree = await isFree(customerId);

  expect(await lift(customerId, 4)).toEqual({ holdId, lifted: true });
  expect(await pause(customerId, 3)).toMatchObject({ holdId });

  expect([wasFree, await isFree(customerId)]).toEqual([false, true]);
});

test('a hold that was placed anew after the lift stands, whatever came first', async () => {
  const { customerId } = await guard.givenCustomer();
  await lift(customerId, 4);

  await pause(customerId, 5);
  await lift(customerId, 4);

  expect(await isFree(customerId)).toBe(false);
});

test('of two lifts the newer counts, also for what was said between them and comes last', async () => {
  const [early, known] = [await guard.givenCustomer(), await guard.givenCustomer()];
  await lift(early.customerId, 6);
  await lift(early.customerId, 4);
  await pause(known.customerId, 3);
  await lift(known.customerId, 4);
  await lift(known.customerId, 6);

  for (const { customerId } of [early, known]) {
    await pause(customerId, 5);
    expect(await isFree(customerId)).toBe(true);
    await pause(customerId, 7);
    expect(await isFree(customerId)).toBe(false);
  }
});

test('a lift takes off in advance what its own source places, and nothing else', async () => {
  const { customerId } = await guard.givenCustomer();
  await lift(customerId, 9, 'dispute:LN-1-A');

  await pause(customerId, 3);

  expect(await isFree(customerId)).toBe(false);
});

test('a placement and its lift at the same time leave the customer free', async () => {
  const { customerId } = await guard.givenCustomer();

  await Promise.all([lift(customerId, 4), pause(customerId, 3)]);

  expect(await listed(customerId)).toMatchObject([{ liftedAt: expect.any(String) as string }]);
  expect(await isFree(customerId)).toBe(true);
});

test('every change of a hold is evidence: also a lift of one not heard of yet, and a newer word about a lifted one', async () => {
  const { customerId } = await guard.givenCustomer();
  await lift(customerId, 4);
  await lift(customerId, 4);
  const { holdId } = await pause(customerId, 3);
  await lift(customerId, 6);
  await pause(customerId, 7);
  await sealed(guard.db);
  const creditor = await guard.as({ creditorIds: [creditorId] });

  const file = await evidenceFile(creditor, `/agency/v1/customers/${customerId}/evidence`);
  const page = await evidencePage(creditor, `/agency/v1/customers/${customerId}/evidence`);

  const told = file.entries.flatMap(({ entry, record }) => {
    const { source } = JSON.parse(record ?? '{}') as { source?: { version: number } };
    return source ? [[entry.kind, entry.subjectId, source.version]] : [];
  });
  expect(told).toEqual([
    ['hold-lifted-early', 'recover/attorney:LN-1-A', 4],
    ['hold-lifted', holdId, 4],
    ['hold-lifted', holdId, 6],
    ['hold-placed', holdId, 7],
  ]);
  expect(page).toContain('Hold lifted that had not arrived yet');
  expect(verified(file)).toMatchObject({ code: 0 });
});
