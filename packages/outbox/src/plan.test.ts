import fc from 'fast-check';
import type { IncomingRecord } from '@fairdue/bus';
import type { Event } from '@fairdue/contracts';
import { newKey, planBatch, readyOf, type KeyState } from './plan.ts';
import type { ReceivedEvent, ReceivedFault } from './received.ts';

const record: IncomingRecord = { topic: 't', partition: 0, offset: '0', key: 'k', value: Buffer.from(''), headers: {} };
const event = { type: 'x' } as Event;
const anEvent = (sequence: number, over: Partial<ReceivedEvent> = {}): ReceivedEvent => ({
  ...{ kind: 'event', key: 'k', sequence, republished: false, event, record },
  ...over,
});
const aFault = (sequence?: number): ReceivedFault => ({
  ...{ kind: 'fault', key: 'k', sequence, cause: { code: 'event-data-invalid', detail: '' }, attempts: 1, record },
});
const nothingDead = { isDead: () => false };
const planFor = (state: KeyState, items: (ReceivedEvent | ReceivedFault)[], options = nothingDead) => {
  const plan = planBatch(items, new Map([['k', state]]), options);
  return { ...plan, state: plan.changed.get('k') ?? state, applied: plan.apply.map(({ sequence }) => sequence) };
};
const at = (sequence: number, over: Partial<KeyState> = {}): KeyState => ({ ...newKey, sequence, ...over });
const waitingFor = (...sequences: number[]) => sequences.map((sequence) => ({ sequence, republished: false }));

/** Applies batches as the consumers do: each batch, then what it made ready, one by one. */
function applyAll(batches: number[][], from: KeyState): { applied: number[]; state: KeyState } {
  const applied: number[] = [];
  let state = from;
  const step = (items: ReceivedEvent[]): void => {
    const plan = planFor(state, items);
    applied.push(...plan.applied);
    state = plan.state;
  };
  for (const batch of batches) {
    step(batch.map((sequence) => anEvent(sequence)));
    for (let head = readyOf(state); head; head = readyOf(state)) step([anEvent(head.sequence)]);
  }
  return { applied, state };
}

test('in whatever order facts come, and however often, each is applied once and in order', () => {
  const deliveries = fc
    .integer({ min: 1, max: 12 })
    .chain((n) => {
      const all = Array.from({ length: n }, (_, i) => i + 1);
      return fc.tuple(
        fc.shuffledSubarray(all, { minLength: n, maxLength: n }),
        fc.array(fc.constantFrom(...all), { maxLength: 20 }),
        fc.constant(n),
      );
    })
    .chain(([all, again, n]) =>
      fc.tuple(
        fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }),
        fc.integer({ min: 1, max: 5 }),
        fc.constant(n),
      ),
    );

  fc.assert(
    fc.property(deliveries, ([sequences, size, n]) => {
      const batches = Array.from({ length: Math.ceil(sequences.length / size) }, (_, i) =>
        sequences.slice(i * size, (i + 1) * size),
      );

      const { applied, state } = applyAll(batches, at(0));

      expect(applied).toEqual(Array.from({ length: n }, (_, i) => i + 1));
      expect(state).toEqual(at(n));
    }),
  );
});

test('of a key never seen, the first fact counts, whatever its number', () => {
  expect(planFor(newKey, [anEvent(7), anEvent(8)]).applied).toEqual([7, 8]);
});

test('a fact of a type that nobody takes moves its key on', () => {
  const { applied, state } = planFor(at(1), [anEvent(2, { event: undefined }), anEvent(3)]);

  expect(applied).toEqual([3]);
  expect(state.sequence).toBe(3);
});

test('after a gap a fact is kept, and the state told again by its owner closes the gap', () => {
  const gap = planFor(at(1), [anEvent(3)]);
  expect(gap.applied).toEqual([]);
  expect(gap.state).toEqual(at(1, { waiting: waitingFor(3) }));

  const told = planFor(gap.state, [anEvent(6, { republished: true })]);
  expect(readyOf(told.state)).toMatchObject({ sequence: 3 });

  const first = planFor(told.state, [anEvent(3)]);
  expect(readyOf(first.state)).toMatchObject({ sequence: 6 });
  expect(planFor(first.state, [anEvent(6, { republished: true })]).state).toEqual(at(6));
});

test('behind a fault its key is parked, and what comes later follows in order', () => {
  const { applied, letters, state } = planFor(at(1), [anEvent(2), aFault(3), anEvent(4), anEvent(5)]);

  expect(applied).toEqual([2]);
  expect(letters.map(({ fault, order }) => [order, fault.sequence, fault.cause.code])).toEqual([
    [1, 3, 'event-data-invalid'],
    [2, 4, 'key-parked'],
    [3, 5, 'key-parked'],
  ]);
  expect(state).toEqual(at(2, { parked: true, letters: 3 }));
});

test('a message dead already does not die again, and a repeat of one applied before is no fault', () => {
  const parked = at(2, { parked: true, letters: 1 });

  expect(planFor(parked, [anEvent(3)], { isDead: () => true })).toMatchObject({ letters: [], repeats: 1 });
  expect(planFor(parked, [anEvent(2), aFault(2)])).toMatchObject({ letters: [], repeats: 2 });
});

test('a message without a key is dead alone', () => {
  const { letters, changed } = planBatch([{ ...aFault(), key: null }], new Map(), nothingDead);

  expect(letters).toHaveLength(1);
  expect(changed.size).toBe(0);
});

test('what waited for a missing fact waits on while its key is parked', () => {
  const { state, letters } = planFor(at(1, { waiting: waitingFor(3) }), [aFault(2), anEvent(3)]);

  expect(letters).toHaveLength(1);
  expect(state).toEqual(at(1, { parked: true, letters: 1, waiting: waitingFor(3) }));
});

test('where a fact of unknown number was given up, the next one may leave a gap, once', () => {
  const { applied, state } = planFor(at(1, { skipGap: true }), [anEvent(3), anEvent(5)]);

  expect(applied).toEqual([3]);
  expect(state).toEqual(at(3, { waiting: waitingFor(5) }));
});
