import { Unavailable } from '@fairdue/refused';
import { CallbackLine, type Store } from './callback-line.ts';
import type { Callback } from './store-callbacks.ts';

const callback = (id: string): Callback => ({
  id,
  from: null,
  event: { key: `CR-1-A.IN-1-${id}`, type: 'message.delivered' },
});
const idsOf = (callbacks: readonly Callback[]): string => callbacks.map(({ id }) => id).join('');
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what comes while others are being stored is stored together, in order, and never beside them', async () => {
  const stored: string[] = [];
  const gates: (() => void)[] = [];
  const line = new CallbackLine(async (callbacks) => {
    stored.push(idsOf(callbacks));
    await new Promise<void>((resolve) => gates.push(resolve));
    return [];
  });

  const taken = ['A', 'B', 'C'].map((id) => line.take(callback(id)));
  await turn();
  const before = [...stored];
  gates.shift()?.();
  await taken[0];
  await turn();
  gates.shift()?.();
  await Promise.all(taken);

  expect(before).toEqual(['A']);
  expect(stored).toEqual(['A', 'BC']);
});

test('one callback’s fault, or its unknown message, is not the others’', async () => {
  const store: Store = (callbacks) =>
    idsOf(callbacks).includes('B')
      ? Promise.reject(new Error('cannot be stored'))
      : Promise.resolve(callbacks.filter(({ id }) => id === 'D'));
  const line = new CallbackLine(store);

  const outcomes = await Promise.allSettled(['A', 'B', 'C', 'D'].map((id) => line.take(callback(id))));

  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
  expect(outcomes[3]).toMatchObject({ reason: { code: 'interaction-not-found' } });
});

test('while the store is away every callback learns it, and none is tried alone', async () => {
  let tries = 0;
  const line = new CallbackLine(() => {
    tries++;
    return Promise.reject(new Unavailable('store-unavailable', 'Away.'));
  });

  const outcomes = await Promise.allSettled(['A', 'B', 'C'].map((id) => line.take(callback(id))));

  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(tries).toBe(2);
});
