import fc from 'fast-check';
import { batchesByTopic } from './batches.ts';
import type { OutboxRow } from './outbox.store.ts';

const aRow = (topic: string, bytes: number, sequence: number): OutboxRow => ({
  ...{ packetId: String(sequence), isLast: true, topic, key: 'k', shard: 0, at: new Date(0), sequence, headers: {} },
  value: 'x'.repeat(bytes),
});

test('a batch has one topic, its order, and no more rows or bytes than a broker takes', () => {
  const rows = fc
    .array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom(10, 300_000, 999_999)), { maxLength: 40 })
    .map((all) => all.map(([topic, bytes], i) => aRow(topic, bytes, i)));

  fc.assert(
    fc.property(rows, (all) => {
      const byTopic = batchesByTopic(all);

      for (const topic of ['a', 'b'])
        expect((byTopic.get(topic) ?? []).flat()).toEqual(all.filter((row) => row.topic === topic));
      for (const batch of [...byTopic.values()].flat())
        expect(batch.reduce((bytes, { value }) => bytes + value.length, 0)).toBeLessThanOrEqual(1_000_000);
    }),
  );
});

test('many small rows go a thousand at a time', () => {
  const rows = Array.from({ length: 2_200 }, (_, i) => aRow('a', 10, i));

  expect(
    batchesByTopic(rows)
      .get('a')
      ?.map(({ length }) => length),
  ).toEqual([1_000, 1_000, 200]);
});
