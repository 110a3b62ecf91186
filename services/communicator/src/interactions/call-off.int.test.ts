import { HoldPlacedV1, OptOutRecordedV1, TouchCancelledV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { transaction } from '@fairdue/store';
import { anEvent } from '@fairdue/testing';
import { schedule } from '@fairdue/timers';
import { aContact, aPhone } from '../customers/customer.builders.ts';
import { dispatchJob } from '../dispatch/dispatch-job.ts';
import type { HandOverResult } from '../dispatch/hand-over.ts';
import { storeResults } from '../dispatch/store-results.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { insertInteractions } from './interaction.store.ts';
import { interactionOfTouch, type Interaction } from './interaction.ts';

let c: Communicator;

beforeAll(async () => {
  c = await startCommunicator([aContact(), aPhone()]);
}, 60_000);
beforeEach(() => c.guard.reset());
afterAll(() => c.stop());

type Placed = { customerId: string; debtId: string };

/** Two messages that wait for their next try. */
async function queued(over: Partial<Interaction> = {}): Promise<Placed> {
  const placed = await c.place();
  const now = c.service.clock.now();
  const touch = {
    ...placed, creditorId: c.creditorId, documentId: 'DO-1-A', campaignId: 'RC-1-A', touchId: 'TO-1-A', slot: 1, attempt: 1,
    dueAt: now.toISOString(), theme: 'opsCollDebt' as const, subject: 'loanOverdueFirstNotice', toneVariant: 'neutral' as const,
  }; // prettier-ignore
  const rows = (['email', 'text'] as const).map((channel) => ({
    ...interactionOfTouch(newId('interaction'), { ...touch, channel }, now),
    ...over,
  }));
  const dueAt = new Date(now.getTime() + 3_600_000);
  await transaction(c.service.db, async (tx) => {
    await insertInteractions(tx, rows);
    await schedule(
      tx,
      dispatchJob,
      rows.map(({ _id }) => ({ id: _id, key: _id, dueAt, data: { creditorId: c.creditorId } })),
    );
  });
  return placed;
}
const statuses = async ({ customerId }: Placed) =>
  Object.fromEntries((await c.interactionsOf(customerId)).map(({ channel, status }) => [channel, status]));

const hold = ({ customerId }: Placed, over: object) =>
  anEvent(HoldPlacedV1, {
    creditorId: c.creditorId,
    customerId,
    epoch: 1,
    recordedBy: { kind: 'service', id: 'test' },
    hold: {
      holdId: 'HO-1-A', reason: 'cease', channels: [], themes: 'all', contactIds: [], debtIds: [], endsAt: null,
      source: { service: 'recover', key: 'x', version: 1 }, ...over,
    },
  }); // prettier-ignore

test('a hold on everything calls off what is queued, and only of that customer', async () => {
  const held = await queued();
  const other = await queued();

  await c.service.deliver(hold(held, {}));

  expect(await statuses(held)).toEqual({ email: 'canceled', text: 'canceled' });
  expect(await statuses(other)).toEqual({ email: 'scheduled', text: 'scheduled' });
});

test('what answers a hold is not called off by it, and by another one it is', async () => {
  const answering = await queued({ dutyId: 'HO-1-A 1' });
  const answeringAnother = await queued({ dutyId: 'HO-1-B 1' });

  await c.service.deliver(hold(answering, {}), hold(answeringAnother, {}));

  expect(await statuses(answering)).toEqual({ email: 'scheduled', text: 'scheduled' });
  expect(await statuses(answeringAnother)).toEqual({ email: 'canceled', text: 'canceled' });
});

test('a hold of a channel, a debt or a contact calls off no more than it covers', async () => {
  const byChannel = await queued();
  const byDebt = await queued();

  await c.service.deliver(
    hold(byChannel, { channels: ['text'] }),
    hold(byDebt, { debtIds: ['LN-1-OTHER'] }),
    hold(byDebt, { contactIds: ['CT-1-EMAIL'] }),
  );

  expect(await statuses(byChannel)).toEqual({ email: 'scheduled', text: 'canceled' });
  expect(await statuses(byDebt)).toEqual({ email: 'scheduled', text: 'scheduled' });
});

test('a hold that begins tomorrow calls off nothing of today', async () => {
  const placed = await queued();
  const startsAt = new Date(c.service.clock.now().getTime() + 24 * 3_600_000).toISOString();

  await c.service.deliver(hold(placed, { startsAt }));

  expect(await statuses(placed)).toEqual({ email: 'scheduled', text: 'scheduled' });
});

test('an opt-out of a campaign calls off its channel', async () => {
  const placed = await queued();
  const { customerId, debtId } = placed;
  const optOut = {
    creditorId: c.creditorId,
    customerId,
    debtId,
    documentId: 'DO-1-A',
    campaignId: 'RC-1-A',
    channel: 'sms',
    duplicate: false,
  } as const;

  await c.service.deliver(anEvent(OptOutRecordedV1, optOut));

  expect(await statuses(placed)).toEqual({ email: 'scheduled', text: 'canceled' });
  await c.service.moveTo(new Date(c.service.clock.now().getTime() + 3_600_000));
  expect(await statuses(placed)).toEqual({ email: 'succeeded', text: 'canceled' });
});

test('a touch that campaign cancelled after it had fallen due is called off, and only of that customer', async () => {
  const placed = await queued();
  const other = await queued();
  const cancelled = (touchId: string) =>
    anEvent(TouchCancelledV1, {
      ...placed, creditorId: c.creditorId, documentId: 'DO-1-A', campaignId: 'RC-1-A', touchId, slot: 1, channel: 'email',
      dueAt: c.service.clock.now().toISOString(), reason: 'paid',
    }); // prettier-ignore

  await c.service.deliver(cancelled('TO-1-OTHER'));
  const afterAnother = await statuses(placed);
  await c.service.deliver(cancelled('TO-1-A'));

  expect(afterAnother).toEqual({ email: 'scheduled', text: 'scheduled' });
  expect(await statuses(placed)).toEqual({ email: 'canceled', text: 'canceled' });
  expect(await statuses(other)).toEqual({ email: 'scheduled', text: 'scheduled' });
});

const cancelledTouch = (placed: Placed) =>
  anEvent(TouchCancelledV1, {
    ...placed, creditorId: c.creditorId, documentId: 'DO-1-A', campaignId: 'RC-1-A', touchId: 'TO-1-A', slot: 1, channel: 'email',
    dueAt: c.service.clock.now().toISOString(), reason: 'paid',
  }); // prettier-ignore

test.each<[HandOverResult, string]>([
  [{ kind: 'put-back', cause: 'the guard did not answer' }, 'canceled'],
  [{ kind: 'not-started', cause: 'the provider never had it', permanent: false }, 'canceled'],
  [{ kind: 'turned-away', cause: 'busy', provider: 'a' }, 'canceled'],
  [{ kind: 'accepted', providerMessageId: 'm-1' }, 'attempted'],
])('a touch called off while it is handed over, of which then came %j, is %s', async (result, status) => {
  const placed = await queued({ handOver: 'dispatching' });
  const rows = await c.interactionsOf(placed.customerId);
  const [first] = rows;
  if (!first) throw new Error('Nothing is queued.');

  await c.service.deliver(cancelledTouch(placed));
  const meanwhile = await statuses(placed);
  const times = { now: c.service.clock.now(), realNow: new Date(), settleAfterMs: 60_000 };
  await transaction(c.service.db, (tx) =>
    storeResults(tx, c.creditorId, new Map([[String(first['id']), result]]), times),
  );
  await c.service.settle();

  expect(meanwhile).toEqual({ email: 'scheduled', text: 'scheduled' });
  expect((await c.interactionsOf(placed.customerId)).find(({ id }) => id === first['id'])).toMatchObject({ status });
  const told = await c.service.published('communicator.interaction-status-changed.v1');
  const canceled = told.filter(({ data }) => data['interactionId'] === first['id'] && data['status'] === 'canceled');
  expect(canceled).toHaveLength(status === 'canceled' ? 1 : 0);
});

test('an opt-out of a campaign leaves alone what is not about collection', async () => {
  const placed = await queued({ theme: 'opsServCourtesy' });
  const wish = { ...placed, creditorId: c.creditorId, documentId: 'DO-1-A', campaignId: 'RC-1-A', duplicate: false };

  await c.service.deliver(anEvent(OptOutRecordedV1, { ...wish, channel: 'all' }));

  expect(await statuses(placed)).toEqual({ email: 'scheduled', text: 'scheduled' });
});
