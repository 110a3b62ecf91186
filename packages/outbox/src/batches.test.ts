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

test('what stands around the values counts as well, as the broker counts it', () => {
  const headers = { ce_id: 'EV-'.padEnd(30, '1'), ce_type: 'x'.repeat(60), traceparent: '0'.repeat(55) };
  const rows = Array.from({ length: 1_000 }, (_, i) => ({ ...aRow('a', 950, i), key: 'BO-'.padEnd(25, '1'), headers }));
  const around = 25 + 30 + 60 + 55 + 'ce_idce_typetraceparent'.length;

  const batches = batchesByTopic(rows).get('a') ?? [];

  expect(batches.flat()).toEqual(rows);
  for (const batch of batches) expect(batch.length * (950 + around)).toBeLessThanOrEqual(1_000_000);
});

test('many small rows go a thousand at a time', () => {
  const rows = Array.from({ length: 2_200 }, (_, i) => aRow('a', 10, i));

  expect(
    batchesByTopic(rows)
      .get('a')
      ?.map(({ length }) => length),
  ).toEqual([1_000, 1_000, 200]);
});
