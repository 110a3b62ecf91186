import type { ClientSession } from 'mongoose';
import { SandboxClock } from '@fairdue/clock';
import { Unavailable } from '@fairdue/refused';
import { claimLease, collection, ensureIndexes, transaction, type Connection } from '@fairdue/store';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { eventually, startTestEngines, type TestEngines } from '@fairdue/testing';
import {
  cancelTimers,
  job,
  schedule,
  startTimers,
  timer,
  timerKind,
  timersCollections,
  type Scheduled,
  type TimerKind,
  type Timers,
  type Work,
} from './index.ts';
import { shardCount, timerRows, type StoredTimer } from './timer.store.ts';

type Effect = { _id: string; key: string; n: number };
const effects = collection<Effect>('effects', { key: String, n: Number }, { tenant: false });
type Data = { n: number };

let engines: TestEngines;
let db: Connection;
let running: Timers[] = [];
let nthTest = 0;
beforeAll(async () => void (engines = await startTestEngines()));
beforeEach(async () => {
  db = await engines.connect(`timers_${nthTest++}`);
  await ensureIndexes(db, [...timersCollections, effects]);
});
afterEach(async () => {
  await Promise.all(running.map((timers) => timers.stop()));
  running = [];
});
afterAll(() => engines.stop());

const start = (clock: SandboxClock, ...work: Work[]): Promise<Timers> => startWith({}, clock, ...work);
const startWith = async (lease: { leaseMs?: number }, clock: SandboxClock, ...work: Work[]): Promise<Timers> => {
  const timers = await startTimers({
    db,
    clock,
    work,
    log: createLog('t', 'silent'),
    metrics: createMetrics('t'),
    lookEveryMs: 50,
    ...lease,
  });
  running.push(timers);
  return timers;
};
const set = (kind: TimerKind<Data>, ...rows: Scheduled<Data>[]) => transaction(db, (tx) => schedule(tx, kind, rows));
const at = (seconds: number): Date => new Date(Date.UTC(2030, 0, 1) + seconds * 1_000);
const clockAt = (seconds: number): SandboxClock => new SandboxClock(at(seconds).getTime() - Date.now());
const written = () => effects(db).find().sort({ _id: 1 }).lean<Effect[]>();
const note = async (_id: string, key: string, n: number, session: ClientSession): Promise<void> => {
  await effects(db).create([{ _id, key, n }], { session });
};
const writing = (kind: TimerKind<Data>): Work =>
  timer(kind, async ({ session }, rows) => {
    await effects(db).insertMany(
      rows.map(({ id, key, data }) => ({ _id: id, key, n: data.n })),
      { session },
    );
  });

test('a timer runs when business time reaches it, and not before', async () => {
  const kind = timerKind<Data>('due', { time: 'business' });
  const clock = clockAt(0);
  const timers = await start(clock, writing(kind));
  await set(kind, { id: 'a', key: 'k', dueAt: at(3_600), data: { n: 1 } });
  await eventually(async () => (await timers.outlook()).isQuiet);
  expect((await timers.outlook()).nextDueAt).toEqual(at(3_600));

  clock.moveTo(at(3_601));
  timers.wake();

  await eventually(async () => (await written()).length === 1);
  await eventually(async () => (await timers.outlook()).isQuiet);
  expect((await timers.outlook()).nextDueAt).toBeNull();
});

test('scheduling an id again moves it; cancelling removes it', async () => {
  const kind = timerKind<Data>('moved', { time: 'business' });
  await set(
    kind,
    { id: 'a', key: 'k', dueAt: at(1), data: { n: 1 } },
    { id: 'b', key: 'k', dueAt: at(1), data: { n: 1 } },
  );
  await set(kind, { id: 'a', key: 'k', dueAt: at(5), data: { n: 2 } });
  await transaction(db, (tx) => cancelTimers(tx, kind, ['b', 'never-there']));

  const timers = await start(clockAt(10), writing(kind));

  await eventually(async () => (await written()).length === 1 && (await timers.outlook()).isQuiet);
  expect(await written()).toEqual([{ _id: 'a', key: 'k', n: 2 }]);
});

