import { setTimeout as wait } from 'node:timers/promises';
import { InteractionSentV1 } from '@fairdue/contracts';
import { enqueueAll, fact, type Fact } from '@fairdue/outbox';
import { transaction, type Connection } from '@fairdue/store';
import { cleanUp } from './engines.ts';
import { startBare } from './feed/bare.ts';
import { startLender } from './feed/lender.ts';
import { storedSince } from './feed/stages.ts';
import { onThisMachine } from './machine.ts';
import { inTurns, median, print, printRatio, quantile, rounds, verdict } from './rounds.ts';
import { campaignIdOf, touchIdOf } from './send/campaigns.ts';
import { creditorId, customerIdOf, debtIdOf, emailId, morning } from './send/list.ts';

/* Emails are told of as sent, 200 a second, each in a transaction; a browser follows the lender's feed. The same facts without a product between. */
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

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const spread = (values: readonly number[]): string => `${ms(median(values))} (${ms(quantile(values, 0.99))})`;

await onThisMachine('feed', async () => {
  const ours = await startLender(topic, perRound * (rounds + 1));
  const bare = await startBare(topic);
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

  const committed = new Map(told.slice(1).flatMap((round) => [...round.committed]));
  const stored = await storedSince(ours.database, told[1]?.since ?? 0);
  type When = (n: number) => number | undefined;
  const between = (from: When, to: When): string =>
    spread([...committed.keys()].map((n) => (to(n) ?? NaN) - (from(n) ?? NaN)));
  const published: When = (n) => ours.published.get(customerIdOf(n));
  const written: When = (n) => stored.get(touchIdOf(n))?.writtenAt;
  const placed: When = (n) => stored.get(touchIdOf(n))?.placedAt;
  const arrived: When = (n) => ours.arrived.get(touchIdOf(n));
  console.log('  where the time goes, median (99th percentile):');
  console.log(`    until published ${between((n) => committed.get(n), published)}`);
  console.log(`    until the campaign service has stored it ${between(published, written)}`);
  console.log(`    until it has its place in the feed ${between(written, placed)}`);
  console.log(`    until it is in the browser ${between(placed, arrived)}`);
  console.log(`  from the campaign service's own commit ${between(written, arrived)}`);
  console.log(`  processor time of the campaign service for an event: ${median(used.slice(1)).toFixed(2)} ms`);
}).finally(cleanUp);
process.exit(0);
