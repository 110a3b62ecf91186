import { HandOverTurn, portionsOf } from './portions.ts';

const due = (creditorId: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `${creditorId} ${i}`, data: { creditorId } }));

test('what is due goes by creditor, fifty at a time, in its order, and each once', () => {
  const [mine, theirs] = [due('CR-1-A', 120), due('CR-1-B', 1)];

  const portions = portionsOf([...theirs, ...mine]);

  expect(portions.map(({ creditorId, rows }) => [creditorId, rows.length])).toEqual([
    ['CR-1-B', 1],
    ['CR-1-A', 50],
    ['CR-1-A', 50],
    ['CR-1-A', 20],
  ]);
  expect(portions.flatMap(({ rows }) => rows)).toEqual([...theirs, ...mine]);
});

test('one portion has its turn after the other, also after one that failed', async () => {
  const turn = new HandOverTurn();
  const said: string[] = [];
  const work = (name: string) => async () => {
    said.push(`${name} begins`);
    await new Promise(setImmediate);
    said.push(`${name} ends`);
    if (name === 'second') throw new Error('the store is away');
    return name;
  };

  const all = await Promise.allSettled(['first', 'second', 'third'].map((name) => turn.take(work(name))));

  expect(said).toEqual(['first begins', 'first ends', 'second begins', 'second ends', 'third begins', 'third ends']);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
