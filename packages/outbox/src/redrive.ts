import { transaction } from '@fairdue/store';
import { applyItems, type Receiver } from './apply.ts';
import { countWaiting, firstWaiting, remember, settle, type DeadLetter } from './dead-letters.store.ts';
import { loadState, saveStates, type Reader } from './inbox.store.ts';
import { receive, type Cause, type Received } from './received.ts';
import { recordOf } from './stored-record.ts';
import { causeOf, isOutage, readyItem } from './work-off.ts';

/** How a redrive ended: with every dead letter of the key settled, or at one that is still at fault. */
export type Redriven = { settled: number; stoppedBy?: { deadLetterId: string | null; cause: Cause } };

type Step = 'unparked' | 'settled' | 'moved' | NonNullable<Redriven['stoppedBy']>;

/**
 * Takes the dead letters of a key back in, in the order in which they died, through the path they failed on. Whatever
 * happens meanwhile follows behind them, until none is left; then the key is parked no longer. The first that is still
 * at fault ends it: it and those behind it stay where they are.
 */
export async function redriveKey(receiver: Receiver, topic: string, key: string): Promise<Redriven> {
  for (let settled = 0; ;) {
    const step = await nextStep(receiver, topic, key);
    if (step === 'unparked') return { settled };
    if (step === 'settled') settled++;
    else if (step !== 'moved') return { settled, stoppedBy: step };
  }
}

async function nextStep(receiver: Receiver, topic: string, key: string): Promise<Step> {
  const reader = { group: receiver.group, topic };
  const kept = await readyItem(receiver, topic, key, { redriving: true });
  if (kept) return (await tryAgain(receiver, topic, kept, null)) ?? 'moved';
  const letter = await firstWaiting(receiver.db, reader, key);
  if (!letter) return (await unpark(receiver, reader, key)) ? 'unparked' : 'moved';
  if (letter.givenUp) {
    await passOver(receiver, reader, key, letter);
    return 'settled';
  }
  return (await tryAgain(receiver, topic, receive(recordOf(letter), receiver.taken), letter)) ?? 'settled';
}

async function tryAgain(
  receiver: Receiver,
  topic: string,
  item: Received,
  letter: DeadLetter | null,
): Promise<NonNullable<Redriven['stoppedBy']> | undefined> {
  const stoppedBy = async (cause: Cause) => {
    if (letter) await remember(receiver.db, letter._id, cause);
    return { deadLetterId: letter?._id ?? null, cause };
  };
  if (item.kind === 'fault') return stoppedBy(item.cause);
  try {
    await applyItems(receiver, topic, [item], {
      redriving: true,
      also: async (tx) => {
        if (letter) await settle(tx, letter._id, 'redriven');
      },
    });
    return undefined;
  } catch (error) {
    if (isOutage(error)) throw error;
    return stoppedBy(causeOf(error));
  }
}

/** A fact given up counts as seen. Where its number is unknown, the next one may leave the gap that it makes. */
const passOver = (receiver: Receiver, reader: Reader, key: string, { _id, sequence }: DeadLetter): Promise<void> =>
  transaction(receiver.db, async (tx) => {
    const state = await loadState(tx, reader, key);
    const isNext = sequence !== null && (state.sequence === null || sequence === state.sequence + 1);
    const after = isNext ? { ...state, sequence } : { ...state, skipGap: true };
    await saveStates(tx, reader, new Map([[key, state]]), new Map([[key, after]]));
    await settle(tx, _id, 'set-aside');
  });

/** Writing the inbox row makes this conflict with a message that follows into the grave just now. */
const unpark = (receiver: Receiver, reader: Reader, key: string): Promise<boolean> =>
  transaction(receiver.db, async (tx) => {
    const state = await loadState(tx, reader, key);
    if (!state.parked) return true;
    if ((await countWaiting(tx, reader, key)) > 0) return false;
    const after = { ...state, parked: false, letters: 0 };
    await saveStates(tx, reader, new Map([[key, state]]), new Map([[key, after]]));
    return true;
  });
