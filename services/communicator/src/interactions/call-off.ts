import {
  HoldPlacedV1,
  OptOutRecordedV1,
  TouchCancelledV1,
  type EventDefinition,
  type EventOf,
  type HoldFacts,
} from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { answersHold } from '../notices/acknowledge-holds.ts';
import { lookAtDutiesOf } from '../notices/after-a-refusal.ts';
import { loadScheduled, saveInteractions } from './interaction.store.ts';
import type { Interaction } from './interaction.ts';
import { calledOff } from './outcome.ts';
import { storeCalledOff } from './store-called-off.ts';

type Covers = (interaction: Interaction) => boolean;
type Stop = { creditorId: string; customerId: string; covers: Covers; why: string };

/**
 * A hold on some contacts only leaves the rest to the guard: the contact is chosen when the message is made. So does one
 * that begins after the time a message is for, or ends before it, and one about collection for what is not. What answers
 * the hold itself is not what it stops.
 */
const coveredBy =
  ({ holdId, channels, contactIds, debtIds, themes, startsAt, endsAt }: HoldFacts) =>
  ({ channel, debtIds: about, startedAt, theme, otherTheme, dutyId }: Interaction): boolean =>
    !answersHold({ dutyId }, holdId) &&
    contactIds.length === 0 &&
    (startsAt === undefined || new Date(startsAt) <= startedAt) &&
    (endsAt === null || new Date(endsAt) > startedAt) &&
    (themes === 'all' || isCollection({ theme, otherTheme })) &&
    (channels.length === 0 || channels.includes(channel)) &&
    (debtIds.length === 0 || about.some((debtId) => debtIds.includes(debtId)));

const isCollection = ({ theme, otherTheme }: Pick<Interaction, 'theme' | 'otherTheme'>): boolean =>
  [theme, otherTheme].some((each) => each?.startsWith('opsColl'));

const channelOf = { sms: 'text', email: 'email', call: 'voice' } as const;

type About = { creditorId: string; customerId: string };

/** A consumer that calls off what a fact covers. What is only told again was heeded when it was new. */
const callOffBy = <D extends EventDefinition>(
  name: string,
  definition: D,
  coversOf: (data: EventOf<D>['data']) => Covers,
  whyOf: (data: EventOf<D>['data']) => string,
  now: () => Date,
): Consumer =>
  consumer(name, definition, (tx, events) => {
    const stops = events
      .filter(({ republished }) => republished !== true)
      .map(({ data }) => {
        const { creditorId, customerId } = data as unknown as About;
        return { creditorId, customerId, covers: coversOf(data), why: whyOf(data) };
      });
    return cancelCovered(tx, stops, now());
  });

/**
 * What is queued for somebody who is to be left alone is called off. This only tidies up: the guard's refusal to
 * consume is what keeps a message from starting.
 */
export const callOff = ({ now }: CommunicatorDeps): Consumer[] => [
  callOffBy(
    'call-off on a hold',
    HoldPlacedV1,
    ({ hold }) => coveredBy(hold),
    ({ hold }) => `Called off: hold (${hold.reason}).`,
    now,
  ),
  callOffBy(
    'call-off on an opt-out',
    OptOutRecordedV1,
    ({ channel }) =>
      (interaction) =>
        isCollection(interaction) && (channel === 'all' || interaction.channel === channelOf[channel]),
    ({ channel }) => `Called off: opt-out (${channel}).`,
    now,
  ),
  callOffBy(
    'call-off of a cancelled touch',
    TouchCancelledV1,
    ({ touchId }) =>
      (interaction) =>
        interaction.touchId === touchId,
    ({ reason }) => `Called off: touch cancelled (${reason}).`,
    now,
  ),
];

/** Nothing that is queued for this customer goes out any more. */
export const callOffAll = (tx: Tx, about: About, why: string, now: Date): Promise<void> =>
  cancelCovered(tx, [{ ...about, covers: () => true, why }], now);

async function cancelCovered(tx: Tx, stops: readonly Stop[], now: Date): Promise<void> {
  for (const creditorId of new Set(stops.map((stop) => stop.creditorId))) {
    const own = stops.filter((stop) => stop.creditorId === creditorId);
    const queued = await loadScheduled(
      tx,
      creditorId,
      own.map(({ customerId }) => customerId),
    );
    const heard = queued
      .flatMap((row) => {
        const stop = own.find(({ customerId, covers }) => customerId === row.customerId && covers(row));
        return stop ? [{ row, after: calledOff(row, stop.why, now) }] : [];
      })
      .filter(({ row, after }) => after !== row)
      .map(({ after }) => after);
    await saveInteractions(
      tx,
      heard.filter(({ status }) => status === 'scheduled'), // being handed over
    );
    const ended = heard.filter(({ status }) => status === 'canceled');
    if (ended.length === 0) continue;
    await storeCalledOff(tx, ended, now);
    await lookAtDutiesOf(tx, ended, now);
  }
}
