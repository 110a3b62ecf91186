import assert from 'node:assert/strict';
import { eventually } from '@fairdue/testing';
import { aCollector, type SeenSpan } from './a-collector.ts';
import {
  atNineInPhoenix,
  emailOnly,
  firstDue,
  givenBorrower,
  givenLender,
  seen,
  start,
  type Lender,
} from './campaign-given.ts';
import { moveTo } from './communicator-given.ts';
import { bodyOf } from './given.ts';
import { metricsNamedByOperators } from '../../../tools/observability/named-metrics.ts';
import { startPlatform, type RunningPlatform } from './running-platform.ts';

const hourMs = 3_600_000;
let collector: Awaited<ReturnType<typeof aCollector>>;
let platform: RunningPlatform;
let lender: Lender;

beforeAll(async () => {
  collector = await aCollector();
  platform = await startPlatform({ configured: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: 'info' } });
  lender = await givenLender(platform);
  await atNineInPhoenix(platform);
}, 240_000);
afterAll(async () => {
  await platform.stop();
  await collector.stop();
}, 60_000);

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
const lineOf = ({ service, name }: SeenSpan): string => `${service}: ${name}`;

/** Each span below the one that led to it, from the first of its trace to this. A span that led to others may arrive after them. */
async function pathTo(span: SeenSpan): Promise<string[]> {
  const { parentSpanId } = span;
  if (!parentSpanId) return [lineOf(span)];
  const parent = await eventually(
    () => collector.spans.find(({ spanId, traceId }) => spanId === parentSpanId && traceId === span.traceId) ?? false,
    30_000,
  );
  return [...(await pathTo(parent)), lineOf(span)];
}

async function spanIn(traceId: string, line: string): Promise<SeenSpan> {
  return eventually(() => {
    const found = collector.spans.find((span) => span.traceId === traceId && lineOf(span) === line);
    if (!found) {
      const there = collector.spans.filter((span) => span.traceId === traceId).map(lineOf);
      throw new Error(`no ${line} among ${there.join('; ')}`);
    }
    return found;
  }, 30_000);
}

/** The trace in which something was done about a touch, and none other was. */
async function traceOfTouch(touchId: string): Promise<string> {
  const about = await eventually(() => {
    const found = collector.spans.filter(({ facts }) => facts['fairdue.touch_id'] === touchId);
    return found.length > 0 && found;
  }, 30_000);
  const traces = new Set(about.map(({ traceId }) => traceId));
  expect(traces.size).toBe(1);
  return about[0]?.traceId ?? '';
}

async function touchOf({ documentId }: { documentId: string }, campaignId: string) {
  const [touch] = (await seen(lender, documentId, campaignId)).touches;
  assert(touch);
  return touch;
}

test('a contact is one trace, from the touch that fell due to the campaign that hears what became of it', async () => {
  // Two at once: what is done for both together is still told of each.
  const borrowers = [await givenBorrower(lender), await givenBorrower(lender)];
  const campaigns = await Promise.all(
    borrowers.map(({ documentId }) => start(lender, documentId, { ...emailOnly, cadence: 'day 1 at 10am' })),
  );
  const [first, second] = borrowers;
  assert(first && second && campaigns[0] && campaigns[1]);
  const due = await firstDue(lender, first.documentId, campaigns[0].id);
  await moveTo(platform, after(due, hourMs));
  const touches = [await touchOf(first, campaigns[0].id), await touchOf(second, campaigns[1].id)];
  expect(touches).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);

  const traces = await Promise.all(touches.map(({ id }) => traceOfTouch(id)));

  expect(new Set(traces).size).toBe(2);
  for (const traceId of traces) {
    const dispatched = [
      'campaign: timer touch-due',
      'communicator: apply campaign.touch-due.v1',
      'communicator: job dispatch',
    ];
    const steps: [string, string[]][] = [
      ['campaign: publish campaign.touch-due.v1', ['campaign: timer touch-due']],
      ['compliance-guard: decide', [...dispatched, 'communicator: ask permit']],
      ['compliance-guard: decide at hand-over', dispatched],
      ['communicator: hand over', dispatched],
      ['campaign: apply compliance-guard.permit-granted.v1', [...dispatched, 'communicator: ask permit', 'compliance-guard: decide']],
      // The provider may tell that it went out before its own answer is there: then it is the callback that led here.
      ['campaign: apply communicator.interaction-sent.v1', dispatched.slice(0, 2)],
      ['communicator: take callback', []],
      ['compliance-guard: apply communicator.interaction-status-changed.v1', ['communicator: take callback']],
      ['campaign: apply communicator.interaction-status-changed.v1', ['communicator: take callback']],
    ]; // prettier-ignore
    for (const [line, led] of steps) {
      const path = await pathTo(await spanIn(traceId, line));
      expect(path.filter((each) => led.includes(each) || each === line)).toEqual([...led, line]);
      expect(path[0]).toBe('campaign: timer touch-due');
    }
    const all = collector.spans.filter((span) => span.traceId === traceId);
    const startOf = (line: string): bigint => all.find((span) => lineOf(span) === line)?.startedAt ?? 0n;
    const inOrder = [
      'campaign: timer touch-due', 'communicator: apply campaign.touch-due.v1', 'communicator: ask permit', 'compliance-guard: decide',
      'communicator: hand over', 'compliance-guard: decide at hand-over', 'communicator: take callback',
      'campaign: apply communicator.interaction-status-changed.v1',
    ]; // prettier-ignore
    expect(inOrder.toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : 1))).toEqual(inOrder);
    expect(all.filter(({ parentSpanId }) => !parentSpanId)).toHaveLength(1);
  }
  const callback = collector.spans.find(({ name }) => name === 'take callback');
  expect(callback?.links).toHaveLength(1);
}, 120_000);

