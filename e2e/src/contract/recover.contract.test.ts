import { startPlatform, type RunningPlatform } from './running-platform.ts';
import { contacts } from './recover-contacts.ts';
import { conventions } from './recover-conventions.ts';
import { creditors } from './recover-creditors.ts';
import { debts } from './recover-debts.ts';
import { payments } from './recover-payments.ts';
import { placing } from './recover-placing.ts';
import { repeats } from './recover-repeats.ts';
import { representations } from './recover-representations.ts';
import { retracting } from './recover-retracting.ts';

let platform: RunningPlatform;
beforeAll(async () => {
  platform = await startPlatform();
}, 180_000);
afterAll(() => platform.stop(), 60_000);

describe.each([
  ['placing and looking up (E1 to E5)', placing],
  ['contacts and comments (E6 to E9)', contacts],
  ['reading and correcting debts (E10, E11, E14 to E18)', debts],
  ['retracting and reopening (E12, E13)', retracting],
  ['payments and plans (E19 to E21)', payments],
  ['representation (E22, E23)', representations],
  ['brands and creditors (E24, E25)', creditors],
  ['what holds for every endpoint (E26)', conventions],
  ['repeats and races', repeats],
])('%s', (_what, examples) => {
  examples(() => platform);
});
