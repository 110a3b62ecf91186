import { createRequire } from 'node:module';

type RequestQueue = { pending: readonly unknown[]; scheduleCheckPendingRequests(): void };

const queueModule = 'kafkajs/src/network/requestQueue/index.js';
const { prototype } = createRequire(import.meta.url)(queueModule) as { prototype: RequestQueue };
const schedule = prototype.scheduleCheckPendingRequests;

/**
 * kafkajs 2.2.4 has every connection look for requests held back by a quota about a thousand times a second, for ever and
 * also when there are none: 5 % of a core for each connection at rest. It is to look only while some are held back: one
 * that will be is pushed with a look of its own.
 */
prototype.scheduleCheckPendingRequests = function scheduleWhenSomeArePending() {
  if (this.pending.length > 0) schedule.call(this);
};
