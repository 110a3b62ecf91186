import type { Event } from '@fairdue/contracts';
import { faultOf, type Received, type ReceivedEvent, type ReceivedFault } from './received.ts';

/** A fact that came before one it has to follow, and is kept until that one arrives. */
export type Waiting = { sequence: number; republished: boolean };

/** How far a group has got with one key of one topic. */
export type KeyState = {
  /** The last fact applied; null before the first. */
  sequence: number | null;
  parked: boolean;
  /** Dead letters since it was parked: the order in which they came. */
  letters: number;
  /** A fact of unknown number was set aside: the next one may leave a gap. */
  skipGap: boolean;
  /** Ascending. */
  waiting: readonly Waiting[];
};

export const newKey: KeyState = { sequence: null, parked: false, letters: 0, skipGap: false, waiting: [] };

export type Applicable = ReceivedEvent & { event: Event };
export type Letter = { fault: ReceivedFault; order: number };

/** What a batch comes to: everything that one transaction then writes. */
export type Plan = {
  apply: Applicable[];
  early: ReceivedEvent[];
  letters: Letter[];
  /** Facts that waited and wait no longer. */
  arrived: { key: string; sequence: number }[];
  changed: Map<string, KeyState>;
  repeats: number;
};

export type PlanOptions = {
  /** Is this message a dead letter already? Then reading it again makes no second one. */
  isDead: (item: ReceivedEvent | ReceivedFault) => boolean;
  /** Dead letters are on their way back: their key is parked, and they are what it waits for. */
  redriving?: boolean;
};

/** A gap closes when its facts come, when its owner tells the whole state again, or when a person gave the fact up. */
export function follows(state: KeyState, { sequence, republished }: Waiting): boolean {
  if (state.sequence === null || sequence === state.sequence + 1) return true;
  if (state.waiting.some((each) => each.sequence < sequence)) return false;
  return republished || state.skipGap || state.waiting.some((each) => each.republished);
}

/** The fact kept for this key whose turn it is now. */
export const readyOf = (state: KeyState): Waiting | undefined =>
  state.waiting.slice(0, 1).find((head) => follows(state, head));

const isRepeat = (state: KeyState, sequence: number): boolean => state.sequence !== null && sequence <= state.sequence;

/** Decides for each message of a batch, in order: apply it, keep it for later, bury it, or pass over a repeat. */
export function planBatch(
  items: readonly Received[],
  states: ReadonlyMap<string, KeyState>,
  { isDead, redriving = false }: PlanOptions,
): Plan {
  const plan: Plan = { apply: [], early: [], letters: [], arrived: [], changed: new Map(), repeats: 0 };
  const stateOf = (key: string): KeyState => plan.changed.get(key) ?? states.get(key) ?? newKey;

  const waitsNoLonger = (state: KeyState, key: string, gone: (sequence: number) => boolean): readonly Waiting[] => {
    const leaving = state.waiting.filter(({ sequence }) => gone(sequence));
    plan.arrived.push(...leaving.map(({ sequence }) => ({ key, sequence })));
    return leaving.length === 0 ? state.waiting : state.waiting.filter(({ sequence }) => !gone(sequence));
  };

  const bury = (fault: ReceivedFault): void => {
    const { key, sequence } = fault;
    const state = key === null ? newKey : stateOf(key);
    const waited = state.waiting.some((each) => each.sequence === sequence);
    if (!waited && isDead(fault)) return void plan.repeats++;
    if (key === null) return void plan.letters.push({ fault, order: 0 });
    if (sequence !== undefined && isRepeat(state, sequence)) return void plan.repeats++;
    const order = state.letters + 1;
    const waiting = waitsNoLonger(state, key, (each) => each === sequence);
    plan.changed.set(key, { ...state, parked: true, letters: order, waiting });
    plan.letters.push({ fault, order });
  };

  const take = (item: ReceivedEvent): void => {
    const { key, sequence, event } = item;
    const state = stateOf(key);
    const alreadyWaits = state.waiting.some((each) => each.sequence === sequence);
    if (isRepeat(state, sequence)) plan.repeats++;
    else if (state.parked && !redriving) {
      if (alreadyWaits) plan.repeats++;
      else bury(faultOf(item, { code: 'key-parked', detail: 'An earlier message of its key is a dead letter.' }, 0));
    } else if (follows(state, item)) {
      const waiting = waitsNoLonger(state, key, (each) => each <= sequence);
      plan.changed.set(key, { ...state, sequence, skipGap: false, waiting });
      if (event) plan.apply.push({ ...item, event });
    } else if (alreadyWaits) plan.repeats++;
    else {
      const waiting = [...state.waiting, { sequence, republished: item.republished }];
      plan.changed.set(key, { ...state, waiting: waiting.sort((a, b) => a.sequence - b.sequence) });
      plan.early.push(item);
    }
  };

  for (const item of items) {
    if (item.kind === 'event') take(item);
    else if (item.kind === 'fault') bury(item);
  }
  return plan;
}
