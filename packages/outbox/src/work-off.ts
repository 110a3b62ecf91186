import { setTimeout as wait } from 'node:timers/promises';
import { Refused, Unavailable } from '@fairdue/refused';
import { databaseIsAway } from '@fairdue/store';
import { withoutValues } from '@fairdue/telemetry';
import { applyItems, type Outcome, type Receiver } from './apply.ts';
import { loadEarly, loadState } from './inbox.store.ts';
import { readyOf } from './plan.ts';
import { faultOf, receive, type Cause, type Received } from './received.ts';

export type WorkOptions = {
  attemptsMax: number;
  signal: AbortSignal;
  heartbeat: () => Promise<void>;
  report: (outcome: Outcome) => void;
};

const backoffMs = { first: 20, most: 1_000 };

/** The store being away says nothing about a message: it is to be read again, however long that takes. */
export const isOutage = (error: unknown): boolean => error instanceof Unavailable || databaseIsAway(error);

export const causeOf = (error: unknown): Cause =>
  error instanceof Refused
    ? { code: error.code, detail: error.message }
    : {
        code: 'event-failed',
        detail: withoutValues(error instanceof Error ? `${error.name}: ${error.message}` : error),
      };

/**
 * Applies messages of one topic in order, as one transaction if possible. When something in them fails they are halved
 * until it stands alone: what fails alone is a dead letter, at once when refused, else after a few tries.
 */
export async function workOff(
  receiver: Receiver,
  topic: string,
  items: readonly Received[],
  options: WorkOptions,
): Promise<void> {
  const { signal, heartbeat, report } = options;
  const [first] = items;
  if (!first) return;
  signal.throwIfAborted();
  await heartbeat();
  const outcome =
    items.length === 1
      ? await applyAlone(receiver, topic, first, options)
      : await applyTogether(receiver, topic, items, options);
  if (outcome) {
    report(outcome);
    return workOffReady(receiver, topic, outcome.ready, options);
  }
  const half = Math.ceil(items.length / 2);
  await workOff(receiver, topic, items.slice(0, half), options);
  await workOff(receiver, topic, items.slice(half), options);
}

/** Undefined when something in them is at fault, and it is not known yet what. */
async function applyTogether(
  receiver: Receiver,
  topic: string,
  items: readonly Received[],
  { signal }: WorkOptions,
): Promise<Outcome | undefined> {
  try {
    return await applyItems(receiver, topic, items);
  } catch (error) {
    if (isOutage(error) || signal.aborted) throw error;
    return undefined;
  }
}

async function applyAlone(
  receiver: Receiver,
  topic: string,
  item: Received,
  { attemptsMax, signal, heartbeat }: WorkOptions,
): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await applyItems(receiver, topic, [item]);
    } catch (error) {
      if (isOutage(error) || signal.aborted || item.kind !== 'event') throw error;
      if (error instanceof Refused || attempt >= attemptsMax)
        return applyItems(receiver, topic, [faultOf(item, causeOf(error), attempt)]);
      await heartbeat();
      await wait(Math.random() * Math.min(backoffMs.most, backoffMs.first * 2 ** attempt));
    }
  }
}

/** A missing fact has come: those that waited for it have their turn, one by one. */
async function workOffReady(
  receiver: Receiver,
  topic: string,
  keys: readonly string[],
  options: WorkOptions,
): Promise<void> {
  for (const key of keys)
    for (let item = await readyItem(receiver, topic, key); item; item = await readyItem(receiver, topic, key))
      options.report(await applyAlone(receiver, topic, item, options));
}

/** The kept fact of a key whose turn it is, read again as the message it was. */
export async function readyItem(
  { db, group, taken }: Receiver,
  topic: string,
  key: string,
  { redriving = false } = {},
): Promise<Received | undefined> {
  const state = await loadState(db, { group, topic }, key);
  const head = state.parked && !redriving ? undefined : readyOf(state);
  const record = head && (await loadEarly(db, { group, topic }, key, head.sequence));
  return record && receive(record, taken);
}
