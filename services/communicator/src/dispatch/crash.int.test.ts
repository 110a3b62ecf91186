import { loadRestored, restores, type HealthBody } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { schedule } from '@fairdue/timers';
import { interactions, saveInteractions } from '../interactions/interaction.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { aPhone } from '../customers/customer.builders.ts';
import { deliveryOf } from '../providers/delivery.ts';
import type { CommunicatorDeps } from '../config.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { dispatchJob } from './dispatch-job.ts';
import { storeResults } from './store-results.ts';

const phone = aPhone();
let c: Communicator;

beforeAll(async () => {
  c = await startCommunicator([phone]);
}, 60_000);
beforeEach(() => c.guard.reset());
afterAll(() => c.stop());

/** A message about to be handed over, as it lies in the store. */
async function aDispatching(): Promise<Interaction & { customerId: string }> {
  const placed = await c.place();
  c.guard.answersAsks = 'refuse';
  await c.touch(placed, { channel: 'text' });
  const { creditorId } = c;
  const row = await interactions(c.service.db)
    .findOne({ creditorId, customerId: placed.customerId })
    .lean<Interaction>();
  return {
    ...(row as Interaction),
    customerId: placed.customerId,
    status: 'scheduled',
    statusDetails: null,
    handOver: 'dispatching',
    permitId: 'PE-1-LOST',
  };
}

/** What a process leaves that was killed after it stored `dispatching`: that row, and its job. */
async function killedWhileDispatching(
  before = (_row: Interaction): Promise<unknown> => Promise.resolve(),
): Promise<Interaction & { customerId: string }> {
  const { creditorId } = c;
  const left = await aDispatching();
  await before(left);
  await transaction(c.service.db, async (tx) => {
    await saveInteractions(tx, [left]);
    await schedule(tx, dispatchJob, [
      { id: left._id, key: left._id, dueAt: c.service.clock.now(), data: { creditorId } },
    ]);
  });
  c.guard.reset();
  return left;
}

const stateOf = async (customerId: string) => (await c.interactionsOf(customerId))[0];

test('a process killed before its provider had the message: the provider is asked, then it is sent, once', async () => {
  const { customerId, _id } = await killedWhileDispatching();

  await c.service.settle();
  expect(c.guard.reports).toEqual([expect.objectContaining({ permitId: 'PE-1-LOST', outcome: 'not-started' })]);
  expect(await stateOf(customerId)).toMatchObject({ handOver: 'waiting' });

  await c.service.moveTo(new Date(c.service.clock.now().getTime() + 5 * 60_000));
  expect(await stateOf(customerId)).toMatchObject({ status: 'succeeded', handOver: 'accepted' });
  expect(c.guard.consumes).toEqual([_id]);
  expect(await c.delivered(customerId)).toHaveLength(1);
});

test('a process killed after its provider had the message: the provider is asked, and nothing is sent again', async () => {
  const deps = c.service.running.deps as CommunicatorDeps;
  const { sandbox } = await deliveryOf(deps);
  await c.script('+16025550199', 'silent');
  const left = await killedWhileDispatching(({ _id }) => {
    const body = JSON.stringify({ key: `${c.creditorId}.${_id}`, to: '+16025550199', body: 'x' });
    return fetch(`${sandbox?.httpUrl}/text/messages`, { method: 'POST', body });
  });

  await c.service.settle();

  expect(await stateOf(left.customerId)).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect(c.guard.consumes).toEqual([]);
  expect(await c.delivered(left.customerId)).toHaveLength(1);
});

test('a message that a process gives up after another one has taken over and finished its job is sent all the same', async () => {
  const left = await aDispatching();
  const { customerId, _id } = left;
  c.guard.reset();
  const times = { now: c.service.clock.now(), realNow: new Date(), settleAfterMs: 0 };
  const gaveUp = new Map([[_id, { kind: 'put-back', cause: 'the guard did not answer' } as const]]);

  await transaction(c.service.db, (tx) => saveInteractions(tx, [left]));
  await transaction(c.service.db, (tx) => storeResults(tx, c.creditorId, gaveUp, times));
  await c.service.moveTo(new Date(c.service.clock.now().getTime() + 60_000));

  expect(await stateOf(customerId)).toMatchObject({ status: 'succeeded', handOver: 'accepted' });
  expect(c.guard.consumes).toEqual([_id]);
  expect(await c.delivered(customerId)).toHaveLength(1);
});

test('a message that is changed while it is asked about is written again, and sent once', async () => {
  const placed = await c.place();
  const { creditorId } = c;
  c.guard.beforeAsks = async () => {
    c.guard.beforeAsks = () => Promise.resolve();
    await interactions(c.service.db).updateOne({ creditorId, customerId: placed.customerId }, { $inc: { version: 1 } });
  };

  await c.touch(placed, { channel: 'text' });
  await c.service.settle();

  expect(await stateOf(placed.customerId)).toMatchObject({ status: 'succeeded', handOver: 'accepted' });
  expect(c.guard.asks).toHaveLength(2);
  expect(await c.delivered(placed.customerId)).toHaveLength(1);
});

