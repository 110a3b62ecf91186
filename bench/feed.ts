import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bus, OutgoingRecord } from '@fairdue/bus';
import { InteractionSentV1 } from '@fairdue/contracts';
import { enqueueAll, fact, outboxCollections, startRelay, type Fact } from '@fairdue/outbox';
import { connect, transaction, type Connection } from '@fairdue/store';
import { createMetrics } from '@fairdue/telemetry';
import { internalKeys } from '@fairdue/testing';
import { bundled } from './bundled.ts';
import { cleanUp, databasePrefix, log, mongoUrl, newDatabase, newTopic } from './engines.ts';
import { openStream } from './feed/browser.ts';
import { storedSince } from './feed/stages.ts';
import { startBundledGateway } from './gateway/bundled-gateway.ts';
import type { Upstreams } from './gateway/proxies.ts';
import { onThisMachine } from './machine.ts';
import { startProcess } from './processes.ts';
import { startChangeStreamRelay } from './relay/change-stream-relay.ts';
import { inTurns, median, print, printRatio, quantile, rounds, verdict } from './rounds.ts';
import { campaignIdOf, storeCampaigns, touchIdOf } from './send/campaigns.ts';
import { creditorId, customerIdOf, debtIdOf, emailId, morning } from './send/list.ts';

/* Emails are told of as sent, 200 a second, each in a transaction; a browser follows the lender's feed. The same without a product between. */
const perSecond = 200;
const perRound = Math.round((perSecond * 30) / rounds);
const topic = InteractionSentV1.topic;

const sentTo = (n: number): Fact =>
  fact(InteractionSentV1, new Date(), {
    ...{ creditorId, customerId: customerIdOf(n), debtIds: [debtIdOf(n)], contactId: emailId, permitId: `PE-1-${n}` },
    ...{ campaignId: campaignIdOf(n), touchId: touchIdOf(n), interactionId: `IN-1-${n}`, direction: 'outbound' },
    ...{ channel: 'email', theme: 'opsCollDebt', subject: 'loanOverdueFirstNotice', status: 'attempted', version: 2 },
    ...{ statusDetails: null, agentOutcome: null, messageHash: 'a'.repeat(64), templateVersionId: 'TV-1-1' },
    ...{ startedAt: new Date(morning).toISOString(), sentAt: new Date(morning).toISOString() },
  });

/** Tells of some of the list at a steady pace, and answers when the store acknowledged each (ms). */
async function tell(db: Connection, from: number): Promise<Map<number, number>> {
  const committed = new Map<number, number>();
  const begin = performance.now();
  const commits = Array.from({ length: perRound }, async (_, i) => {
    await wait(begin + (i * 1_000) / perSecond - performance.now());
    await transaction(db, (tx) => enqueueAll(tx, [sentTo(from + i)]));
    committed.set(from + i, Date.now());
  });
  await Promise.all(commits);
  return committed;
}

async function whenThere(arrived: ReadonlyMap<string, number>, keys: readonly string[]): Promise<void> {
  const until = performance.now() + 60_000;
  for (let left = keys; left.length > 0; left = left.filter((key) => !arrived.has(key))) {
    if (performance.now() > until) throw new Error(`${left.length} of ${keys.length} events never arrived.`);
    await wait(20);
  }
}

type Round = { committed: Map<number, number>; since: number };

/** From each acknowledged commit to what is known of it later (ms). */
const after = ({ committed }: Round, knownOf: (n: number) => number | undefined): number[] =>
  [...committed].map(([n, at]) => (knownOf(n) ?? NaN) - at);

/** The communicator's part is played here: its outbox and relay. Campaign service and gateway are processes of their own. */
async function startOurs() {
  const { bus, prefix } = await newTopic(topic);
  const [databases, keys] = [databasePrefix(), internalKeys()];
  const campaign = await startProcess<{ url: string }>(
    await bundled(join(import.meta.dirname, 'send', 'service-process.ts')),
    [
      'campaign',
      String(morning - Date.now()),
      JSON.stringify({
        ...{ DATABASE_PREFIX: databases, TOPIC_PREFIX: prefix, INTERNAL_SIGNING_KEY: keys.INTERNAL_SIGNING_KEY },
        WEBHOOK_KEYS: `first:${Buffer.alloc(32, 'key').toString('base64')}`,
      }),
    ],
  );
  const database = `${databases}campaign`;
  const size = perRound * (rounds + 1);
  const stored = await connect(mongoUrl, database, { appName: 'bench' });
  await storeCampaigns(stored, { from: 0, size, dueAt: new Date(morning), state: 'sending' });
  await stored.close();

  const inGateway = join(import.meta.dirname, 'gateway', 'upstream-process.ts');
  const { said } = await startProcess<Upstreams>(inGateway, [creditorId]);
  const url = await startBundledGateway(said, { ...keys, CAMPAIGN_URL: campaign.said.url });
  const arrived = new Map<string, number>();
  await openStream(`${url}/v1/activity/stream`, { 'x-api-key': 'key-of-a-lender-0123456789' }, (event, at) =>
    arrived.set(String(event['touchId']), at),
  );

  const published = new Map<string, number>();
  const noting: Bus = Object.assign(Object.create(bus) as Bus, {
    publish: async (to: string, records: readonly OutgoingRecord[]) => {
      await bus.publish(to, records);
      for (const { key } of records) if (key !== null) published.set(key, Date.now());
    },
  } satisfies Partial<Bus>);
  const db = await newDatabase(outboxCollections);
  await startRelay({ db, bus: noting, service: 'communicator', log, metrics: createMetrics('bench') });
  return { db, arrived, published, database, processor: () => campaign.ask<number>('processor') };
}

