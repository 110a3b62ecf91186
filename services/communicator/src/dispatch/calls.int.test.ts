import { HoldPlacedV1 } from '@fairdue/contracts';
import { anEvent, eventually, type TestService } from '@fairdue/testing';
import { signWebhook } from '@fairdue/http';
import type { CommunicatorDeps } from '../config.ts';
import { aContact, aPhone } from '../customers/customer.builders.ts';
import { deliveryOf } from '../providers/delivery.ts';
import { callbackSecret, startCommunicator, type Communicator } from '../testing/start-communicator.ts';

const phone = aPhone();
let c: Communicator;
let dialer: string;

beforeAll(async () => {
  c = await startCommunicator([aContact(), phone]);
  const { sandbox } = await deliveryOf(c.service.running.deps as CommunicatorDeps);
  dialer = `${sandbox?.httpUrl}/voice/messages`;
}, 60_000);
beforeEach(() => c.guard.reset());
afterAll(() => c.stop());

type Placed = { customerId: string; debtId: string };
type Posted = Placed & { key: string; interactionId: string };

/** A call whose task a dialer has that does as it is told. */
async function posted(behaviour = 'ask-late', channel: 'voice' | 'text' = 'voice'): Promise<Posted> {
  await c.script(phone.value ?? '', behaviour);
  const placed = await c.place();
  await c.touch(placed, { channel });
  const interactionId = String((await stateOf(placed.customerId))?.['id']);
  return { ...placed, interactionId, key: `${c.creditorId}.${interactionId}` };
}
const stateOf = async (customerId: string) => (await c.interactionsOf(customerId))[0];
const inMinutes = (minutes: number) => c.service.moveTo(new Date(c.service.clock.now().getTime() + minutes * 60_000));

/** The dialer has come to that call. */
async function turn({ key }: Posted): Promise<number> {
  const { status } = await fetch(`${dialer}/${key}/turn`, { method: 'POST' });
  await c.service.settle();
  return status;
}

let asks = 0;
type Asking = { id?: string; secret?: string; at?: Date; provider?: string; by?: TestService };
/** A dialer’s own words, also those that no honest one says. */
async function tell(
  told: object,
  { id = `msg_call_${++asks}`, secret = callbackSecret, at = new Date(), provider = 'sandbox', by = c.service }: Asking,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = JSON.stringify(told);
  const headers = { ...signWebhook(secret, id, at, Buffer.from(body)) };
  const agent = await by.as({ creditorIds: [] });
  const answer = await agent.post(`/callbacks/${provider}`).set(headers).type('application/json').send(body);
  return { status: answer.status, body: answer.body as Record<string, unknown> };
}
const ask = (key: string, asking: Asking = {}) => tell({ key, type: 'call.due' }, asking);
const blockedOf = async (customerId: string) =>
  (await c.service.published('communicator.interaction-blocked.v1')).filter(({ subject }) => subject === customerId);
const changesOf = async (customerId: string) =>
  (await c.service.published('communicator.interaction-status-changed.v1')).filter(
    ({ subject }) => subject === customerId,
  );

test('a task is posted on a reserved permit, which is consumed when its dialer asks, and then it rings', async () => {
  const call = await posted();
  const task = (await (await fetch(`${dialer}/${call.key}`)).json()) as object;
  expect(await stateOf(call.customerId)).toMatchObject({ status: 'scheduled', handOver: 'posted' });
  expect([task, c.guard.consumes, c.guard.reports]).toEqual([{ id: call.key, dialled: false }, [], []]);

  expect(await turn(call)).toBe(200);

  expect(await stateOf(call.customerId)).toMatchObject({
    status: 'attempted', handOver: 'accepted', agentOutcome: 'voiceRangNoPickup',
  }); // prettier-ignore
  expect(c.guard.consumes).toEqual([call.interactionId]);
  const [file = ''] = await c.delivered(call.customerId);
  const { dialBefore } = JSON.parse((await c.read(file)).toString('utf8')) as { dialBefore: string };
  expect(new Date(dialBefore).getTime()).toBeGreaterThan(Date.now());
});

test('what the guard refuses between posting and dialling does not ring, and is told with its reasons', async () => {
  const call = await posted();
  c.guard.answersConsumes = 'refuse';

  await turn(call);

  expect(await stateOf(call.customerId)).toMatchObject({
    status: 'failed', statusDetails: 'blockedByComplianceGuard', handOver: 'not-started', complianceGuardRuleId: 'reg-f-hours',
  }); // prettier-ignore
  expect(await blockedOf(call.customerId)).toHaveLength(1);
  expect(await c.delivered(call.customerId)).toEqual([]);
  expect(c.guard.reports).toMatchObject([{ outcome: 'released' }]);
  expect((await ask(call.key)).body).toEqual({ dial: false, reason: 'recalled' });
});

