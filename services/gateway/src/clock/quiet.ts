import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Upstream } from '@fairdue/http';

/** What a service says of its time. Further members count too: any that changes means that something happened. */
const State = z.looseObject({ now: z.iso.datetime(), quiet: z.boolean(), nextDueAt: z.iso.datetime().nullable() });
export type ClockState = z.output<typeof State>;

export const clockStates = (services: readonly Upstream[]): Promise<ClockState[]> =>
  Promise.all(services.map((service) => service.call({ method: 'GET', path: '/internal/clock', schema: State })));

const withoutNow = (states: readonly ClockState[]): string =>
  JSON.stringify(states.map((state) => ({ ...state, now: undefined })));

/**
 * Waits until nothing is under way anywhere. Each service is asked at another moment, so one round of "quiet" can miss
 * a fact travelling between two of them: only two rounds alike, one after the other, count. Undefined: time was over.
 */
export async function untilQuiet(services: readonly Upstream[], endsAtMs: number): Promise<ClockState[] | undefined> {
  let before = '';
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 50)) {
    const states = await clockStates(services);
    const isQuiet = states.every(({ quiet }) => quiet);
    const now = isQuiet ? withoutNow(states) : '';
    if (isQuiet && now === before) return states;
    before = now;
    if (performance.now() > endsAtMs) return undefined;
    if (!isQuiet) await wait(pauseMs);
    else pauseMs = 5;
  }
}
