import { Router } from 'express';
import { z } from 'zod';
import { caller, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { readQuery } from '../campaigns/read-query.ts';
import { activityBefore } from './activity.store.ts';
import { activityTypes } from './activity.ts';
import { eventWire } from './activity-wire.ts';
import { placeActivity } from './place-activity.ts';
import { placeInFeed } from './place-in-feed.ts';

export const FeedQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  startingAfter: z.string().max(80).optional(),
  type: z.string().max(80).optional(),
});

/** M11: the account's feed, newest first. */
export const listActivityRoute = ({ db, now }: Deps) =>
  Router().get('/v1/activity', async (req, res) => {
    requirePermission(caller(req), 'campaign.campaigns:read');
    const creditorId = theCreditor(caller(req));
    const { type, startingAfter, limit } = readQuery(FeedQuery, req.query);

    await placeActivity(db, creditorId, now());
    const before = startingAfter === undefined ? undefined : await placeInFeed(db, creditorId, startingAfter);
    const types = type === undefined ? undefined : activityTypes.filter((each) => each === type);
    const events = types?.length === 0 ? [] : await activityBefore(db, creditorId, before, { types, limit });

    res.json({ events: events.map(eventWire) });
  });
