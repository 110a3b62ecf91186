import { newCustomer } from '../customers/customer.ts';
import { CustomerQueue, type Commit, type Waiting } from './customer-queue.ts';

const ref = (customerId: string) => ({ creditorId: 'CR-1-A', customerId });
const step = (answer: string) => () => ({ customer: newCustomer('CR-1-A', 'BO-1-A'), answer });
const answersOf = (steps: readonly Waiting[]) =>
  steps.map(({ step: run }) => ({ answer: run(newCustomer('CR-1-A', 'BO-1-A'), {} as never).answer }));

/** A commit that a test lets go on when it wants, and that remembers what each transaction held. */
function heldCommit() {
  const transactions: string[][] = [];
  const gates: (() => void)[] = [];
  const commit: Commit = async (steps) => {
    const answers = answersOf(steps);
    transactions.push(answers.map(({ answer }) => String(answer)));
    await new Promise<void>((resolve) => gates.push(resolve));
    return answers;
  };
  return { commit, transactions, release: () => gates.shift()?.() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what waits together for one customer shares a transaction, in order', async () => {
  const { commit, transactions, release } = heldCommit();
  const queue = new CustomerQueue(commit, 4);
  const first = queue.submit(ref('BO-1-A'), step('a'));
  await turn();

  const later = [queue.submit(ref('BO-1-A'), step('b')), queue.submit(ref('BO-1-A'), step('c'))];
  await turn();
  const before = [...transactions];
  release();
  await first;
  while (transactions.length < 2) await turn();
  release();

  expect(await Promise.all(later)).toEqual(['b', 'c']);
  expect(before).toEqual([['a']]);
  expect(transactions).toEqual([['a'], ['b', 'c']]);
});

test('a hold goes before everything that waits, in a transaction without strangers, however many are running', async () => {
  const { commit, transactions, release } = heldCommit();
  const queue = new CustomerQueue(commit, 1);
  const running = queue.submit(ref('BO-1-A'), step('a'));
  await turn();

  const waiting = [queue.submit(ref('BO-2-B'), step('b')), queue.submit(ref('BO-3-C'), step('c'))];
  const hold = queue.submit(ref('BO-3-C'), step('hold'), { isFirst: true });
  await turn();

  expect(transactions).toEqual([['a'], ['hold', 'c']]);
  for (let i = 0; i < 3; i++) {
    release();
    await turn();
    await turn();
  }
  expect(await Promise.all([running, hold, ...waiting])).toEqual(['a', 'hold', 'b', 'c']);
  expect(queue.isQuiet()).toBe(true);
});

test('one customer’s fault is not everybody’s', async () => {
  const commit: Commit = (steps) =>
    steps.some(({ customerId }) => customerId === 'BO-2-B')
      ? Promise.reject(new Error('cannot be written'))
      : Promise.resolve(answersOf(steps));
  const queue = new CustomerQueue(commit, 4);

  const outcomes = await Promise.allSettled([
    queue.submit(ref('BO-1-A'), step('a')),
    queue.submit(ref('BO-2-B'), step('b')),
    queue.submit(ref('BO-3-C'), step('c')),
  ]);

  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
