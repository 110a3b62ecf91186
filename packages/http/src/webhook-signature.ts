import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '@fairdue/refused';

/** The three headers of Standard Webhooks. The time is in seconds since 1970. */
export const WebhookHeaders = z.object({
  'webhook-id': z.string(),
  'webhook-timestamp': z.string().regex(/^\d{1,12}$/),
  'webhook-signature': z.string(),
});
export type SignedHeaders = z.output<typeof WebhookHeaders>;

const toleranceSeconds = 5 * 60;

/** `whsec_…` is base64, as Standard Webhooks writes secrets; any other secret is its own bytes. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);

const macOf = (secret: string, id: string, timestamp: string, body: Buffer): Buffer =>
  createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();

/**
 * Signs id, time and the exact bytes, so that none of the three can be exchanged; with several secrets once by each, in
 * their order.
 */
export function signWebhook(
  secrets: string | readonly string[],
  id: string,
  realNow: Date,
  body: Buffer,
): SignedHeaders {
  const timestamp = String(Math.floor(realNow.getTime() / 1_000));
  const signatures = [secrets].flat().map((secret) => `v1,${macOf(secret, id, timestamp, body).toString('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/**
 * The callback's id, when its signature holds by one of the secrets and it is not older than five minutes. Several
 * signatures may be given.
 */
export function verifyWebhook(
  secrets: readonly string[],
  headers: Partial<Record<string, unknown>>,
  realNow: Date,
  body: Buffer,
): string {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name],
  );
  if (
    typeof id !== 'string' ||
    typeof timestamp !== 'string' ||
    typeof signatures !== 'string' ||
    !/^\d{1,12}$/.test(timestamp)
  )
    throw refused('The callback is not signed.');
  if (Math.abs(realNow.getTime() / 1_000 - Number(timestamp)) > toleranceSeconds)
    throw refused('The callback is too old.');
  const macs = secrets.map((secret) => macOf(secret, id, timestamp, body));
  const given = signatures
    .split(' ')
    .filter((each) => each.startsWith('v1,'))
    .map((each) => Buffer.from(each.slice(3), 'base64'));
  const holds = (mac: Buffer): boolean =>
    given.some((each) => each.length === mac.length && timingSafeEqual(each, mac));
  if (macs.some(holds)) return id;
  throw refused('The signature does not hold.');
}

const refused = (detail: string): Refused => new Refused('unauthenticated', 'callback-signature-invalid', detail);
