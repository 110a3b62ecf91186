import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { activityTypes } from '../activity/activity.ts';
import type { Webhook } from './webhook.ts';
import type { Delivery } from './webhook.store.ts';

const Instant = z.iso.datetime();

/** A webhook as its account sees it. `failing`: an event was given up, and none has come through since. */
export const WebhookBody = z.strictObject({
  id: Id,
  url: z.string(),
  description: z.string().nullable(),
  types: z.array(z.enum(activityTypes)).nullable(),
  state: z.enum(['active', 'failing', 'paused']),
  /** Attempts in a row that failed, and why the last one did. */
  failures: z.int(),
  cause: z.string().nullable(),
  /** Until when secrets that were replaced still sign. */
  oldSecretsUntil: z.array(Instant),
  createdAt: Instant,
  updatedAt: Instant,
});
export const OneWebhook = z.strictObject({ webhook: WebhookBody });
export const WebhookList = z.strictObject({ webhooks: z.array(WebhookBody) });
/** The secret is in this answer and nowhere else. */
export const WebhookWithSecret = z.strictObject({ webhook: WebhookBody, secret: z.string() });

/** What became of one event. `answer` is the first kilobyte of what the receiver said last. */
export const DeliveryBody = z.strictObject({
  eventId: Id,
  type: z.string(),
  state: z.enum(['delivered', 'waiting', 'failed']),
  attempts: z.int(),
  status: z.int().nullable(),
  answer: z.string().nullable(),
  cause: z.string().nullable(),
  firstAt: Instant,
  lastAt: Instant.nullable(),
  nextAt: Instant.nullable(),
});
export const DeliveryList = z.strictObject({ deliveries: z.array(DeliveryBody) });

export const webhookWire = (webhook: Webhook): z.output<typeof WebhookBody> => ({
  id: webhook._id,
  url: webhook.url,
  description: webhook.description,
  types: webhook.types,
  state: webhook.state,
  failures: webhook.failures,
  cause: webhook.cause,
  oldSecretsUntil: webhook.secrets.flatMap(({ until }) => (until ? [until.toISOString()] : [])),
  createdAt: webhook.createdAt.toISOString(),
  updatedAt: webhook.updatedAt.toISOString(),
});

export const deliveryWire = (delivery: Delivery): z.output<typeof DeliveryBody> => ({
  eventId: delivery.eventId,
  type: delivery.type,
  state: delivery.state,
  attempts: delivery.attempts,
  status: delivery.status,
  answer: delivery.answer,
  cause: delivery.cause,
  firstAt: delivery.firstAt.toISOString(),
  lastAt: delivery.lastAt?.toISOString() ?? null,
  nextAt: delivery.nextAt?.toISOString() ?? null,
});