test('a hold takes a posted task back: its dialer drops it, its slot is free, and who asks all the same is told no', async () => {
  const call = await posted();
  const { customerId } = call;
  await c.service.deliver(aHold(call));

  expect(await stateOf(customerId)).toMatchObject({ status: 'canceled', handOver: 'not-started' });
  expect(c.guard.reports).toMatchObject([{ outcome: 'released' }]);
  expect(await turn(call)).toBe(404);
  expect((await ask(call.key)).body).toEqual({ dial: false, reason: 'recalled' });
  expect([c.guard.consumes, await c.delivered(customerId)]).toEqual([[], []]);
});

const aHold = ({ customerId }: Placed) =>
  anEvent(HoldPlacedV1, {
    creditorId: c.creditorId,
    customerId,
    epoch: 1,
    recordedBy: { kind: 'service', id: 'test' },
    hold: {
      holdId: 'HO-1-A', reason: 'cease', channels: [], themes: 'all', contactIds: [], debtIds: [], endsAt: null,
      source: { service: 'recover', key: 'x', version: 1 },
    },
  }); // prettier-ignore

test('of two that ask about one call at once one is told yes', async () => {
  const call = await posted('ask-twice');

  expect(await stateOf(call.customerId)).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect([c.guard.consumes, (await c.delivered(call.customerId)).length]).toEqual([[call.interactionId], 1]);
  expect(await changesOf(call.customerId)).toHaveLength(1);
});

test('two replicas that get the same question, and others, tell one of them yes', async () => {
  const call = await posted();
  const replica = await c.replica();

  const answers = await Promise.all(
    [c.service, replica].flatMap((by) => ['msg_both', 'msg_both', undefined].map((id) => ask(call.key, { by, ...(id && { id }) }))),
  ); // prettier-ignore

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(answers.filter(({ body }) => body['dial'] === true).map(({ body }) => body)).toEqual([
    { dial: true, withinMs: 3_000 },
  ]);
  expect(c.guard.consumes).toEqual([call.interactionId]);
  expect((await ask(call.key)).body).toEqual({ dial: false, reason: 'asked-before' });
  await tell({ key: call.key, type: 'call.ended', outcome: 'voiceRangNoPickup' }, {});
  await replica.stop();
});

test('a dialer that never asks has not called: the slot is free in time, and the task is posted again with another permit', async () => {
  c.guard.lifetimeMs = 500;
  const call = await posted('never-ask');

  await eventually(async () => (await stateOf(call.customerId))?.['handOver'] === 'waiting');
  await c.service.settle();
  expect(c.guard.reports).toMatchObject([{ outcome: 'released' }]);
  expect((await ask(call.key)).body).toEqual({ dial: false, reason: 'not-now' });

  c.guard.lifetimeMs = 60_000;
  await c.script(phone.value ?? '', 'accept');
  await inMinutes(5);
  expect(await stateOf(call.customerId)).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect([c.guard.consumes, (await c.delivered(call.customerId)).length]).toEqual([[call.interactionId], 1]);
});

test('a call that was made without asking counts, is told of as what it is, and its permit is given back', async () => {
  const call = await posted('dial-unasked');

  expect(await stateOf(call.customerId)).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect(c.guard.consumes).toEqual([]);
  expect(c.guard.reports).toMatchObject([{ outcome: 'released' }]);
  expect((await changesOf(call.customerId)).map(({ data }) => data)).toMatchObject([
    { interactionId: call.interactionId, status: 'attempted', withoutLeave: true },
  ]);
  expect(await alarms()).toBeGreaterThan(0);
});

const alarms = async (): Promise<number> => {
  const text = await c.service.running.deps.metrics.registry.metrics();
  return Number(/fairdue_calls_without_leave_total\S* (\d+)/.exec(text)?.[1] ?? 0);
};