test('work begun on a timer that was cancelled and set again neither takes effect nor removes the new one', async () => {
  const kind = timerKind<Data>('anew', { time: 'business' });
  const clock = clockAt(10);
  const work = job<Data>(kind, async (rows) => {
    const begun = rows.filter(({ data }) => data.n === 1);
    if (begun.length > 0) {
      await transaction(db, (tx) => cancelTimers(tx, kind, ['a']));
      await set(kind, { id: 'a', key: 'k', dueAt: at(100), data: { n: 2 } });
    }
    return rows.map(({ id, key, data }) => ({
      id,
      done: ({ session }) => note(`${id}${data.n}`, key, data.n, session),
    }));
  });
  const timers = await start(clock, work);

  await set(kind, { id: 'a', key: 'k', dueAt: at(1), data: { n: 1 } });
  await eventually(
    async () => (await timers.outlook()).isQuiet && (await timerRows(db).findOne({ 'data.n': 1 })) === null,
  );
  expect((await timers.outlook()).nextDueAt).toEqual(at(100));
  clock.moveTo(at(101));
  timers.wake();

  await eventually(async () => (await written()).length === 1);
  expect(await written()).toEqual([{ _id: 'a2', key: 'k', n: 2 }]);
});

test('three workers on one database do each of 300 timers once', async () => {
  const kind = timerKind<Data>('shared', { time: 'business' });
  const clock = clockAt(0);
  for (let i = 0; i < 3; i++) await start(clock, writing(kind));

  await set(
    kind,
    ...Array.from({ length: 300 }, (_, n) => ({ id: `${n}`, key: `key-${n % 40}`, dueAt: at(-1), data: { n } })),
  );

  await eventually(async () => (await written()).length === 300);
});

test('under the name of a worker that was killed, the next one goes on at once', async () => {
  const kind = timerKind<Data>('named', { time: 'business' });
  for (let shard = 0; shard < shardCount; shard++) await claimLease(db, `timers-${shard}`, 'only one', 600_000);
  await set(kind, { id: 'a', key: 'k', dueAt: at(1), data: { n: 1 } });

  running.push(
    await startTimers({
      db,
      clock: clockAt(100),
      work: [writing(kind)],
      log: createLog('t', 'silent'),
      metrics: createMetrics('t'),
      owner: 'only one',
    }),
  );

  await eventually(async () => (await written()).length === 1);
});

test('three workers on one database ask elsewhere once for each of 60 jobs', async () => {
  const kind = timerKind<Data>('asked', { time: 'business' });
  const asked: string[] = [];
  const asking = job<Data>(kind, async (rows) => {
    asked.push(...rows.map(({ id }) => id));
    return rows.map(({ id, key, data }) => ({ id, done: ({ session }) => note(id, key, data.n, session) }));
  });
  for (let i = 0; i < 3; i++) await start(clockAt(0), asking);

  await set(
    kind,
    ...Array.from({ length: 60 }, (_, n) => ({ id: `${n}`, key: `key-${n}`, dueAt: at(-1), data: { n } })),
  );

  await eventually(async () => (await written()).length === 60);
  expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
});

test('a worker that was so slow that another one took its job over stores nothing', async () => {
  const kind = timerKind<Data>('slow', { time: 'business' });
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const by = (name: string, before: () => Promise<void>) =>
    job<Data>(kind, async (rows) => {
      await before();
      return rows.map(({ id, key, data }) => ({
        id,
        done: ({ session }) => note(`${name}-${id}`, key, data.n, session),
      }));
    });
  let isAsking = false;
  const slow = by('slow', () => {
    isAsking = true;
    return held;
  });
  await startWith({ leaseMs: 300 }, clockAt(0), slow);
  await set(kind, { id: 'a', key: 'k', dueAt: at(-1), data: { n: 1 } });
  await eventually(() => isAsking);

  await startWith(
    { leaseMs: 300 },
    clockAt(0),
    by('quick', () => Promise.resolve()),
  );
  await eventually(async () => (await written()).length === 1);
  release();
  await Promise.all(running.splice(0).map((timers) => timers.stop()));

  expect((await written()).map(({ _id }) => _id)).toEqual(['quick-a']);
});

