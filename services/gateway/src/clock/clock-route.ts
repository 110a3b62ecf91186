import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { HttpFault, read, readJsonBody, type BodyLimits, type Upstream, type Vouched } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { moveClock, platformNow, type Move, type Moved } from './move-clock.ts';
import { clockStates } from './quiet.ts';

export const ClockBody = z.strictObject({ now: z.iso.datetime(), sandbox: z.boolean() });
export type ClockRoute = (req: IncomingMessage, account: Vouched) => Promise<z.output<typeof ClockBody> | Moved>;

type Options = { services: readonly Upstream[]; isSandbox: boolean; moveMs: number; limits: BodyLimits };

export const ClockMove = z.strictObject({
  to: z.iso.datetime().transform((text) => new Date(text)),
  stepMinutes: z.int().min(0).max(1_440).default(0),
});

function requireClockPermission({ permissions }: Vouched, permission: string): void {
  if (permissions.has('*') || permissions.has(permission)) return;
  throw new Refused('forbidden', 'permission-missing', `This needs the permission ${permission}.`);
}

/** `/agency/v1/clock`: reads the platform's business time, and in a sandbox moves it forward, one move at a time. */
export function clockRoute({ services, isSandbox, moveMs, limits }: Options): ClockRoute {
  let isMoving = false;

  async function requireOneReplicaEach(): Promise<void> {
    const states = await clockStates(services);
    if (states.every(({ replicas }) => replicas === 1)) return;
    const detail =
      'Business time moves only while each service has one replica. One that was killed counts for seconds.';
    throw new Refused('conflict', 'clock-has-replicas', detail);
  }

  async function move(to: Move): Promise<Moved> {
    if (!isSandbox) throw new Refused('conflict', 'clock-is-real', 'Business time moves only in a sandbox.');
    if (isMoving) throw new Refused('conflict', 'clock-is-moving', 'The clock is being moved by another request.');
    isMoving = true;
    try {
      await requireOneReplicaEach();
      return await moveClock(services, to, moveMs);
    } finally {
      isMoving = false;
    }
  }

  return async (req, account) => {
    if (req.method === 'GET' || req.method === 'HEAD') {
      requireClockPermission(account, 'agency.clock:read');
      return { now: platformNow(await clockStates(services)), sandbox: isSandbox };
    }
    if (req.method !== 'POST')
      throw new HttpFault(405, 'method-not-allowed', 'Method not allowed.', { allow: 'GET, HEAD, POST' });
    requireClockPermission(account, 'agency.clock:write');
    const { to, stepMinutes } = read(ClockMove, await readJsonBody(req, limits));
    return move({ to, stepMs: stepMinutes * 60_000 });
  };
}