test('what a message became is not changed by a job that runs again', async () => {
  const placed = await c.place();
  await c.touch(placed, { channel: 'text' });
  const before = await stateOf(placed.customerId);

  await transaction(c.service.db, (tx) =>
    schedule(tx, dispatchJob, [
      {
        id: String(before?.['id']),
        key: String(before?.['id']),
        dueAt: c.service.clock.now(),
        data: { creditorId: c.creditorId },
      },
    ]),
  );
  await c.service.settle();

  expect(await stateOf(placed.customerId)).toEqual(before);
  expect(c.guard.consumes).toHaveLength(1);
});

const secondMs = 1_000;

/** What a restart finds that follows a restore: until now, more may have been done than the database knows. */
async function restoredNow({
  lostUntil = c.service.clock.now(),
  releasedAt = null as Date | null,
} = {}): Promise<void> {
  const row = { backupAt: lostUntil, lostUntil, releasedAt, releasedBy: null };
  await restores(c.service.db).replaceOne({ _id: 'restored' }, row, { upsert: true });
  Object.assign(c.service.running.deps.restored, await loadRestored(c.service.db));
}
const backlogNames = async (): Promise<string[]> => {
  const agency = await c.service.as({ creditorIds: [] });
  const { body } = await agency.get('/agency/v1/health/communicator').expect(200);
  return (body as HealthBody).backlogs.map(({ name }) => name);
};
const soon = (ms: number) => c.service.moveTo(new Date(c.service.clock.now().getTime() + ms));

/** A message that was waiting when the backup was taken, and its job: of no touch, unless one is named. */
async function waitingInBackup({
  touchId = null as string | null,
  before = (_row: Interaction): Promise<unknown> => Promise.resolve(),
} = {}): Promise<Interaction & { customerId: string }> {
  const left = { ...(await aDispatching()), handOver: 'waiting' as const, permitId: null, touchId };
  await before(left);
  await transaction(c.service.db, async (tx) => {
    await saveInteractions(tx, [left]);
    await schedule(tx, dispatchJob, [
      {
        id: left._id,
        key: left._id,
        dueAt: new Date(c.service.clock.now().getTime() + secondMs),
        data: { creditorId: c.creditorId },
      },
    ]);
  });
  c.guard.reset();
  return left;
}

test('after a restore nothing is asked for or sent until it is released, and then what no provider had is sent', async () => {
  const { customerId } = await waitingInBackup();
  await restoredNow();

  await soon(60 * secondMs);
  expect(c.guard.asks).toEqual([]);
  expect(await stateOf(customerId)).toMatchObject({ handOver: 'waiting' });
  expect(await backlogNames()).toContain('restore-unreleased');

  await restoredNow({ releasedAt: new Date() });
  expect(await backlogNames()).not.toContain('restore-unreleased');
  await soon(60 * secondMs);
  expect(await stateOf(customerId)).toMatchObject({ status: 'succeeded', handOver: 'accepted' });
  expect(await c.delivered(customerId)).toHaveLength(1);
});

test('what a provider had in the time that a restore lost counts as made, and is not sent again', async () => {
  const { sandbox } = await deliveryOf(c.service.running.deps as CommunicatorDeps);
  await c.script('+16025550199', 'silent');
  const { customerId } = await waitingInBackup({
    before: ({ _id }) => {
      const body = JSON.stringify({ key: `${c.creditorId}.${_id}`, to: '+16025550199', body: 'x' });
      return fetch(`${sandbox?.httpUrl}/text/messages`, { method: 'POST', body });
    },
  });
  await restoredNow({ releasedAt: new Date() });

  await soon(60 * secondMs);
  expect(await stateOf(customerId)).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect(c.guard.consumes).toEqual([]);
  expect(await c.delivered(customerId)).toHaveLength(1);
});

const notMadeAgain = { status: 'failed', blocking: [{ reasonCode: 'mayHaveBeenMade' }] };

test('a touch that waited then is not made, though no provider had it: a later try of it may have been made', async () => {
  const { customerId } = await waitingInBackup({ touchId: 'TO-1-LOST' });
  await restoredNow({ releasedAt: new Date() });

  await soon(60 * secondMs);
  expect(await stateOf(customerId)).toMatchObject(notMadeAgain);
  expect(await c.delivered(customerId)).toEqual([]);
});

test('a touch that was due in the time that a restore lost is not made, and says why', async () => {
  const placed = await c.place();
  const lostUntil = new Date(c.service.clock.now().getTime() + 60 * secondMs);
  await restoredNow({ lostUntil, releasedAt: new Date() });
  await c.touch(placed, { channel: 'text' });

  expect(c.guard.asks).toEqual([]);
  expect(await stateOf(placed.customerId)).toMatchObject(notMadeAgain);
});
