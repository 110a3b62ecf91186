import { z } from 'zod';
import type { Operation } from '@fairdue/http';
import { EventList } from './activity-wire.ts';
import { FeedQuery } from './list-activity.ts';
import { StreamQuery } from './stream-activity.ts';

const tag = 'Activity';
const LastEventId = z.object({ 'Last-Event-ID': z.string().exactOptional() });

export const activityOperations: Operation[] = [
  {
    id: 'readActivity',
    method: 'get',
    path: '/v1/activity',
    summary: 'Lists what happened in the creditor’s campaigns, newest first, as people read it (M11).',
    tag,
    query: FeedQuery,
    answers: { 200: EventList },
    refusals: [400],
    permission: 'campaign.campaigns:read',
    example: { given: 'something that happened', query: { limit: '5' }, status: 200 },
  },
  {
    id: 'streamActivity',
    method: 'get',
    path: '/v1/activity/stream',
    summary: 'Sends the creditor’s activity as it happens, as server-sent events.',
    description:
      'Each event is one of `GET /v1/activity`, with its id. Without an id it begins now; with that of an event in `Last-Event-ID` (or `startingAfter`) right after it, without a gap or a repeat. A comment comes when nothing else does. It ends when its credential does, and when the server stops: a client comes back by itself, as browsers do. 410: what came after that event is no longer kept.',
    tag,
    query: StreamQuery,
    headers: LastEventId,
    answers: { 200: 'text/event-stream' },
    refusals: [400, 410],
    permission: 'campaign.campaigns:read',
    example: { query: { startingAfter: 'AT-0000000001-0' }, status: 400 },
  },
];
