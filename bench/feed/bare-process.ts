import { createServer, type ServerResponse } from 'node:http';
import { kafka } from '../engines.ts';
import { listening } from '../gateway/listening.ts';

/*
 * The least that tells browsers of facts: a plain consumer of the topic whose every record becomes one server-sent event for
 * all who listen. Nothing is stored, checked or remembered.
 */
const [topic = ''] = process.argv.slice(2);
/** A little more than an event of the feed has. */
const bytes = 300;
const listeners = new Set<ServerResponse>();
const consumer = kafka.consumer({ groupId: `bare-${topic}`, maxWaitTimeInMs: 500 });
await consumer.connect();
await consumer.subscribe({ topics: [topic] });
const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
await consumer.run({
  eachMessage: ({ message }) => {
    const head = `id: ${message.offset}\ndata: {"customerId":"${String(message.key)}","rest":"`;
    const block = `${head}${'x'.repeat(Math.max(0, bytes - head.length - 4))}"}\n\n`;
    for (const each of listeners) each.write(block);
    return Promise.resolve();
  },
});
await joined;

const url = await listening(
  createServer((_, res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).flushHeaders();
    listeners.add(res);
    res.once('close', () => listeners.delete(res));
  }),
);
process.send?.(url);
