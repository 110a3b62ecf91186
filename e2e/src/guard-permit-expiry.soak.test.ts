import { eventually } from '@fairdue/testing';
import { guardClient } from './guard-client.ts';
import { called, givenCallable } from './guard-debtors.ts';
import { Installation } from './installation.ts';
import { businessNow, moveTo, noonAfter } from './story.ts';

const lifetimeMs = 45_000;
const platform = new Installation({ CALL_PERMIT_LIFETIME_SECONDS: String(lifetimeMs / 1_000) });
beforeAll(async () => {
  await platform.start();
  await moveTo(platform, noonAfter(await businessNow(platform)));
}, 180_000);
afterAll(() => platform.stop(), 60_000);

test('a permit whose holder died with the guard gives its slot back when its time is over, and not before', async () => {
  const guard = guardClient(platform);
  const [debtor] = await givenCallable(platform, 1);
  const { call } = debtor!;
  await called(guard, call, 6);
  const held = await guard.ask(call());
  const grantedAt = Date.now();
  await platform.kill('compliance-guard-1');
  await platform.startOne('compliance-guard');
  const refused = await guard.ask(call());

  await eventually(async () => (await guard.ask(call())).granted === true, 120_000);

  expect([held.granted, refused.granted]).toEqual([true, false]);
  expect(Date.now() - grantedAt).toBeGreaterThanOrEqual(lifetimeMs);
}, 240_000);