test('a refused touch is one trace that ends with the campaign’s next step, and says who refused', async () => {
  const { documentId, customerId: personId } = await givenBorrower(lender);
  const { id } = await start(lender, documentId, { ...emailOnly, cadence: 'day 1 at 10am' });
  const due = await firstDue(lender, documentId, id);
  const preferences = { statedInconvenientTimes: ['09:30-13:00'] };
  bodyOf(await lender.agent.post('/agency/v1/preferences', { personId, preferences }), 201);

  await moveTo(platform, after(due, 60_000));
  const touch = await touchOf({ documentId }, id);

  const traceId = await traceOfTouch(touch.id);
  expect(touch.state).toBe('rescheduled');
  expect((await spanIn(traceId, 'compliance-guard: decide')).facts['fairdue.outcome']).toBe('refused');
  await spanIn(traceId, 'campaign: apply compliance-guard.permit-refused.v1');
  await spanIn(traceId, 'campaign: apply communicator.interaction-blocked.v1');
  await spanIn(traceId, 'campaign: publish campaign.touch-rescheduled.v1');
  const all = collector.spans.filter((span) => span.traceId === traceId);
  expect(all.map(({ name }) => name)).not.toContain('hand over');
}, 120_000);

test('a request of a client goes on in the trace that it says, and no span tells of a person', async () => {
  const traceId = 'a'.repeat(31) + '7';
  const answer = await fetch(`${platform.url}/agency/v1/clock`, {
    headers: { authorization: `Bearer ${platform.apiKey}`, traceparent: `00-${traceId}-${'b'.repeat(16)}-01` },
  });
  expect(answer.status).toBe(200);
  const { parentSpanId } = await spanIn(traceId, 'gateway: GET request');

  expect(parentSpanId).toBe('b'.repeat(16));
  expect(JSON.stringify(collector.spans.map(({ name, facts }) => ({ name, facts })))).not.toMatch(
    /example\.com|Reyes|602-?555|Palm/,
  );
});

/** What all services together show: the metrics there are, and the sum of those series of one that have these labels. */
async function shown() {
  const texts = await Promise.all(platform.serviceUrls().map(async (url) => (await fetch(`${url}/metrics`)).text()));
  const lines = texts.join('\n').split('\n');
  const names = new Set(lines.flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []));
  const sumOf = (name: string, ...labels: string[]): number =>
    lines
      .filter((line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  return { names, sumOf };
}

test('every metric that a dashboard or an alert names is there, and moves when its cause happens', async () => {
  await eventually(() => platform.serviceUrls().length === 6, 10_000);
  const { names, sumOf: before } = await shown();
  const missing = metricsNamedByOperators().filter((name) => !names.has(name.replace(/_(bucket|count|sum)$/, '')));
  expect(missing.filter((name) => name !== 'up' && name !== 'ALERTS')).toEqual([]);

  const { customerId } = await givenBorrower(lender);
  const hold = { customerId, reason: 'do-not-interact', channels: ['email'] };
  await eventually(async () => (await lender.agent.post('/agency/v1/holds', hold)).status === 201, 30_000);

  // Those that the contacts of the tests before made, and the hold of this one.
  const { sumOf: after } = await shown();
  expect(after('fairdue_silence_seconds_count')).toBeGreaterThan(before('fairdue_silence_seconds_count'));
  expect(after('fairdue_outbox_published_total')).toBeGreaterThan(before('fairdue_outbox_published_total'));
  const moved = {
    handedOver: after('fairdue_hand_overs_total', 'result="accepted"'),
    refused: after('fairdue_permits_refused_total', 'question="ask"', 'rule="'),
    granted: after('fairdue_guard_answers_total', 'question="ask"', 'outcome="granted"'),
    done: after('fairdue_timers_done_total', 'kind="touch-due"'),
    applied: after('fairdue_consumer_handled_total', 'service="compliance-guard"'),
    asked: after('fairdue_upstream_calls_total', 'upstream="compliance-guard"', 'outcome="answered"'),
    answered: after('fairdue_gateway_request_seconds_count'),
    exported: after('fairdue_trace_spans_total', 'outcome="exported"'),
  };
  expect(Object.entries(moved).filter(([, value]) => !(value > 0))).toEqual([]);
}, 60_000);
