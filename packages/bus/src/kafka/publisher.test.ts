import type { RecordMetadata } from 'kafkajs';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { Publisher, type RoutedMessage, type Sender } from './publisher.ts';

const answer = (...partitions: number[]): RecordMetadata[] =>
  partitions.map((partition) => ({ topicName: 'recover.customers', partition, errorCode: 0 }));

const messages: RoutedMessage[] = [0, 1].map((partition) => ({ key: `k${partition}`, value: 'v', partition }));

/** Producers of kafkajs that answer as told, one after the other, the last one for ever. */
function scripted(...answers: (RecordMetadata[] | Error | Promise<never>)[]) {
  const sent: unknown[] = [];
  const connected: number[] = [];
  const disconnected: number[] = [];
  const newProducer = () => {
    const number = connected.push(connected.length) - 1;
    const next = answers[Math.min(number, answers.length - 1)] ?? [];
    return {
      connect: () => Promise.resolve(),
      disconnect: () => Promise.resolve(void disconnected.push(number)),
      send: (record: { messages: unknown }) => {
        sent.push(record.messages);
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
      },
    } as unknown as Sender;
  };
  const metrics = createMetrics('test');
  const backoff = { firstMs: 1, mostMs: 2 };
  const options = { newProducer, log: createLog('test', 'silent'), metrics, withinMs: 200, backoff };
  return { publisher: new Publisher(options), sent, connected, disconnected, metrics };
}

test('a partition missing in the answer is a failure: a new producer sends the whole batch again', async () => {
  const { publisher, sent, connected, disconnected } = scripted(answer(0), answer(0, 1));

  await publisher.send('recover.customers', messages);

  expect(sent).toEqual([messages, messages]);
  expect(connected).toEqual([0, 1]);
  expect(disconnected).toEqual([0]);
});

test('a producer that failed is never used again', async () => {
  const { publisher, connected, metrics } = scripted(new Error('not leader'), new Error('fenced'), answer(0, 1));

  await publisher.send('recover.customers', messages);
  await publisher.send('recover.customers', messages);

  expect(connected).toHaveLength(3);
  expect(await metrics.registry.metrics()).toMatch(/fairdue_bus_producers_replaced_total\{service="test"\} 2/);
});

test('what cannot be sent in time is rejected as unavailable, with its cause', async () => {
  const cause = new Error('no leader');
  const { publisher } = scripted(cause);

  await expect(publisher.send('recover.customers', messages)).rejects.toMatchObject({ code: 'bus-unavailable', cause });
});

test('a send that is never answered is rejected in time, and its producer is not used again', async () => {
  const { publisher, connected, disconnected } = scripted(new Promise(() => undefined), answer(0, 1));

  await expect(publisher.send('recover.customers', messages)).rejects.toMatchObject({ code: 'bus-unavailable' });
  await publisher.send('recover.customers', messages);

  expect(connected).toEqual([0, 1]);
  expect(disconnected).toEqual([0]);
});

test('a producer is disconnected only when the last of its sends is over', async () => {
  let finish: (metadata: RecordMetadata[]) => void = () => undefined;
  const events: string[] = [];
  const producers = [
    (topic: string) =>
      topic === 'slow'
        ? new Promise<RecordMetadata[]>((resolve) => (finish = resolve))
        : Promise.reject(new Error('x')),
    () => Promise.resolve([{ topicName: 'fast', partition: 0, errorCode: 0 }]),
  ];
  const newProducer = () => {
    const send = producers.shift();
    return {
      connect: () => Promise.resolve(),
      disconnect: () => Promise.resolve(void events.push('disconnected')),
      send: ({ topic }: { topic: string }) => send?.(topic),
    } as unknown as Sender;
  };
  const { metrics } = scripted();
  const log = createLog('test', 'silent');
  const publisher = new Publisher({ newProducer, log, metrics, withinMs: 200, backoff: { firstMs: 1, mostMs: 2 } });
  const toFirst = messages.slice(0, 1);

  const slow = publisher.send('slow', toFirst).then(() => events.push('slow sent'));
  await publisher.send('fast', toFirst);
  events.push('fast sent');
  finish([{ topicName: 'slow', partition: 0, errorCode: 0 }]);
  await slow;
  await publisher.close();

  expect(events.slice(0, 1)).toEqual(['fast sent']);
  expect(events.filter((event) => event === 'disconnected')).toHaveLength(2);
});
