import { atNineInPhoenix, givenLender, type Lender } from './campaign-given.ts';
import { ending } from './campaign-ending.ts';
import { optingOut } from './campaign-opting-out.ts';
import { portfolios } from './campaign-portfolios.ts';
import { starting } from './campaign-starting.ts';
import { touches } from './campaign-touches.ts';
import { startPlatform, type RunningPlatform } from './running-platform.ts';

let platform: RunningPlatform;
let lender: Lender;
beforeAll(async () => {
  platform = await startPlatform();
  await atNineInPhoenix(platform);
  lender = await givenLender(platform);
}, 240_000);
afterAll(() => platform.stop(), 60_000);

// In this order: the touches move the clock.
describe.each([
  ['starting (A1 to A9, A23 to A25)', starting],
  ['opting out (A10 to A14)', optingOut],
  ['what takes the place of another, and what is deleted (A19, A20)', ending],
  ['campaigns over a filter of documents', portfolios],
  ['touches (A15 to A18, A21, A22)', touches],
])('%s', (_what, examples) => {
  examples(() => lender);
});