test('a call that was made after a no is an interaction of its own, however often it is told of', async () => {
  const call = await posted();
  c.guard.answersConsumes = 'refuse';
  await turn(call);
  const before = await alarms();

  for (let time = 0; time < 2; time++)
    await tell({ key: call.key, type: 'call.ended', outcome: 'voiceSpokeWithFirstParty' }, {});

  const [made, refused, ...others] = await c.interactionsOf(call.customerId);
  expect([refused, others]).toMatchObject([{ id: call.interactionId, status: 'failed', handOver: 'not-started' }, []]);
  expect(made).toMatchObject({
    previousInteractionId: call.interactionId, status: 'attempted', agentOutcome: 'voiceSpokeWithFirstParty', permitId: null,
  }); // prettier-ignore
  expect((await changesOf(call.customerId)).map(({ data }) => data)).toMatchObject([
    { interactionId: made?.['id'], withoutLeave: true, agentOutcome: 'voiceSpokeWithFirstParty' },
  ]);
  expect(await alarms()).toBe(before + 1);
});

test('a question that is forged, old or about nothing a dialer has is refused, and changes nothing', async () => {
  const call = await posted();
  const text = await posted('silent', 'text');
  const unknown = `${c.creditorId}.IN-0000000000-0000000000`;

  const answers = [
    await ask(call.key, { secret: 'another secret of nobody' }),
    await ask(call.key, { at: new Date(Date.now() - 6 * 60_000) }),
    await ask(unknown),
    await ask(text.key),
    await ask(call.key.replace(/^CR-\w+-\w+/, 'CR-0000000000-0000000000')),
    await ask(call.key, { provider: 'text' }),
    await ask(call.key, { provider: 'nobody' }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 404, 404, 404, 404, 404]);
  expect(await stateOf(call.customerId)).toMatchObject({ handOver: 'posted' });
  expect((await ask(call.key, { provider: 'dialer' })).body).toMatchObject({ dial: true });
  await tell({ key: call.key, type: 'call.ended', outcome: 'voiceRangNoPickup' }, {});
});

test('while the guard does not answer nothing rings, and the task is posted again', async () => {
  const call = await posted();
  c.guard.answersConsumes = 'fail';
  expect((await ask(call.key, { id: 'msg_replayed' })).body).toEqual({ dial: false, reason: 'not-now' });
  expect(c.guard.reports).toMatchObject([{ outcome: 'not-started' }]);

  c.guard.answersConsumes = 'consume';
  await inMinutes(1);
  expect(await stateOf(call.customerId)).toMatchObject({ handOver: 'posted' });
  expect((await ask(call.key, { id: 'msg_replayed' })).body).toEqual({ dial: false, reason: 'asked-before' });
  await turn(call);

  expect(await stateOf(call.customerId)).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect([c.guard.consumes, (await c.delivered(call.customerId)).length]).toEqual([[call.interactionId], 1]);
});

test('leave whose window has passed is no leave', async () => {
  const call = await posted();
  c.guard.windowMs = Number.MIN_VALUE;

  expect((await ask(call.key)).body).toEqual({ dial: false, reason: 'not-now' });

  await c.service.settle();
  expect(c.guard.reports).toMatchObject([{ outcome: 'not-started' }]);
  expect(await stateOf(call.customerId)).toMatchObject({ status: 'scheduled', handOver: 'waiting' });
});

test('of a yes that nobody heard the dialer is asked by its key: it did not call, and asks for another permit', async () => {
  const call = await posted('dial-late');
  expect([c.guard.consumes, await c.delivered(call.customerId)]).toEqual([[call.interactionId], []]);

  await eventually(async () => (await stateOf(call.customerId))?.['handOver'] === 'waiting');
  await c.service.settle();
  expect(c.guard.reports).toMatchObject([{ outcome: 'not-started' }]);

  await c.script(phone.value ?? '', 'accept');
  await inMinutes(5);
  expect(await stateOf(call.customerId)).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect(await c.delivered(call.customerId)).toHaveLength(1);
});

test('of a call that nothing more is heard of the dialer is asked by its key, and it counts', async () => {
  const call = await posted('silent');

  await eventually(async () => (await stateOf(call.customerId))?.['handOver'] === 'accepted');

  expect(await stateOf(call.customerId)).toMatchObject({ status: 'inProgress' });
  await eventually(() => c.guard.reports.length > 0);
  expect(c.guard.consumes).toEqual([call.interactionId]);
});

test('a dialer that takes a task and does not answer may ask all the same, and is asked for it otherwise', async () => {
  const call = await posted('time-out');

  await eventually(async () => (await stateOf(call.customerId))?.['handOver'] === 'accepted');

  expect([c.guard.consumes, (await c.delivered(call.customerId)).length]).toEqual([[call.interactionId], 1]);
});
