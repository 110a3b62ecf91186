import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import mongoose from 'mongoose';
import { systemClock as clock } from '@fairdue/clock';
import { outboxCollections } from '@fairdue/outbox';
import { ensureIndexes, transaction, type Connection, type Tx } from '@fairdue/store';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { eventually, startTestEngines, type TestEngines, watchUnindexedReads } from '@fairdue/testing';
import { startTimers, timer, timersCollections } from '@fairdue/timers';
import { campaignService } from '../app.ts';
import { campaigns, listMembers } from '../campaigns/campaign.store.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { documents, walkDocuments } from '../documents/document.store.ts';
import { statusesBehind } from '../documents/document.ts';
import { storeDocuments } from '../testing/many-documents.ts';
import { touches } from '../touches/touch.store.ts';
import { countsOfArms, insertCounters } from './counter.store.ts';
import { loadMembers, members, membersOf } from './member.store.ts';
import { planPage, planPortfolios, schedulePage } from './plan-portfolio.ts';
import { newPortfolio, type Portfolio } from './portfolio.ts';
import { armsOf, filterOf, StartPortfolio } from './portfolio-body.ts';
import { findOwnPortfolio, listPortfolios, portfolios, savePortfolio, standsOfPortfolios } from './portfolio.store.ts';

let engines: TestEngines;
let db: Connection;
let unindexed: () => Promise<string[]>;
let nthTest = 0;
beforeAll(async () => void (engines = await startTestEngines()));
beforeEach(async () => {
  db = await engines.connect(`planning_${nthTest++}`);
  await ensureIndexes(db, [...campaignService.collections, ...outboxCollections, ...timersCollections]);
  unindexed = await watchUnindexedReads(engines, db);
});
afterAll(() => engines.stop());

const creditorId = 'CR-1-1';
const portfolioId = 'PF-1-1';
const pageDocuments = 4;
const arms = [{ name: 'champion', share: 60 }, { name: 'challenger', share: 40, cadence: 'day 1' }]; // prettier-ignore
const wish = { filter: {}, sms: true, email: true, call: false, tone: 'plain', cadence: 'day 1, day 5', arms };

/** A portfolio campaign as its start leaves it: nothing planned, the timer of its first page set. */
async function givenStarted(count: number): Promise<void> {
  const now = new Date();
  await storeDocuments(db, { creditorId, count, now, debtOf: (n) => ({ customerId: `BO-1-${Math.floor(n / 1.25)}` }) });
  const asked = StartPortfolio.parse(wish);
  const startedBy = { kind: 'user', id: 'AC-1-1' } as const;
  const terms = { _id: portfolioId, creditorId, name: null, filter: filterOf(asked), arms: armsOf(asked), notes: null, bestTime: null, startedBy };
  const portfolio = newPortfolio(terms, now);
  await transaction(db, async (tx) => {
    await savePortfolio(tx, portfolio);
    await insertCounters(tx, portfolio);
    await schedulePage(tx, portfolio, now);
  });
} // prettier-ignore

const planning = async () =>
  (await portfolios(db).findOne({ _id: portfolioId, creditorId }).lean<Portfolio>())?.planning;
const isDone = async (): Promise<boolean> => (await planning())?.state === 'done';

/** Everything that planning writes is there, once, and fits together. */
async function expectPlannedOnce(count: number): Promise<void> {
  const portfolio = await portfolios(db).findOne({ _id: portfolioId, creditorId }).lean<Portfolio>();
  const begun = await campaigns(db).find({ creditorId, portfolioId }).lean<Campaign[]>();
  const planned = begun.reduce((sum, { schedule }) => sum + (schedule?.slots.length ?? 0), 0);
  expect(portfolio?.planning).toMatchObject({
    state: 'done', examined: count, matched: count, started: count, skipped: {},
  });
  expect(new Set(begun.map(({ documentId }) => documentId)).size).toBe(count);
  expect(begun).toHaveLength(count);

  const live = await documents(db).find({ creditorId }).lean();
  expect(live.map(({ liveCampaignId }) => String(liveCampaignId)).toSorted()).toEqual(begun.map(({ _id }) => _id).toSorted());
  const people = await members(db).find({ creditorId }).lean();
  expect(people.flatMap(({ campaignIds }) => campaignIds).toSorted()).toEqual(begun.map(({ _id }) => _id).toSorted());
  const placed = Object.values(portfolio?.placed ?? {});
  expect(placed.reduce((sum, { documents: n }) => sum + n, 0)).toBe(count);
  expect(placed.reduce((sum, { customers }) => sum + customers, 0)).toBe(people.length);

  expect(await touches(db).countDocuments({ creditorId })).toBe(planned);
  const timers = await db.collection('timers').find().toArray();
  const timersOf = (kind: string): number => timers.filter((timer) => timer['kind'] === kind).length;
  expect(['touch-due', 'campaign-deadline', 'portfolio-page'].map(timersOf)).toEqual([planned, count, 0]);
  const log = await db.collection('compliance-log').find({ type: 'campaign_started' }).toArray();
  expect(log).toHaveLength(count);
  const packets = await db.collection('outbox').find().toArray();
  const types = packets.flatMap((packet) => (packet['records'] as { headers: { ce_type: string } }[]).map(({ headers }) => headers.ce_type));
  const told = (type: string): number => types.filter((each) => each === type).length;
  expect([told('campaign.campaign-started.v1'), told('campaign.touch-planned.v1')]).toEqual([count, planned]);
} // prettier-ignore

