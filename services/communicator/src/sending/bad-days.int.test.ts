import express from 'express';
import type { Response } from 'supertest';
import { HoldPlacedV1 } from '@fairdue/contracts';
import { transaction } from '@fairdue/store';
import { anEvent } from '@fairdue/testing';
import { schedule } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import { aContact } from '../customers/customer.builders.ts';
import { dispatch } from '../dispatch/dispatch.ts';
import { dispatchJob } from '../dispatch/dispatch-job.ts';
import { interactions, saveInteractions } from '../interactions/interaction.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import type { Body } from '../testing/template-client.ts';

const email = aContact({ value: 'bad-days@example.com' });
let c: Communicator;
let agent: Awaited<ReturnType<Communicator['service']['as']>>;

beforeAll(async () => {
  const recover = express().use((_req, res) => void res.status(404).json({}));
  c = await startCommunicator([email], {}, { recover });
}, 60_000);
beforeEach(async () => {
  c.guard.reset();
  await c.script('bad-days@example.com', 'silent');
  agent = await c.service.as({ creditorIds: [c.creditorId] });
});
afterAll(() => c.stop());

const now = (): number => c.service.clock.now().getTime();
const post = (path: string, body: object): Promise<Response> => agent.post(`/api/communicator/${path}`).send(body);
const freeForm = (personId: string, over: object = {}) => ({
  personalizations: [{ to: [{ email: 'bad-days@example.com' }], custom_args: { personId }, ...over }],
  theme: 'opsServicing',
  subjectLine: 'Closed on July 4',
  contentPlain: 'Closed.',
});
const rowOf = async (customerId: string): Promise<Interaction & { customerId: string }> => {
  const { creditorId } = c;
  const rows = await interactions(c.service.db)
    .find({ creditorId, customerId })
    .sort({ _id: -1 })
    .lean<Interaction[]>();
  return { ...(rows[0] as Interaction), customerId };
};

type Sent = { customerId: string; first: Interaction };
/** Asks for a message and lets it go out; a planned one at its time. */
const ways = {
  'a message that is asked for (C15)': async (): Promise<Sent> => {
    const { customerId, debtId } = await c.place();
    const about = { subject: 'loanOverdueFirstNotice', personId: customerId, loanId: debtId, channel: 'email' };
    expect((await post('send', about)).status).toBe(202);
    await c.service.settle();
    return { customerId, first: await rowOf(customerId) };
  },
  'a free text (C21)': async (): Promise<Sent> => {
    const { customerId } = await c.place();
    expect((await post('send-free-form-email', freeForm(customerId))).status).toBe(202);
    await c.service.settle();
    return { customerId, first: await rowOf(customerId) };
  },
  'a planned free text (C21)': async (): Promise<Sent> => {
    const { customerId, at } = await planned();
    await c.service.moveTo(new Date(at));
    return { customerId, first: await rowOf(customerId) };
  },
};

async function planned() {
  const { customerId } = await c.place();
  const send_at = Math.ceil(now() / 1_000) + 3_600;
  expect((await post('send-free-form-email', freeForm(customerId, { send_at }))).status).toBe(202);
  await c.service.settle();
  return { customerId, at: send_at * 1_000 };
}

/** What a process leaves that is killed after its provider was reached: the row as it was then, and its job. */
async function killedBeforeItsResultWasStored({ first }: Sent): Promise<void> {
  const left: Interaction = {
    ...first,
    status: first.scheduledAtFrom ? 'scheduled' : 'attempted',
    statusDetails: null,
    handOver: 'dispatching',
    providerMessageId: null,
  };
  await transaction(c.service.db, async (tx) => {
    await saveInteractions(tx, [left]);
    await schedule(tx, dispatchJob, [itsJob(left)]);
  });
  await c.service.settle();
}

const itsJob = ({ _id }: Pick<Interaction, '_id'>) => ({
  ...{ id: _id, key: _id, dueAt: c.service.clock.now() },
  data: { creditorId: c.creditorId },
});

