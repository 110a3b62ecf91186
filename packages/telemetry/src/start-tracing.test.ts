import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beginSpan, createMetrics, startTracing, type Metrics, type Tracing } from './index.ts';

let server: Server | undefined;
let tracing: Tracing | undefined;
afterEach(async () => {
  await tracing?.stop();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** A receiver that answers each request with `status`, or never where there is none. */
async function aReceiver(status?: number) {
  const bodies: string[] = [];
  server = createServer((req, res) => {
    req.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
    req.on('end', () => status !== undefined && res.writeHead(status).end('{}'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

async function countOf(metrics: Metrics, outcome: string): Promise<number> {
  const { values } = (await metrics.registry.getSingleMetric('fairdue_trace_spans_total')?.get()) ?? { values: [] };
  return values.find(({ labels }) => (labels as { outcome?: string }).outcome === outcome)?.value ?? NaN;
}

async function aTracedService(endpoint: string, share = 1): Promise<Metrics> {
  const metrics = createMetrics('recover');
  tracing = await startTracing({ service: 'recover', metrics, endpoint, share });
  return metrics;
}

test('what is over is exported when the process stops, with the trace it was in', async () => {
  const { endpoint, bodies } = await aReceiver(200);
  const metrics = await aTracedService(endpoint);
  const parent = { traceId: 'c'.repeat(32), spanId: 'd'.repeat(16), sampled: true };

  beginSpan('recover', 'a thing', parent, { facts: { 'fairdue.n': 1 } }).end({ failed: true });
  beginSpan('recover', 'not kept', { ...parent, sampled: false }).end();
  await tracing?.stop();

  const sent = bodies.join('');
  expect(sent).toContain(parent.traceId);
  expect(sent).toContain('"fairdue-recover"');
  expect(sent).not.toContain('not kept');
  expect(await countOf(metrics, 'exported')).toBe(1);
});

test('a collector that never answers costs spans, which are counted, and no time', async () => {
  const { endpoint } = await aReceiver();
  const metrics = await aTracedService(endpoint);

  for (let i = 0; i < 20_000; i++) beginSpan('recover', 'a thing', undefined).end();

  expect(await countOf(metrics, 'queue-full')).toBeGreaterThan(10_000);
});

test('a collector that refuses costs the batch, which is counted', async () => {
  const { endpoint } = await aReceiver(400);
  const metrics = await aTracedService(endpoint);

  for (let i = 0; i < 512; i++) beginSpan('recover', 'a thing', undefined).end();

  await tracing?.stop();
  expect(await countOf(metrics, 'not-taken')).toBe(512);
});

test('of new traces a share is kept, and of those that come from elsewhere what was kept there', async () => {
  const { endpoint } = await aReceiver(200);
  await aTracedService(endpoint, 0);

  expect(beginSpan('recover', 'a thing', undefined).trace.sampled).toBe(false);
  const parent = { traceId: 'c'.repeat(32), spanId: 'd'.repeat(16), sampled: true };
  expect(beginSpan('recover', 'a thing', parent).trace.sampled).toBe(true);
});