/** Every write and commit of the driver passes here, whoever makes it (many rows inserted are a bulk, too). Both may throw. */
function watchWrites(before: (step: string) => void, after: (step: string) => void): () => void {
  type Methods = Record<string, (this: unknown, ...args: unknown[]) => Promise<unknown>>;
  const { Collection, ClientSession } = mongoose.mongo;
  const watched: [Methods, string][] = [
    ...['bulkWrite', 'insertOne', 'deleteMany'].map((name) => [Collection.prototype, name]),
    [ClientSession.prototype, 'commitTransaction'],
  ] as never;
  const undo = watched.map(([methods, name]) => {
    const original = methods[name]!;
    methods[name] = async function (...args) {
      before(name);
      const result = await original.apply(this, args);
      after(name);
      return result;
    };
    return () => void (methods[name] = original);
  });
  return () => undo.forEach((each) => each());
}

test('a fault before or after any write of a page, another one in each page, loses and doubles nothing', async () => {
  const count = 160;
  await givenStarted(count);
  let [step, place, page, faultyPage] = [0, 0, 0, -1];
  const faults: string[] = [];
  const maybeFail = (name: string): void => {
    if (page === faultyPage) return;
    // Pages differ in their number of writes: around the commit, which ends each, a fault comes whatever its number.
    const isNewAtCommit = name.endsWith('commitTransaction') && !faults.includes(name);
    if (place++ === step) step++;
    else if (!isNewAtCommit) return;
    faultyPage = page;
    faults.push(name);
    throw new Error('a fault between two steps');
  };
  const config = { PORTFOLIO_PAGE_DOCUMENTS: pageDocuments };
  const planner = planPortfolios({ now: () => clock.now(), config } as Parameters<typeof planPortfolios>[0]);
  const counted = timer(planPage, async (tx, rows) => {
    [page, place] = [rows[0]?.data.page ?? page, 0];
    await planner.apply?.(tx, rows);
  });
  const stopWatching = watchWrites(
    (name) => maybeFail(`before ${name}`),
    (name) => maybeFail(`after ${name}`),
  );

  const quiet = { log: createLog('t', 'silent'), metrics: createMetrics('t') };
  const timers = await startTimers({ db, clock, work: [counted], lookEveryMs: 20, ...quiet });
  try {
    await eventually(isDone, 60_000);
  } finally {
    stopWatching();
    await timers.stop();
  }

  expect(faults.length).toBeGreaterThan(20);
  expect(faults).toEqual(
    expect.arrayContaining(['after bulkWrite', 'before commitTransaction', 'after commitTransaction']),
  );
  await expectPlannedOnce(count);
}, 90_000);

async function startPlanner(database: string): Promise<ChildProcess> {
  const script = new URL('../testing/planner-process.ts', import.meta.url).pathname;
  const args = ['--import', 'tsx', script, engines.mongoUrl, database, String(pageDocuments)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(createInterface(child.stdout), 'line');
  return child;
}

const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};

/** A store keeps the transaction of a client that was killed, and its locks, until it is too old: here, not for a minute. */
async function letTransactionsLive(seconds: number): Promise<void> {
  if (engines.kind !== 'real') return;
  await db.getClient().db('admin').command({ setParameter: 1, transactionLifetimeLimitSeconds: seconds });
}

test('what a planner that is killed had in hand another one plans, and nothing is lost or doubled', async () => {
  const count = 240;
  await givenStarted(count);
  const pageIs = (least: number) => async (): Promise<boolean> => ((await planning())?.page ?? 0) >= least;
  const first = await startPlanner(db.name);
  const second = await startPlanner(db.name);
  await letTransactionsLive(20);
  await eventually(pageIs(2), 30_000);

  await kill(first);
  const wasDone = await isDone();
  await eventually(isDone, 90_000).finally(() => second.kill('SIGKILL'));
  await letTransactionsLive(60);

  expect(wasDone).toBe(false);
  await expectPlannedOnce(count);
}, 150_000);

const inTransaction = (work: (tx: Tx) => Promise<unknown>) => () => transaction(db, work);
const queries: Record<string, () => Promise<unknown>> = {
  'a page of documents': () => walkDocuments({ db }, creditorId, { statuses: null, after: '7', limit: 10 }),
  'a page of open documents': () =>
    walkDocuments({ db }, creditorId, { statuses: statusesBehind, after: '7', limit: 10 }),
  'a page of members': inTransaction((tx) => listMembers(tx, creditorId, portfolioId, 'RC-1-1', 10)),
  'one': () => findOwnPortfolio(db, [creditorId], portfolioId),
  'a list': () => listPortfolios(db, creditorId, { limit: 10 }),
  'the list of the active ones, from one on': () => listPortfolios(db, creditorId, { active: true, after: 'PF-1-2', limit: 10 }),
  'states': () => standsOfPortfolios({ db }, creditorId, [portfolioId, 'PF-1-2']),
  'customers in one': inTransaction((tx) => loadMembers(tx, creditorId, portfolioId, ['BO-1-1', 'BO-1-2'])),
  'customers in any': inTransaction((tx) => membersOf(tx, creditorId, ['BO-1-1', 'BO-1-2'])),
  'sums': () => countsOfArms(db, creditorId, portfolioId),
}; // prettier-ignore

test('every question about portfolio campaigns is answered by an index, in its order', async () => {
  await givenStarted(30);
  await unindexed();

  for (const [name, ask] of Object.entries(queries)) {
    await ask();
    expect([name, ...(await unindexed())]).toEqual([name]);
  }
});
