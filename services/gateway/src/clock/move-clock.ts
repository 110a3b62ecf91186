import { z } from 'zod';
import type { Upstream } from '@fairdue/http';
import { clockStates, untilQuiet, type ClockState } from './quiet.ts';

/** `stepMs`: what falls due within that time of the next timer falls due together with it, so that a month plays faster. */
export type Move = { to: Date; stepMs: number };
/** How far business time came, in how many steps. */
export const MovedBody = z.strictObject({ now: z.iso.datetime(), steps: z.int(), reached: z.boolean() });
export type Moved = z.output<typeof MovedBody>;

const ms = (instant: string): number => Date.parse(instant);
const earliest = (instants: readonly number[]): number => Math.min(...instants);

/** Business time of the platform: that of the service furthest behind. */
export const platformNow = (states: readonly ClockState[]): string =>
  new Date(earliest(states.map(({ now }) => ms(now)))).toISOString();

async function moveAll(services: readonly Upstream[], to: number): Promise<void> {
  const body = { to: new Date(to).toISOString() };
  await Promise.all(
    services.map((service) =>
      service.call({ method: 'POST', path: '/internal/clock', body, idempotent: true, schema: z.looseObject({}) }),
    ),
  );
}

/**
 * Moves business time forward, stopping at every timer of any service and waiting there until all that follows from it
 * is done: a year of cadence happens in its own order. When the time for one request is over it answers how far it
 * came; asking again goes on from there.
 */
export async function moveClock(
  services: readonly Upstream[],
  { to: target, stepMs }: Move,
  forMs: number,
): Promise<Moved> {
  const endsAtMs = performance.now() + forMs;
  for (let steps = 0; ; steps++) {
    const states = await untilQuiet(services, endsAtMs);
    const now = platformNow(states ?? (await clockStates(services)));
    const reached = states !== undefined && ms(now) >= target.getTime();
    if (!states || reached || performance.now() > endsAtMs) return { now, steps, reached };
    const due = states.flatMap(({ nextDueAt }) => (nextDueAt === null ? [] : [ms(nextDueAt)]));
    const next = Math.max(ms(now), earliest(due)) + stepMs;
    await moveAll(services, Math.min(next, target.getTime()));
  }
}
