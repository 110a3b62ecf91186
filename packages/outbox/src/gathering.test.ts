import { setImmediate as turn } from 'node:timers/promises';
import { Gathering } from './gathering.ts';

/** Work that stays under way until it is told how it ended. */
function aGathering({ atOnce = 1, sizeMax = 10 } = {}) {
  const begun: { together: readonly string[]; end: (fault?: Error) => void }[] = [];
  const gathering = new Gathering<string>({
    work: (together) =>
      new Promise((resolve, reject) => {
        begun.push({ together, end: (fault) => (fault ? reject(fault) : resolve()) });
      }),
    sizeOf: (one) => one.length,
    sizeMax,
    atOnce,
  });
  const begunAs = async (): Promise<(readonly string[])[]> => {
    for (let i = 0; i < 5; i++) await turn();
    return begun.map(({ together }) => together);
  };
  return { gathering, begun, begunAs };
}

test('what comes at the same moment is worked on as one, and so is what comes while that is under way', async () => {
  const { gathering, begun, begunAs } = aGathering();

  const first = [gathering.add('a'), gathering.add('b')];
  expect(await begunAs()).toEqual([['a', 'b']]);
  const second = [gathering.add('c')];
  await turn();
  second.push(gathering.add('d'));
  expect(await begunAs()).toEqual([['a', 'b']]);
  begun[0]?.end();
  await Promise.all(first);

  expect(await begunAs()).toEqual([['a', 'b'], ['c', 'd']]); // prettier-ignore
  begun[1]?.end();
  await Promise.all(second);
});

test('as much is under way at the same time as may be, and not more', async () => {
  const { gathering, begun, begunAs } = aGathering({ atOnce: 2 });

  const all = [gathering.add('a')];
  await begunAs();
  all.push(gathering.add('b'));
  await begunAs();
  all.push(gathering.add('c'));

  expect(await begunAs()).toEqual([['a'], ['b']]);
  begun[1]?.end();
  expect(await begunAs()).toEqual([['a'], ['b'], ['c']]);
  for (const { end } of begun) end();
  await Promise.all(all);
});

test('together is no more than fits; what is larger alone goes alone', async () => {
  const { gathering, begun, begunAs } = aGathering({ sizeMax: 3 });

  const all = ['aa', 'b', 'c', 'dddd', 'e'].map((each) => gathering.add(each));
  for (let ended = 0; (await begunAs()).length > ended; ended++) begun[ended]?.end();
  await Promise.all(all);

  expect(await begunAs()).toEqual([['aa', 'b'], ['c'], ['dddd'], ['e']]);
});

test('where the work of many fails each is tried alone, and only the one at fault is told to have failed', async () => {
  const { gathering, begun, begunAs } = aGathering();

  const [good, bad] = [gathering.add('good'), gathering.add('bad')];
  const failure = bad.catch((error: unknown) => String(error));
  await begunAs();
  begun[0]?.end(new Error('One of them is bad.'));
  expect(await begunAs()).toEqual([['good', 'bad'], ['good'], ['bad']]);
  begun[1]?.end();
  begun[2]?.end(new Error('It is bad.'));

  await good;
  expect(await failure).toBe('Error: It is bad.');
  const later = gathering.add('later');
  expect((await begunAs()).at(-1)).toEqual(['later']);
  begun[3]?.end();
  await later;
});
