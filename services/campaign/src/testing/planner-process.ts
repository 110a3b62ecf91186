// A process of its own, to be killed: plans portfolio campaigns, as a replica of the service does.
import { createMetrics, createLog } from '@fairdue/telemetry';
import { systemClock as clock } from '@fairdue/clock';
import { connect } from '@fairdue/store';
import { startTimers } from '@fairdue/timers';
import { planPortfolios } from '../portfolios/plan-portfolio.ts';

const [url = '', database = '', pageDocuments = ''] = process.argv.slice(2);
const config = { PORTFOLIO_PAGE_DOCUMENTS: Number(pageDocuments) } as Parameters<typeof planPortfolios>[0]['config'];

await startTimers({
  db: await connect(url, database, { appName: 'planner' }),
  clock,
  work: [planPortfolios({ now: () => clock.now(), config } as Parameters<typeof planPortfolios>[0])],
  log: createLog('planner', 'silent'),
  metrics: createMetrics('planner'),
  leaseMs: 1_000,
  lookEveryMs: 50,
});
process.stdout.write('planning\n');
