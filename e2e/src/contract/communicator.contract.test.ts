import { givenCompany, type Company } from './communicator-given.ts';
import { receiving } from './communicator-receiving.ts';
import { sending } from './communicator-sending.ts';
import { templates } from './communicator-templates.ts';
import { startPlatform, type RunningPlatform } from './running-platform.ts';

let platform: RunningPlatform;
let company: Company;
beforeAll(async () => {
  platform = await startPlatform();
  company = await givenCompany(platform);
}, 240_000);
afterAll(() => platform.stop(), 60_000);

// In this order: each goes on with what the one before has made, as the examples do.
describe.each([
  ['templates and previews (E1 to E5, E16 to E18)', templates],
  ['sending and rendering (E6, E7, E11 to E15)', sending],
  ['receiving, and hours of the night (E8 to E10)', receiving],
])('%s', (_what, examples) => {
  examples(() => company);
});
