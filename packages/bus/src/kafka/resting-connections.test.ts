import { createRequire } from 'node:module';
import { EventEmitter, once } from 'node:events';
import './resting-connections.ts';

type Queue = EventEmitter & {
  maybeThrottle(ms: number): void;
  push(request: object): void;
  checkPendingRequests(): void;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
};
const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as new (
  options: object,
) => Queue;

const newQueue = (): Queue => {
  const logger = { debug: () => undefined };
  return new RequestQueue({ requestTimeout: 1_000, clientId: 'test', broker: 'b', logger, isConnected: () => true });
};

test('a connection with nothing to send sets no timer', () => {
  const queue = newQueue();

  queue.checkPendingRequests();

  expect(queue.throttleCheckTimeoutId).toBeNull();
});

test('a request that a quota holds back goes out when the time is over', async () => {
  const queue = newQueue();
  const sent = new EventEmitter();
  const entry = { correlationId: 1, apiKey: 0, apiName: 'test', apiVersion: 0, resolve: () => undefined };
  queue.maybeThrottle(20);

  queue.push({ entry, expectResponse: false, sendRequest: () => sent.emit('sent') });

  await expect(once(sent, 'sent')).resolves.toEqual([]);
  expect(queue.throttleCheckTimeoutId).toBeNull();
});
