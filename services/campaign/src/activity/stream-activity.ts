import { once } from 'node:events';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { Sleeper } from '@fairdue/clock';
import { caller, HttpFault, requirePermission, stopOf, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import type { Connection } from '@fairdue/store';
import { readQuery } from '../campaigns/read-query.ts';
import type { CampaignConfig } from '../config.ts';
import { activityAt, lastPlace } from './activity.store.ts';
import { beginning, eventId, type PlacedActivity } from './activity.ts';
import { eventWire } from './activity-wire.ts';
import { placeActivity } from './place-activity.ts';
import { placeInFeed } from './place-in-feed.ts';
import { Tails } from './tails.ts';

export const StreamQuery = z.object({
  startingAfter: z.string().max(80).optional(),
  type: z.string().max(80).optional(),
});

/** How long a client waits before it comes back. */
const retryMs = 1_000;

const blockOf = (activity: PlacedActivity): string =>
  `id: ${eventId(activity)}\ndata: ${JSON.stringify(eventWire(activity))}\n\n`;

const notKept = () =>
  new HttpFault(410, 'activity-not-kept', 'What came after that event is no longer kept. Begin anew, without its id.');

/** Where a reader goes on: after the event it names, else from now on. One that nobody keeps any more would be a gap. */
async function beginningOf(db: Connection, creditorId: string, after: string | undefined): Promise<number> {
  const last = await lastPlace({ db }, creditorId);
  if (after === undefined) return last;
  const seq = await placeInFeed(db, creditorId, after);
  if (seq < last && !(await activityAt(db, creditorId, seq + 1))) throw notKept();
  return seq;
}

/** The id a client names when it comes back without having seen any event. */
async function idOfPlace(db: Connection, creditorId: string, seq: number): Promise<string> {
  const there = await activityAt(db, creditorId, seq);
  return there ? eventId(there) : beginning;
}

/** False when the reader has not taken what was sent in time. */
async function taken(res: Response, text: string, withinMs: number): Promise<boolean> {
  if (res.write(text)) return true;
  const late = AbortSignal.timeout(withinMs);
  return once(res, 'drain', { signal: late }).then(
    () => true,
    () => res.destroyed,
  );
}

/**
 * M11 as it happens, by server-sent events. `Last-Event-ID` goes on after that event, without a gap or a repeat, at
 * whichever replica. A reader is sent the next page when it has taken the one before; one that takes nothing is dropped
 * and may come back.
 */
export function streamActivityRoute({ db, now, log, metrics, config }: Deps<CampaignConfig>) {
  const tails = new Tails({ db, log, metrics });

  async function run(res: Response, creditorId: string, from: number, type: string | undefined): Promise<void> {
    const rest = new Sleeper();
    const follower = await tails.follow(creditorId, () => rest.wake());
    const stop = stopOf(res);
    const wake = (): void => rest.wake();
    res.on('close', wake);
    stop.addEventListener('abort', wake);
    const { ACTIVITY_HEARTBEAT_MS: heartbeatMs, ACTIVITY_SLOW_READER_MS: slowMs } = config;
    let seq = from;
    let saidAt = performance.now();
    const say = async (text: string): Promise<void> => {
      saidAt = performance.now();
      if (!(await taken(res, text, slowMs))) res.destroy();
    };
    try {
      await say(`retry: ${retryMs}\nid: ${await idOfPlace(db, creditorId, from)}\n\n`);
      while (!res.destroyed && !stop.aborted) {
        const page = await follower.after(seq);
        seq = page.at(-1)?.seq ?? seq;
        const text = page.filter((each) => type === undefined || each.type === type).map(blockOf).join(''); // prettier-ignore
        if (text !== '') await say(text);
        else if (performance.now() - saidAt >= heartbeatMs) await say(': beat\n\n');
        if (page.length === 0) await rest.sleep(Math.max(1, heartbeatMs - (performance.now() - saidAt)));
      }
    } finally {
      stop.removeEventListener('abort', wake);
      follower.stop();
      res.end();
    }
  }

  return Router().get('/v1/activity/stream', async (req: Request, res) => {
    requirePermission(caller(req), 'campaign.campaigns:read');
    const creditorId = theCreditor(caller(req));
    const { type, startingAfter } = readQuery(StreamQuery, req.query);
    await placeActivity(db, creditorId, now());
    const from = await beginningOf(db, creditorId, req.get('last-event-id') ?? startingAfter);

    res.set({ 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
    if (req.method === 'HEAD') return void res.end();
    res.flushHeaders();
    await run(res, creditorId, from, type).catch((error: unknown) => {
      log.warn({ err: error }, 'a stream of activity ended: its reader may come back');
      res.end();
    });
  });
}
