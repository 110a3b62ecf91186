import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Upstream } from '@fairdue/http';

/** What a service says of its time. `activity` grows with everything it takes in hand. */
const State = z.looseObject({
  now: z.iso.datetime(),
  quiet: z.boolean(),
  nextDueAt: z.iso.datetime().nullable(),
  activity: z.int(),
  replicas: z.int().default(1),
});
export type ClockState = z.output<typeof State>;

/** `waitMs`: how long a service may wait for itself to come to rest before it answers. */
export const clockStates = (services: readonly Upstream[], waitMs = 0): Promise<ClockState[]> =>
  Promise.all(
    services.map((service) => service.call({ method: 'GET', path: `/internal/clock?waitMs=${waitMs}`, schema: State })),
  );

/**
 * Waits until nothing is under way anywhere. Each service is asked at another moment, so one round of "quiet" can miss
 * a fact travelling between two of them. Two rounds of it with no activity in between cannot: a fact under way at the
 * second would have left a service, and been activity there, after the first. Undefined: time was over.
 */
export async function untilQuiet(services: readonly Upstream[], endsAtMs: number): Promise<ClockState[] | undefined> {
  let before = '';
  for (;;) {
    const states = await clockStates(services, 200);
    const isQuiet = states.every(({ quiet }) => quiet);
    const activity = states.map((state) => state.activity).join();
    if (isQuiet && activity === before) return states;
    before = isQuiet ? activity : '';
    if (performance.now() > endsAtMs) return undefined;
    if (!isQuiet) await wait(5);
  }
}