/** The same transactions; a change stream on the outbox, Kafka, and a process that passes each record on to its listeners. */
async function startBare() {
  const { name } = await newTopic(topic);
  const db = await newDatabase(outboxCollections);
  const bare = await startProcess<string>(await bundled(join(import.meta.dirname, 'feed', 'bare-process.ts')), [name]);
  const arrived = new Map<string, number>();
  await openStream(bare.said, {}, (event, at) => arrived.set(String(event['customerId']), at));
  await startChangeStreamRelay(db, name);
  return { db, arrived };
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const spread = (values: readonly number[]): string => `${ms(median(values))} (${ms(quantile(values, 0.99))})`;

await onThisMachine('feed', async () => {
  const [ours, bare] = [await startOurs(), await startBare()];
  const [feed, plain] = ['lender’s feed', 'change stream, Kafka, a stream'] as const;
  const all = new Map<string, number[][]>([
    [feed, []],
    [plain, []],
  ]);
  const told: Round[] = [];
  const used: number[] = [];
  let [next, nextBare] = [0, 0];
  const p99 = await inTurns([
    {
      name: feed,
      async run() {
        const [since, before] = [Date.now(), await ours.processor()];
        const committed = await tell(ours.db, next);
        next += perRound;
        await whenThere(ours.arrived, [...committed.keys()].map(touchIdOf));
        used.push(((await ours.processor()) - before) / perRound);
        told.push({ committed, since });
        const values = after({ committed, since }, (n) => ours.arrived.get(touchIdOf(n)));
        all.get(feed)?.push(values);
        return quantile(values, 0.99);
      },
    },
    {
      name: plain,
      async run() {
        const committed = await tell(bare.db, nextBare);
        nextBare += perRound;
        await whenThere(bare.arrived, [...committed.keys()].map(customerIdOf));
        const values = after({ committed, since: 0 }, (n) => bare.arrived.get(customerIdOf(n)));
        all.get(plain)?.push(values);
        return quantile(values, 0.99);
      },
    },
  ]);
  const measured = new Map([...all].map(([name, values]) => [name, values.slice(1)])); // without the warm round
  const p50 = new Map([...measured].map(([name, values]) => [name, values.map(median)]));
  print(`commit to browser at ${perSecond}/s, median of ${perRound} events a round`, 'ms', p50);
  printRatio(p50, [feed, plain]);
  print('the same, 99th percentile', 'ms', p99);
  printRatio(p99, [feed, plain]);
  const whole = quantile((measured.get(feed) ?? []).flat(), 0.99);
  verdict(`${feed}: 99th percentile of all rounds ${ms(whole)}`, whole < 250, 'less than 250 ms');

  const rest = told.slice(1);
  const stored = await storedSince(ours.database, rest[0]?.since ?? 0);
  const stage = (name: string, from: (n: number) => number | undefined, to: (n: number) => number | undefined): string => {
    const values = rest.flatMap(({ committed }) => [...committed.keys()].map((n) => (to(n) ?? NaN) - (from(n) ?? NaN)));
    return `${name} ${spread(values)}`;
  }; // prettier-ignore
  const committedAt = new Map(rest.flatMap(({ committed }) => [...committed]));
  const stages = [
    stage('published', (n) => committedAt.get(n), (n) => ours.published.get(customerIdOf(n))),
    stage('written down', (n) => ours.published.get(customerIdOf(n)), (n) => stored.get(touchIdOf(n))?.writtenAt),
    stage('placed', (n) => stored.get(touchIdOf(n))?.writtenAt, (n) => stored.get(touchIdOf(n))?.placedAt),
    stage('arrived', (n) => stored.get(touchIdOf(n))?.placedAt, (n) => ours.arrived.get(touchIdOf(n))),
  ]; // prettier-ignore
  console.log(`  where the time goes, median (99th percentile): ${stages.join(', ')}`);
  const [fromOwn] = [rest.flatMap(({ committed }) => [...committed.keys()].map((n) => (ours.arrived.get(touchIdOf(n)) ?? NaN) - (stored.get(touchIdOf(n))?.writtenAt ?? NaN)))]; // prettier-ignore
  console.log(`  from the campaign service’s own commit: ${spread(fromOwn)}`);
  console.log(`  processor time of the campaign service for an event: ${median(used.slice(1)).toFixed(2)} ms`);
}).finally(cleanUp);
process.exit(0);
