import { genesisHash } from '@fairdue/contracts';
import { at, ids } from '../testing/facts.ts';
import { system } from '../campaigns/situation.ts';
import { firstBroken, sealsFor } from './chain.ts';
import type { SealedEntry } from './compliance-log.store.ts';

const anEntry = (i: number): SealedEntry => ({
  _id: `LG-${i}-1`,
  creditorId: ids.creditorId,
  at: at('2026-12-01T15:00:00Z'),
  type: 'touch_sent',
  documentId: ids.documentId,
  debtId: ids.debtId,
  campaignId: ids.campaignId,
  touchId: ids.touchId,
  personId: ids.customerId,
  actor: system,
  channel: 'email',
  data: { b: 1, a: at('2026-12-01T15:00:00Z') },
  seal: null,
});

const sealed = (): SealedEntry[] => {
  const entries = [1, 2, 3, 4].map(anEntry);
  const first = sealsFor(entries.slice(0, 2), { seq: 0, hash: genesisHash });
  const second = sealsFor(entries.slice(2), { seq: 2, hash: first[1]?.hash ?? '' });
  return entries.map((entry, i) => ({ ...entry, seal: [...first, ...second][i] ?? null }));
};

test('a chain sealed in batches is whole', () => {
  expect(firstBroken(sealed())).toBeNull();
});

test('an entry changed, removed or moved is found', () => {
  const changed = sealed().map((entry, i) => (i === 2 ? { ...entry, channel: 'sms' } : entry));
  const removed = sealed().filter((_, i) => i !== 1);
  const moved = [...sealed()].reverse();

  expect([changed, removed, moved].map(firstBroken)).toEqual(['LG-3-1', 'LG-3-1', 'LG-4-1']);
});

test('the order in which fields are stored does not matter', () => {
  const reordered = sealed().map((entry) => ({ ...entry, data: { a: entry.data['a'], b: entry.data['b'] } }));

  expect(firstBroken(reordered)).toBeNull();
});
