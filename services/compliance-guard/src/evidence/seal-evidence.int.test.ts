import { eventually } from '@fairdue/testing';
import { anAsk, otherCreditorId } from '../examples.ts';
import { startGuard, type Guard } from '../start-guard.ts';
import type { EvidenceEntry } from './evidence.store.ts';
import { hashOfEntry } from './seal-evidence.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard({ config: { EVIDENCE_SEAL_EVERY_MS: '20' } });
});
afterAll(() => guard.stop());

const chainOf = (creditorId: string): Promise<EvidenceEntry[]> =>
  eventually(async () => {
    const entries = guard.db.collection<EvidenceEntry>('evidence');
    expect(await entries.countDocuments({ sealed: false })).toBe(0);
    return entries.find({ creditorId }).sort({ position: 1 }).toArray();
  });

/** The first position at which the chain does not hold; 0 when it holds. */
const brokenAt = (chain: readonly EvidenceEntry[]): number => {
  let previous = '0'.repeat(64);
  for (const [i, entry] of chain.entries()) {
    if (entry.position !== i + 1 || entry.hash !== hashOfEntry(entry, i + 1, previous)) return i + 1;
    previous = entry.hash;
  }
  return 0;
};

test('every decision and hold is an entry of its creditor’s chain, which breaks where one is altered or taken out', async () => {
  const { customerId } = await guard.givenCustomer();
  const { customerId: foreign } = await guard.givenCustomer({ creditorId: otherCreditorId });
  await guard.ask(
    ...Array.from({ length: 9 }, () => anAsk(customerId)),
    anAsk(foreign, { creditorId: otherCreditorId }),
  );
  await guard.hold(customerId);
  const chain = await chainOf('CR-1-A');

  expect(chain.map(({ kind }) => kind)).toEqual([...Array.from({ length: 9 }, () => 'decision'), 'hold-placed']);
  expect(await chainOf(otherCreditorId)).toHaveLength(1);
  expect(brokenAt(chain)).toBe(0);
  expect(brokenAt(chain.map((entry, i) => (i === 4 ? { ...entry, dataHash: 'f'.repeat(64) } : entry)))).toBe(5);
  expect(brokenAt(chain.filter((_, i) => i !== 6))).toBe(7);
});

test('two replicas chain as one', async () => {
  const second = await startGuard({ config: { EVIDENCE_SEAL_EVERY_MS: '20' }, beside: guard });
  const { customerId } = await guard.givenCustomer();
  for (const replica of [guard, second, guard, second])
    await replica.ask(...Array.from({ length: 20 }, () => anAsk(customerId)));

  const chain = await chainOf('CR-1-A');

  expect(chain).toHaveLength(90);
  expect(brokenAt(chain)).toBe(0);
  await second.stop();
});
