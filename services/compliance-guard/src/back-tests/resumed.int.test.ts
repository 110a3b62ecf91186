import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { SandboxClock } from '@fairdue/clock';
import { newId } from '@fairdue/ids';
import { ensureIndexes, transaction, type Connection } from '@fairdue/store';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { eventually, startTestEngines, type TestEngines } from '@fairdue/testing';
import { startTimers, timersCollections } from '@fairdue/timers';
import { creditors } from '../creditors/creditor-settings.ts';
import { customers } from '../customers/customer.store.ts';
import { decisions, type DecisionRow } from '../decisions/decision.store.ts';
import { anAsk, someFacts } from '../rules/some-facts.ts';
import { rules } from '../rules/ruleset.ts';
import { ruleRevisions, ruleVersions, saveVersion } from '../rules/versions/rule-version.store.ts';
import { noCounts, type BackTest } from './back-test.ts';
import { backTestFindings, backTests, findBackTest, listFindings, saveBackTest } from './back-test.store.ts';
import { runBackTests, scheduleNextPage } from './run-back-tests.ts';

let engines: TestEngines;
let db: Connection;
beforeAll(async () => {
  engines = await startTestEngines();
  db = await engines.connect('back_tests');
  await ensureIndexes(db, [
    ...timersCollections, decisions, customers, creditors, ruleVersions, ruleRevisions, backTests, backTestFindings,
  ]); // prettier-ignore
});
afterAll(() => engines.stop());

const creditorId = 'CR-1-A';
const ruleId = 'reg-f-hours';
const start = Date.parse('2026-11-02T05:00:00Z');
const hourMs = 3_600_000;

/** Asked hour by hour, at midnight in New York first: allowed from eight to nine, by the facts that stand in the row. */
function aDecision(n: number): DecisionRow {
  const at = new Date(start + n * hourMs);
  const hour = n % 24;
  const facts = JSON.stringify(someFacts(anAsk({ at: at.toISOString() })));
  return {
    _id: newId('decision'), creditorId: n % 10 === 9 ? 'CR-1-B' : creditorId, customerId: `BO-1-${n % 7}`, at, kind: 'permit',
    allowed: hour >= 8 && hour < 21, requestedBy: `IN-1-${n}`, facts, factsHash: createHash('sha256').update(facts).digest('hex'),
    rulesetVersion: 'test', record: '{}',
  }; // prettier-ignore
}

async function aProposal(): Promise<void> {
  const [record] = rules.filter(({ id }) => id === ruleId);
  if (record?.shape.kind !== 'hours') throw new Error('The rule of hours is shipped.');
  const by = { kind: 'account' as const, id: 'AC-1-A' };
  const none = { activatedBy: null, activatedAt: null, effectiveAt: null, withdrawnBy: null, withdrawnAt: null };
  const change = { version: 2, shape: { ...record.shape, open: '14:00' } };
  await transaction(db, (tx) =>
    saveVersion(tx, {
      creditorId, ruleId, version: 2, basedOn: 1, record: { ...record, ...change }, proposedBy: by, proposedAt: new Date(), ...none,
    }),
  ); // prettier-ignore
}

test('a back-test whose workers are killed finds everything once', async () => {
  const giveUpSoon = { setParameter: 1, transactionLifetimeLimitSeconds: 5 };
  if (engines.kind === 'real') await db.getClient().db('admin').command(giveUpSoon);
  const rows = Array.from({ length: 3_000 }, (_, n) => aDecision(n));
  await decisions(db).insertMany(rows, { lean: true });
  await aProposal();
  const to = new Date(start + 2_900 * hourMs);
  const backTest: BackTest = {
    _id: newId('backTest'), creditorId, proposals: [{ ruleId, version: 2 }], from: new Date(start + 5 * hourMs), to,
    requestedBy: { kind: 'account', id: 'AC-1-A' }, createdAt: new Date(), finishedAt: null, page: 0,
    place: { phase: 'decisions', after: null }, counts: noCounts, total: null, done: 0,
  }; // prettier-ignore
  await transaction(db, async (tx) => {
    await saveBackTest(tx, backTest);
    await scheduleNextPage(tx, backTest);
  });
  const program = join(import.meta.dirname, '../../src/back-tests/work-until-killed.ts');
  const pagesWhenKilled: number[] = [];

  for (let round = 1; round <= 2; round++) {
    const worker = spawn(process.execPath, ['--import', 'tsx', program, engines.mongoUrl, db.name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(worker.stdout, 'data');
    } finally {
      worker.kill('SIGKILL');
    }
    await once(worker, 'exit');
    const left = await findBackTest(db, [creditorId], backTest._id);
    pagesWhenKilled.push(left?.page ?? 0);
    expect(left?.counts.decisions).toBe((left?.page ?? 0) * 200);
  }
  const timers = await startTimers({
    db, clock: new SandboxClock(0), work: [runBackTests({ db, now: () => new Date() })], log: createLog('t', 'silent'),
    metrics: createMetrics('t'), owner: 'the only worker',
  }); // prettier-ignore
  const finished = await eventually(async () => {
    const found = await findBackTest(db, [creditorId], backTest._id);
    return found?.finishedAt ? found : false;
  }, 60_000);
  await timers.stop();

  const judged = rows.filter((row) => row.creditorId === creditorId && row.at >= backTest.from && row.at < to);
  const expected = judged.filter(({ at }) => {
    const hour = ((at.getTime() - start) / hourMs) % 24;
    return hour >= 8 && hour < 14;
  });
  expect(pagesWhenKilled.every((page) => page > 0 && page < judged.length / 200)).toBe(true);
  expect(finished && finished.counts).toEqual({
    ...noCounts, decisions: judged.length, newlyBlocked: expected.length,
  }); // prettier-ignore
  const found = await listFindings(db, backTest, 'newly-blocked', { after: undefined, limit: 5_000 });
  expect(found.map(({ decisionId }) => decisionId)).toEqual(expected.map(({ _id }) => _id));
}, 120_000);
