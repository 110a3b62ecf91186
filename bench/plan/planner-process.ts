import { setTimeout as wait } from 'node:timers/promises';
import { systemClock as clock } from '@fairdue/clock';
import { createMetrics } from '@fairdue/telemetry';
import { outboxCollections } from '@fairdue/outbox';
import { transaction, type AnyCollection, type Connection } from '@fairdue/store';
import { startTimers, timersCollections } from '@fairdue/timers';
import { campaignService } from '../../services/campaign/src/app.ts';
import { insertCounters } from '../../services/campaign/src/portfolios/counter.store.ts';
import { planPortfolios, schedulePage } from '../../services/campaign/src/portfolios/plan-portfolio.ts';
import { newPortfolio, type Portfolio } from '../../services/campaign/src/portfolios/portfolio.ts';
import { armsOf, filterOf, StartPortfolio } from '../../services/campaign/src/portfolios/portfolio-body.ts';
import { portfolios, savePortfolio } from '../../services/campaign/src/portfolios/portfolio.store.ts';
import { storeDocuments } from '../../services/campaign/src/testing/many-documents.ts';
import { dropDatabase, log, newDatabase } from '../engines.ts';

const creditorId = 'CR-1-BENCH';
const portfolioId = 'PF-1-BENCH';
const pageDocuments = 200; // as the service does when nobody says otherwise
const collections: readonly AnyCollection[] = [
  ...campaignService.collections,
  ...outboxCollections,
  ...timersCollections,
];
const arms = [{ name: 'champion', share: 80 }, { name: 'challenger', share: 20, tone: 'firm' }]; // prettier-ignore
const wish = {
  filter: { status: 'BEHIND' },
  sms: true,
  email: true,
  call: false,
  tone: 'plain',
  cadence: 'day 1, day 5, day 14',
  arms,
};

/** Documents a second: planned, and inserted as the same rows; and the most memory in use after a collection, in MB. */
export type Planned = { planned: number; inserted: number; heapMb: number; rows: number };

const heapMb = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

async function begin(db: Connection): Promise<void> {
  const now = clock.now();
  const asked = StartPortfolio.parse(wish);
  const startedBy = { kind: 'user', id: 'AC-1-1' } as const;
  const terms = { _id: portfolioId, creditorId, name: null, filter: filterOf(asked), arms: armsOf(asked), notes: null, bestTime: null, startedBy };
  await transaction(db, async (tx) => {
    const portfolio = newPortfolio(terms, now);
    await savePortfolio(tx, portfolio);
    await insertCounters(tx, portfolio);
    await schedulePage(tx, portfolio, now);
  });
} // prettier-ignore

/** As a replica of the service does it, until all are planned. */
async function plan(db: Connection, size: number): Promise<{ perSecond: number; heap: number }> {
  const config = { PORTFOLIO_PAGE_DOCUMENTS: pageDocuments };
  const work = [planPortfolios({ now: () => clock.now(), config } as Parameters<typeof planPortfolios>[0])];
  const from = performance.now();
  await begin(db);
  const timers = await startTimers({ db, clock, work, log, metrics: createMetrics('bench') });
  let heap = 0;
  for (;;) {
    const portfolio = await portfolios(db).findOne({ _id: portfolioId, creditorId }).lean<Portfolio>();
    if (portfolio?.planning.state === 'done') {
      const perSecond = size / ((performance.now() - from) / 1_000);
      await timers.stop();
      if (portfolio.planning.started !== size) throw new Error(`${portfolio.planning.started} of ${size} were started.`);
      return { perSecond, heap };
    }
    heap = Math.max(heap, heapMb());
    await wait(1_000);
  }
} // prettier-ignore

const inserted = [
  'campaigns',
  'touches',
  'timers',
  'outbox',
  'sequences',
  'compliance-log',
  'activity',
  'portfolio-members',
];
const rowsAtOnce = 1_000;

/** The very rows that planning wrote, into collections with the same indexes, as durable; reading them is not counted. */
async function insertSameRows(from: Connection, size: number): Promise<{ perSecond: number; rows: number }> {
  const into = await newDatabase(collections);
  const options = { ordered: false, writeConcern: { w: 'majority' as const, journal: true } };
  let [ms, count] = [0, 0];
  for (const name of inserted) {
    let batch: object[] = [];
    const insert = async (): Promise<void> => {
      const begun = performance.now();
      await into.collection(name).insertMany(batch as never[], options);
      ms += performance.now() - begun;
      count += batch.length;
      batch = [];
    };
    for await (const row of from.collection(name).find()) if (batch.push(row) === rowsAtOnce) await insert();
    if (batch.length > 0) await insert();
  }
  await dropDatabase(into);
  return { perSecond: size / (ms / 1_000), rows: count };
}

process.on('message', (question: string) => {
  void (async () => {
    const size = Number(question);
    const db = await newDatabase(collections);
    await storeDocuments(db, { creditorId, count: size, now: new Date(Date.now() - 86_400_000) });
    const { perSecond: planned, heap } = await plan(db, size);
    const { perSecond, rows } = await insertSameRows(db, size);
    await dropDatabase(db);
    process.send?.({ planned, inserted: perSecond, heapMb: heap, rows } satisfies Planned);
  })();
});
process.send?.('ready');