describe.each(Object.entries(ways))('%s', (_name, send) => {
  test('killed after the provider had it: the provider is asked, and nothing is sent again', async () => {
    const sent = await send();
    expect(await c.delivered(sent.customerId)).toHaveLength(1);

    await killedBeforeItsResultWasStored(sent);

    expect(await rowOf(sent.customerId)).toMatchObject({ status: 'attempted', handOver: 'accepted' });
    expect(c.guard.consumes).toHaveLength(1);
    expect(await c.delivered(sent.customerId)).toHaveLength(1);
  });

  test('killed before the provider had it: the provider is asked, then it is sent, once', async () => {
    await c.script('bad-days@example.com', 'lie');
    c.guard.answersReports = 'fail';
    const sent = await send();
    c.guard.answersReports = 'hear';
    expect(await c.delivered(sent.customerId)).toEqual([]);
    await c.script('bad-days@example.com', 'accept');

    await killedBeforeItsResultWasStored(sent);
    expect(await rowOf(sent.customerId)).toMatchObject({ handOver: 'waiting', failures: 1 });
    await c.service.moveTo(new Date(now() + 5 * 60_000));

    expect(await rowOf(sent.customerId)).toMatchObject({ status: 'succeeded', statusDetails: 'emailDelivered' });
    expect(await c.delivered(sent.customerId)).toHaveLength(1);
  });

  test('killed after its result was stored, and before its job was done: nothing happens again', async () => {
    const sent = await send();

    await transaction(c.service.db, (tx) => schedule(tx, dispatchJob, [itsJob(sent.first)]));
    await c.service.settle();

    expect(await rowOf(sent.customerId)).toEqual(sent.first);
    expect(c.guard.consumes).toHaveLength(1);
    expect(await c.delivered(sent.customerId)).toHaveLength(1);
  });
});

test('killed before the slot of a planned message was given back: it is asked for again at its time, and sent once', async () => {
  c.guard.answersReports = 'fail';
  const { customerId, at } = await planned();
  c.guard.answersReports = 'hear';
  expect(c.guard.reports).toEqual([]);

  await c.service.moveTo(new Date(at));

  expect(c.guard.asks.map(({ sendAt }) => sendAt)).toEqual([new Date(at).toISOString(), undefined]);
  expect(await rowOf(customerId)).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect(await c.delivered(customerId)).toHaveLength(1);
});

test('two replicas that take up one planned message at once: one message, and its permit stays with whoever sends it', async () => {
  const { customerId } = await planned();
  const row = await rowOf(customerId);
  c.guard.reset();
  const replica = await c.replica();
  c.guard.asksTogether = 2;

  const both = [c.service, replica].map(({ running }) => dispatch(running.deps as CommunicatorDeps));
  const job = { ...itsJob(row), attempts: 0 };
  await Promise.all(both.map(async (each) => each.run?.([job], { signal: AbortSignal.timeout(30_000) })));
  c.guard.asksTogether = 1;
  await c.service.settle();

  expect(c.guard.asks).toHaveLength(2);
  expect(c.guard.consumes).toEqual([row._id]);
  expect(c.guard.reports.map(({ outcome }) => outcome)).toEqual(['answered']);
  expect(await c.delivered(customerId)).toHaveLength(1);
  await replica.stop();
});

const hold = (customerId: string, over: object) =>
  anEvent(HoldPlacedV1, {
    ...{ creditorId: c.creditorId, customerId, epoch: 1, recordedBy: { kind: 'service', id: 'test' } },
    hold: {
      ...{
        holdId: 'HO-1-A',
        reason: 'opted-out',
        channels: [],
        themes: 'all',
        contactIds: [],
        debtIds: [],
        endsAt: null,
      },
      source: { service: 'communicator', key: 'x', version: 1 },
      ...over,
    },
  });

test('an opt-out before its time: a planned message never leaves, and says why', async () => {
  const { customerId, at } = await planned();

  await c.service.deliver(hold(customerId, {}));
  await c.service.moveTo(new Date(at));

  const [told = {}] = await c.interactionsOf(customerId);
  expect(told).toMatchObject({
    status: 'canceled',
    failureDescriptionShort: 'Called off: hold (opted-out).',
  } satisfies Body);
  expect(c.guard.consumes).toEqual([]);
  expect(await c.delivered(customerId)).toEqual([]);
});

test.each([
  ['ends before', () => ({ endsAt: new Date(now() + 60_000).toISOString() })],
  ['is about collection, where the message is not,', () => ({ themes: 'collection' })],
])('a hold that %s leaves a planned message to the guard at its time', async (_name, over) => {
  const { customerId, at } = await planned();

  await c.service.deliver(hold(customerId, over()));
  expect(await rowOf(customerId)).toMatchObject({ status: 'scheduled' });
  c.guard.answersAsks = 'refuse';
  await c.service.moveTo(new Date(at));

  expect(await rowOf(customerId)).toMatchObject({
    status: 'failed',
    statusDetails: 'blockedByComplianceGuard',
    failureDescriptionShort: 'Too late.',
  });
  expect(await c.delivered(customerId)).toEqual([]);
});
