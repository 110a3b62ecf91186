import { Unavailable } from '@fairdue/refused';
import { gathered } from './gathered.ts';

/** Work that is done when the test says so; it doubles. */
function doubling({ fails = () => undefined as unknown }: { fails?: (all: readonly number[]) => unknown } = {}) {
  const calls: { all: readonly number[]; finish: () => void }[] = [];
  const ask = gathered(
    async (all: readonly number[]) => {
      await new Promise<void>((finish) => calls.push({ all, finish }));
      const error = fails(all);
      if (error) throw error;
      return all.map((one) => 2 * one);
    },
    { callsMax: 1, sharedMax: 3 },
  );
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const begun = async (): Promise<readonly number[][]> => {
    await turn();
    return calls.map(({ all }) => [...all]);
  };
  const finishAll = async (): Promise<void> => {
    for (let i = 0; i < calls.length; i++) {
      calls[i]?.finish();
      await turn();
    }
  };
  return { ask, begun, finishAll };
}

test('those who ask at the same time share a call, and each gets its own answer', async () => {
  const { ask, begun, finishAll } = doubling();
  const answers = Promise.all([ask(1), ask(2), ask(3)]);

  expect(await begun()).toEqual([[1, 2, 3]]);
  await finishAll();
  expect(await answers).toEqual([2, 4, 6]);
});

test('who asks while a call is under way is answered by one that begins later', async () => {
  const { ask, begun, finishAll } = doubling();
  const first = ask(1);
  await begun();
  const others = [ask(2), ask(3), ask(4), ask(5)];

  expect(await begun()).toEqual([[1]]);
  await finishAll();
  expect(await begun()).toEqual([[1], [2, 3, 4], [5]]);
  expect(await Promise.all([first, ...others])).toEqual([2, 4, 6, 8, 10]);
});

test('one’s fault does not become the others’', async () => {
  const { ask, begun, finishAll } = doubling({ fails: (all) => all.includes(2) && new Error('two') });
  const answers = Promise.allSettled([ask(1), ask(2), ask(3)]);
  await begun();
  await finishAll();

  expect(await answers).toMatchObject([
    { status: 'fulfilled', value: 2 },
    { status: 'rejected', reason: { message: 'two' } },
    { status: 'fulfilled', value: 6 },
  ]);
});

test('a store that is away is not asked again for each of them', async () => {
  const { ask, begun, finishAll } = doubling({ fails: () => new Unavailable('store-unavailable', 'away', 1) });
  const answers = Promise.allSettled([ask(1), ask(2)]);
  await begun();
  await finishAll();

  expect(await begun()).toEqual([[1, 2]]);
  expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