test('rows of a key run in the order they were meant for, also after one of them failed', async () => {
  const kind = timerKind<Data>('ordered', { time: 'business' });
  const order: number[] = [];
  let failures = 2;
  const work = job<Data>(kind, async (rows) =>
    rows.map(({ id, data }) =>
      data.n === 1 && failures-- > 0
        ? { id, retryAt: new Date(Date.now() + 30), cause: 'not yet' }
        : { id, done: async () => void order.push(data.n) },
    ),
  );
  await start(clockAt(100), work);

  await set(kind, ...[3, 1, 2].map((n) => ({ id: `${n}`, key: 'k', dueAt: at(n), data: { n } })));

  await eventually(() => order.length === 3);
  expect(order).toEqual([1, 2, 3]);
});

test('one faulty row does not stop the others of its batch', async () => {
  const kind = timerKind<Data>('faulty', { time: 'business' });
  const work = timer<Data>(kind, async ({ session }, rows) => {
    if (rows.some(({ data }) => data.n === 2))
      throw new Error('this one never works: dup key: { name: "Dana Okafor" }');
    await effects(db).insertMany(
      rows.map(({ id, key, data }) => ({ _id: id, key, n: data.n })),
      { session },
    );
  });
  await start(clockAt(100), work);

  await set(kind, ...[1, 2, 3].map((n) => ({ id: `${n}`, key: `k${n}`, dueAt: at(n), data: { n } })));

  await eventually(async () => (await written()).length === 2);
  expect((await written()).map(({ n }) => n)).toEqual([1, 3]);
  await eventually(async () => {
    const row = await timerRows(db).findOne({ kind: 'faulty' }).lean<StoredTimer>();
    expect(row?.cause).toBe('this one never works: dup key: […]'); // people see it, and it is about nobody
  });
});

test('while an upstream is away a job waits, and is done when it is back', async () => {
  const kind = timerKind<Data>('upstream', { time: 'real' });
  let away = true;
  let refusals = 0;
  const work = job<Data>(kind, async (rows) => {
    if (away) refusals++;
    if (away) throw new Unavailable('guard-unavailable', 'away');
    return rows.map(({ id, key, data }) => ({
      id,
      done: async ({ session }) => void (await effects(db).create([{ _id: id, key, n: data.n }], { session })),
    }));
  });
  const timers = await start(clockAt(0), work);
  await set(kind, { id: 'a', key: 'k', dueAt: new Date(0), data: { n: 1 } });
  await eventually(() => refusals >= 3);
  expect((await timers.outlook()).isQuiet).toBe(false);

  away = false;

  await eventually(async () => (await written()).length === 1);
});

test('a job that has failed for long stands aside when others of its kind succeed, and not while none does', async () => {
  const kind = timerKind<Data>('long', { time: 'real' });
  let away = true;
  const work = job<Data>(kind, async (rows) =>
    rows.map(({ id, key, data }) =>
      away || id === 'a'
        ? { id, retryAt: new Date(), cause: 'no answer' }
        : { id, done: ({ session }) => note(id, key, data.n, session) },
    ),
  );
  await set(kind, ...['a', 'b'].map((id) => ({ id, key: id, dueAt: new Date(0), data: { n: 1 } })));
  await timerRows(db).updateMany({ kind: kind.name }, { failingSince: new Date(Date.now() - 20 * 60_000) });
  const rowOf = (id: string) => timerRows(db).findById(`${kind.name}:${id}`).lean<StoredTimer>();

  await start(clockAt(0), work);
  await eventually(async () => ((await rowOf('a'))?.attempts ?? 0) >= 3);
  expect([(await rowOf('a'))?.faulty, (await rowOf('b'))?.faulty]).toEqual([false, false]);
  away = false;

  await eventually(async () => (await rowOf('a'))?.faulty === true);
  expect((await written()).map(({ _id }) => _id)).toEqual(['b']);
});

test('the effect and the removal of the row commit together: an effect that fails leaves the row', async () => {
  const kind = timerKind<Data>('together', { time: 'business' });
  let tries = 0;
  const work = timer<Data>(kind, async ({ session }, rows) => {
    await effects(db).insertMany(
      rows.map(({ id, key, data }) => ({ _id: `${id}-${tries}`, key, n: data.n })),
      { session },
    );
    if (tries++ === 0) throw new Error('after the effect, before the commit');
  });
  await start(clockAt(100), work);

  await set(kind, { id: 'a', key: 'k', dueAt: at(1), data: { n: 1 } });

  await eventually(async () => (await written()).length === 1);
  expect(await written()).toEqual([{ _id: 'a-1', key: 'k', n: 1 }]);
});
