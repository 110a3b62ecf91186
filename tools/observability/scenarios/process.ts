import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createIdentity, newSigningKey, upstream } from '@fairdue/http';
import { beginSpan, createLog, createMetrics, startTracing } from '@fairdue/telemetry';
import { eventually } from '@fairdue/testing';
import { z } from 'zod';
import { NotStarted } from '../../../services/communicator/src/dispatch/consumed-permit.ts';
import { withBreaker } from '../../../services/communicator/src/providers/with-breaker.ts';
import { answering, startTestGateway } from '../../../services/gateway/src/test-gateway.ts';
import { scraped, type Course, type Scenario } from './course.ts';

const log = createLog('test', 'silent');

/** Somebody who is asked and answers with whatever status he is told to. */
async function aServer(status: number) {
  const answer = { status };
  const server = createServer((req, res) => {
    req.resume().on('end', () => res.writeHead(answer.status, { 'content-type': 'application/json' }).end('{}'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { answer, url, close: () => server.close().closeAllConnections() };
}

const serviceAway: Scenario = {
  what: 'a service that fails and then is asked nothing, until it answers again',
  moves: ['fairdue_breaker_open', 'fairdue_breaker_opened_total', 'fairdue_upstream_calls_total'],
  fires: ['FairdueBreakerOpen'],
  async begin(): Promise<Course> {
    const metrics = createMetrics('recover');
    const server = await aServer(200);
    const identity = createIdentity({ service: 'recover', signingKey: newSigningKey() });
    const options = { name: 'compliance-guard', baseUrl: server.url, identity, log, metrics, breakerRestMs: 50 };
    const guard = upstream(options);
    const ask = () => guard.call({ method: 'POST', path: '/', schema: z.unknown() }).catch(() => undefined);
    const isHalfOpen = async () => (await scraped(metrics)).includes('target="service:compliance-guard",service="recover"} 0.5');
    server.answer.status = 500;
    await ask(); // the panel shows what a series gained since it was first scraped
    return {
      scrape: () => scraped(metrics),
      async happen() {
        for (let i = 0; i < 10; i++) await ask();
        await eventually(isHalfOpen);
      },
      async heal() {
        server.answer.status = 200;
        await ask();
      },
      end: async () => {
        await guard.close();
        server.close();
      },
    };
  }, // prettier-ignore
};

const providerAway: Scenario = {
  what: 'a provider that gives no connection, until it does',
  moves: ['fairdue_breaker_open{target=~"provider:.*"}'],
  fires: ['FairdueBreakerOpen'],
  begin(): Promise<Course> {
    const metrics = createMetrics('communicator');
    let isAway = true;
    const provider = withBreaker(
      {
        name: 'textline',
        compose: () => Promise.resolve(Buffer.alloc(0)),
        open: () =>
          isAway
            ? Promise.reject(new NotStarted('not reachable'))
            : Promise.resolve({ post: () => Promise.resolve({ kind: 'accepted', providerMessageId: null }), abandon: () => undefined }),
        lookUp: () => Promise.resolve({ kind: 'cannot-tell' }),
        close: () => Promise.resolve(),
      },
      { log, metrics, restMs: 50 },
    );
    const outgoing = { key: 'k', sender: 's', recipient: 'r', addressHash: 'h', bytes: Buffer.alloc(0) };
    const open = () => provider.open(outgoing).catch(() => undefined);
    return Promise.resolve({
      scrape: () => scraped(metrics),
      async happen() {
        for (let i = 0; i < 10; i++) await open();
      },
      async heal() {
        isAway = false;
        await eventually(async () => (await open()) !== undefined);
      },
      end: () => provider.close(),
    });
  }, // prettier-ignore
};

const noCpu: Scenario = {
  what: 'a process that has no time for its events, until it has',
  moves: ['nodejs_eventloop_lag_p99_seconds', 'process_cpu_seconds_total'],
  fires: ['FairdueEventLoopLag'],
  async begin(): Promise<Course> {
    const metrics = createMetrics('recover', { process: true });
    const scrape = () => scraped(metrics);
    await eventually(async () => /^nodejs_eventloop_lag_p99_seconds\S* 0\.[0-2]/m.test(await scrape()));
    return {
      scrape,
      async happen() {
        for (let time = 0; time < 2; time++) {
          for (const end = performance.now() + 600; performance.now() < end;);
          await wait(30); // how late the loop is, is measured from one of its turns to the next
        }
      },
      heal: () => Promise.resolve(),
      end: () => Promise.resolve(),
    };
  },
};

const memory: Scenario = {
  what: 'a process that takes memory',
  moves: ['process_resident_memory_bytes'],
  begin(): Promise<Course> {
    const metrics = createMetrics('recover', { process: true });
    const taken: Buffer[] = [];
    return Promise.resolve({
      scrape: () => scraped(metrics),
      happen: () => Promise.resolve(taken.push(Buffer.alloc(128 * 2 ** 20, 1))),
      end: () => Promise.resolve(taken.pop()),
    });
  },
};

const noCollector: Scenario = {
  what: 'a collector that refuses spans, until it takes them',
  moves: ['fairdue_trace_spans_total', 'fairdue_trace_spans_total{outcome!="exported"}'],
  fires: ['FairdueSpansDropped'],
  async begin(): Promise<Course> {
    const metrics = createMetrics('recover');
    const collector = await aServer(400);
    const tracing = await startTracing({ service: 'recover', metrics, endpoint: collector.url, share: 1 });
    const spans = () => {
      for (let i = 0; i < 512; i++) beginSpan('recover', 'a thing', undefined).end();
      return Promise.resolve();
    };
    return {
      scrape: () => scraped(metrics),
      happen: spans,
      async heal() {
        collector.answer.status = 200;
        await spans();
        await eventually(async () => /outcome="exported"\S* 512/.test(await scraped(metrics)));
      },
      end: async () => {
        await tracing.stop();
        collector.close();
      },
    };
  },
};

const clientsSeeErrors: Scenario = {
  what: 'requests that end with a fault of ours',
  moves: [
    'fairdue_gateway_request_seconds_bucket',
    'fairdue_gateway_request_seconds_count',
    'fairdue_gateway_request_seconds_count{status=~"5.."}',
  ],
  fires: ['FairdueErrorsAtTheDoor'],
  async begin(): Promise<Course> {
    const answer = { status: 500 };
    const recover = answering((_req, res) => Promise.resolve(void res.writeHead(answer.status).end('{}')));
    const gateway = await startTestGateway({ recover });
    const ask = () => gateway.ask({ path: '/api/v1/customers' });
    await ask();
    return {
      scrape: async () => (await gateway.ask({ path: '/metrics', headers: {} })).text,
      happen: ask,
      heal: () => {
        answer.status = 200;
        return ask();
      },
      end: () => gateway.stop(),
    };
  },
};

export const processes: readonly Scenario[] = [serviceAway, providerAway, noCpu, memory, noCollector, clientsSeeErrors];
