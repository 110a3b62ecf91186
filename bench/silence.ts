import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '@fairdue/ids';
import { Pool } from 'undici';
import { cleanUp } from './engines.ts';
import { onThisMachine } from './machine.ts';
import { quantile, shown, verdict } from './rounds.ts';
import { addressOf, creditorId, numberOf } from './send/list.ts';
import { quiet, startPlatform, until, type Platform, type Taken } from './send/platform.ts';

/* People write STOP while the list that they are on is being sent: how long until they have their answer, and nothing after it. */
const messages = Number(process.env['BENCH_MESSAGES'] ?? 100_000);
const stops = Math.max(50, Math.round(messages / 100));
const side = 4;

type Stop = { n: number; ms: number; answeredAt: number; asked: number };

/** As the gateway passes it on; what could not be done yet is asked again, as the answer says. */
async function stop(pool: Pool, platform: Platform, n: number): Promise<Stop> {
  const account = { accountId: 'AC-1-BENCH', permissions: new Set(['*']), creditorIds: [creditorId] };
  const key = newId('event');
  const body = JSON.stringify({
    channel: 'email',
    theme: 'inbRequest',
    status: 'succeeded',
    content: { body: 'STOP' },
    contact: { value: addressOf(n) },
  });
  const begin = performance.now();
  for (let asked = 1; ; asked++) {
    const headers = {
      authorization: `Bearer ${await platform.identity.tokenFor('communicator', account)}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    };
    const answer = await pool.request({ method: 'POST', path: '/api/communicator/receive', headers, body });
    const [ms, answeredAt] = [performance.now() - begin, Date.now()];
    const text = await answer.body.text();
    if (answer.statusCode === 200) return { n, ms, answeredAt, asked };
    if (answer.statusCode !== 503) throw new Error(`A STOP was answered ${answer.statusCode}: ${text}`);
    await wait(100);
  }
}

/** People of the list in no order, each once. */
function* inNoOrder(from: number, size: number): Generator<number> {
  const numbers = Array.from({ length: size }, (_, i) => from + i);
  for (let left = size; left > 0; left--) {
    const at = Math.floor(Math.random() * left);
    yield numbers[at] ?? from;
    numbers[at] = numbers[left - 1] ?? from;
  }
}

async function stopFrom(platform: Platform, people: Iterable<number>, some: number, everyMs: number): Promise<Stop[]> {
  const pool = new Pool(platform.communicator().said.url, { connections: side });
  const answered: Stop[] = [];
  const next = people[Symbol.iterator]();
  const writer = async (): Promise<void> => {
    while (answered.length < some) {
      const { value, done } = next.next();
      if (done) return;
      answered.push(await stop(pool, platform, value as number));
      await wait(Math.random() * 2 * everyMs);
    }
  };
  await Promise.all(Array.from({ length: side }, writer));
  await pool.close();
  return answered;
}

const times = (stopped: readonly Stop[]): string => {
  const ms = stopped.map((each) => each.ms);
  const again = stopped.filter(({ asked }) => asked > 1).length;
  return `median ${shown(quantile(ms, 0.5))} ms, 99th percentile ${shown(quantile(ms, 0.99))} ms, longest ${shown(Math.max(...ms))} ms; ${again} asked again`;
};

await onThisMachine('silence', async () => {
  const platform = await startPlatform();
  const atRest = await platform.addPeople(stops);
  const alone = await stopFrom(platform, inNoOrder(atRest, stops), stops, 20);
  console.log(`\n${alone.length} STOPs while nothing is sent: ${times(alone)}`);

  const from = await platform.addPeople(messages);
  await platform.sink.ask('forget');
  const begin = performance.now();
  await platform.fallDue(from, messages);
  await until(() => platform.sink.ask<number>('count'), Math.floor(messages / 50));
  const perMs = (await platform.sink.ask<number>('count')) / (performance.now() - begin);
  const stopped = await stopFrom(platform, inNoOrder(from, messages), stops, (side * messages) / perMs / stops / 8);
  const sentMeanwhile = await platform.sink.ask<number>('count');
  await quiet(platform);

  const taken = await platform.sink.ask<Taken[]>('taken');
  const answeredAt = new Map(stopped.map((each) => [each.n, each.answeredAt]));
  const toThem = taken.filter(({ recipient }) => answeredAt.has(numberOf(recipient)));
  const after = toThem.filter(({ recipient, at }) => at > (answeredAt.get(numberOf(recipient)) ?? Infinity));
  console.log(`\n${stopped.length} STOPs while ${sentMeanwhile} of ${messages} emails went out: ${times(stopped)}`);
  const p99 = quantile(
    stopped.map(({ ms }) => ms),
    0.99,
  );
  verdict(`99th percentile ${shown(p99)} ms`, p99 < 1_000, 'less than 1,000 ms');
  verdict(`handed over after the answer ${after.length}`, after.length === 0, '0');
  console.log(
    `  before it ${toThem.length}, never ${stopped.length - toThem.length}; of the whole list ${taken.length} handed over`,
  );
}).finally(cleanUp);
process.exit(0);
