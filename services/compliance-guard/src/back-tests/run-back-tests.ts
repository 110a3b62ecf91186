import type { Deps } from '@fairdue/service';
import type { Connection, Tx } from '@fairdue/store';
import { job, schedule, timerKind, type JobOutcome, type TimerRow, type Work } from '@fairdue/timers';
import { countCustomers } from '../customers/customer.store.ts';
import { countDecisions } from '../decisions/decision.store.ts';
import type { Rule } from '../rules/rule.ts';
import type { Tenure } from '../rules/ruleset.ts';
import { rulesetFor } from '../rules/versions/current-rules.ts';
import { activeVersions } from '../rules/versions/rule-version.store.ts';
import { theVersion } from '../rules/versions/the-rule.ts';
import { withPage, type BackTest } from './back-test.ts';
import { addFindings, findBackTest, saveBackTest } from './back-test.store.ts';
import { judgeContacts } from './judge-contacts.ts';
import { judgeDecisions } from './judge-decisions.ts';
import { trialOf, type Trial } from './trial.ts';

type Data = { creditorId: string };

/** The next page of a back-test. Real time: it has nothing to wait for. */
const backTestPage = timerKind<Data>('back-test-page', { time: 'real' });

/** In the transaction of the page before it, so that a back-test always goes on from where it stands. */
export const scheduleNextPage = (tx: Tx, { _id, creditorId, page }: BackTest): Promise<void> =>
  schedule(tx, backTestPage, [{ id: `${_id}:${page}`, key: _id, dueAt: new Date(), data: { creditorId } }]);

async function trial(db: Connection, { creditorId, proposals }: BackTest): Promise<Trial> {
  const versions = await activeVersions(db, creditorId);
  const everybodys = rulesetFor(null, versions);
  const proposed = new Map<string, Rule | readonly Tenure[]>();
  for (const { ruleId, version } of proposals) {
    const { record } = await theVersion(db, [creditorId], { ruleId, version });
    proposed.set(ruleId, record ?? everybodys.tenures.filter(({ rule }) => rule.id === ruleId));
  }
  return trialOf(rulesetFor(creditorId, versions), proposed);
}

const judged = (db: Connection, backTest: BackTest, against: Trial) => {
  const { place } = backTest;
  return place.phase === 'decisions'
    ? judgeDecisions(db, { ...backTest, place }, against)
    : judgeContacts(db, { ...backTest, place }, against);
};

/** Judges one page, and stores what it found together with how far the back-test has come. */
async function nextPage({ db, now }: Pick<Deps, 'db' | 'now'>, row: TimerRow<Data>): Promise<JobOutcome> {
  const before = await findBackTest(db, [row.data.creditorId], row.key);
  if (!before) throw new Error(`There is no back-test ${row.key}.`);
  const { creditorId, from, to } = before;
  const total =
    before.total ?? (await countDecisions(db, creditorId, { from, to })) + (await countCustomers(db, creditorId));
  const page = await judged(db, before, await trial(db, before));
  const after = withPage({ ...before, total }, page, now());
  return {
    id: row.id,
    done: async (tx) => {
      await addFindings(tx, page.findings);
      await saveBackTest(tx, after);
      if (!after.finishedAt) await scheduleNextPage(tx, after);
    },
  };
}

/**
 * Works on back-tests a page at a time. The row of a page goes in the transaction that stores its findings and writes the
 * next page's: whoever is killed, the page is done once, by the next worker.
 */
export const runBackTests = (deps: Pick<Deps, 'db' | 'now'>): Work =>
  job(
    backTestPage,
    async (rows) => {
      const outcomes: JobOutcome[] = [];
      for (const row of rows) outcomes.push(await nextPage(deps, row));
      return outcomes;
    },
    { batchMax: 4 },
  );
