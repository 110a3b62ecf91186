import type { Upstream } from '@fairdue/http';
import { eventually } from '@fairdue/testing';
import type { CommunicatorDeps } from '../../../services/communicator/src/config.ts';
import { aContact, aPhone } from '../../../services/communicator/src/customers/customer.builders.ts';
import { handOver, type Ready } from '../../../services/communicator/src/dispatch/hand-over.ts';
import { blankInteraction } from '../../../services/communicator/src/interactions/interaction.ts';
import { deliveryOf } from '../../../services/communicator/src/providers/delivery.ts';
import type { Provider } from '../../../services/communicator/src/providers/provider.ts';
import { startCommunicator, type Communicator } from '../../../services/communicator/src/testing/start-communicator.ts';
import { minutesAgo, scraped, type Course, type Scenario } from './course.ts';

const phone = aPhone();

async function given() {
  const communicator = await startCommunicator([aContact(), phone], { PROVIDER_ANSWER_MS: '200' });
  const deps = communicator.service.running.deps as CommunicatorDeps;
  return { communicator, deps, scrape: () => scraped(deps.metrics), end: () => communicator.stop() };
}
const touch = async (to: Communicator, channel: 'text' | 'voice') => to.touch(await to.place(), { channel });

const sent: Scenario = {
  what: 'a message that goes out',
  moves: ['fairdue_hand_overs_total'],
  async begin(): Promise<Course> {
    const { communicator, ...rest } = await given();
    await touch(communicator, 'text');
    return { ...rest, happen: () => touch(communicator, 'text') };
  },
};

const lost: Scenario = {
  what: 'a provider that took a message and cannot be asked about it, until it can',
  moves: ['fairdue_hand_overs_unsettled', 'fairdue_timers_oldest_due_seconds{kind="settle-hand-over"}'],
  fires: ['FairdueHandOversUnsettled'],
  async begin(): Promise<Course> {
    const { communicator, deps, ...rest } = await given();
    const { channels } = await deliveryOf(deps);
    const [provider] = channels.text;
    const { lookUp } = provider;
    let touching: Promise<unknown>;
    return {
      ...rest,
      async happen() {
        Object.assign(provider, { lookUp: () => Promise.reject(new Error('no answer')) });
        await communicator.script(phone.value ?? '', 'time-out');
        touching = touch(communicator, 'text').catch(() => undefined); // waits until all is done, which it will not be
        const asked = { kind: 'settle-hand-over', attempts: { $gt: 0 } };
        const longAgo = { $set: { dueAt: minutesAgo(4) } };
        await eventually(async () => (await deps.db.collection('timers').updateOne(asked, longAgo)).matchedCount === 1);
      },
      async heal() {
        Object.assign(provider, { lookUp });
        await touching;
      },
    };
  },
};

/** A provider whose process is frozen between two instructions, at the worst of times. */
const frozen: Provider = {
  name: 'frozen',
  compose: () => Promise.resolve(Buffer.alloc(0)),
  open: () =>
    Promise.resolve({
      commit: (permit) => {
        permit.start('hash');
        for (const end = performance.now() + 40; performance.now() < end;);
        return Promise.resolve({ kind: 'accepted', providerMessageId: null });
      },
      abandon: () => undefined,
    }),
  lookUp: () => Promise.resolve({ kind: 'cannot-tell' }),
  close: () => Promise.resolve(),
};
const consuming: Upstream = {
  name: 'compliance-guard',
  call: ({ body, schema }) => {
    const { permits = [] } = body as { permits?: { permitId: string }[] };
    const answers = permits.map(({ permitId }) => ({ permitId, consumed: true, addressHash: 'hash', windowMs: 30 }));
    return Promise.resolve(schema.parse({ answers }) as never);
  },
  close: () => Promise.resolve(),
};
const message: Ready = {
  provider: frozen,
  hasAnother: false,
  permitId: 'PE-1-1',
  outgoing: { key: 'k', sender: 's', recipient: 'r', addressHash: 'hash', bytes: Buffer.alloc(0) },
  interaction: {
    ...blankInteraction('IN-1-1', 'CR-1-A', new Date()),
    ...{
      customerId: 'BO-1-A',
      direction: 'outbound',
      channel: 'text',
      theme: 'opsCollDebt',
      status: 'scheduled',
      subject: null,
    },
  },
};

const overrun: Scenario = {
  what: 'a message that begins after its window',
  moves: ['fairdue_hand_over_overruns_total'],
  fires: ['FairdueHandOverOverrun'],
  async begin(): Promise<Course> {
    const { deps, scrape, end } = await given();
    return { scrape, end, happen: () => handOver({ ...deps, upstream: () => consuming }, [message]) };
  },
};

const unasked: Scenario = {
  what: 'a dialer that rings without having asked',
  moves: ['fairdue_calls_without_leave_total'],
  fires: ['FairdueCallWithoutLeave'],
  async begin(): Promise<Course> {
    const { communicator, ...rest } = await given();
    await communicator.script(phone.value ?? '', 'dial-unasked');
    return { ...rest, happen: () => touch(communicator, 'voice') };
  },
};

export const communicators: readonly Scenario[] = [sent, lost, overrun, unasked];
