import type { Upstream } from '@fairdue/http';
import { consumePermits, type ConsumedPermit } from './consumed-permit.ts';

const ask = {
  permitId: 'PE-1-A', creditorId: 'CR-1-A', customerId: 'BO-1-A', contactId: 'CT-1-A', channel: 'email', askId: 'IN-1-A', handOverId: 'h1',
}; // prettier-ignore

/** A guard that consumes what it is asked, while both clocks stand where the test puts them. */
async function consumed(
  windowMs = 3_000,
  answersAfterMs = 0,
): Promise<{ permit: ConsumedPermit; clocks: { monotonic: number; wall: number } }> {
  const clocks = { monotonic: 1_000, wall: 5_000 };
  const answer = { answers: [{ permitId: ask.permitId, consumed: true, addressHash: 'hash', windowMs }] };
  const guard: Upstream = {
    name: 'compliance-guard',
    call: ({ schema }) => {
      clocks.monotonic += answersAfterMs;
      clocks.wall += answersAfterMs;
      return Promise.resolve(schema.parse(answer) as never);
    },
    close: () => Promise.resolve(),
  };
  const watch = { monotonicMs: () => clocks.monotonic, wallMs: () => clocks.wall };
  const permit = (await consumePermits(guard, [ask], watch)).get(ask.permitId) as ConsumedPermit;
  return { permit, clocks };
}

test('a permit starts one contact, once, and only to the address it was given for', async () => {
  const { permit } = await consumed();

  expect(() => permit.start('another')).toThrow('another address');
  permit.start('hash');
  expect(() => permit.start('hash')).toThrow('used before');
  expect(permit.overran()).toBe(false);
});

test.each([
  ['monotonic', 3_000],
  ['wall', 3_000],
  ['wall', -3_000],
] as const)('a permit is too late when the %s clock is %i ms away from the moment of asking', async (clock, awayMs) => {
  const { permit, clocks } = await consumed();
  clocks[clock] += awayMs;

  expect(() => permit.start('hash')).toThrow('deadline');
});

test('the time runs from the moment of asking: what the answer took is gone', async () => {
  const { permit, clocks } = await consumed(3_000, 2_000);
  clocks.monotonic += 1_000;

  expect(() => permit.start('hash')).toThrow('deadline');
});

test('no answer of the guard makes the window longer than three seconds', async () => {
  const { permit, clocks } = await consumed(60_000);
  clocks.monotonic += 3_000;

  expect(() => permit.start('hash')).toThrow('deadline');
});

test('a process frozen between check and write is seen', async () => {
  const { permit, clocks } = await consumed();
  permit.start('hash');
  clocks.monotonic += 3_000;

  expect(permit.overran()).toBe(true);
});
