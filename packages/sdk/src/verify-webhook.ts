import type { ActivityEvent } from './follow-activity.ts';

/** What is posted to a webhook. `id` is the same at every repeat: remember it. */
export type Delivery = { id: string; type: ActivityEvent['type']; timestamp: string; data: ActivityEvent };

/** Answer it with 401 and do nothing. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>> | { get(name: string): string | null };

const toleranceMs = 5 * 60 * 1_000;

const header = (headers: Headers, name: string): string => {
  const value = typeof headers.get === 'function' ? headers.get(name) : (headers as Record<string, unknown>)[name];
  if (typeof value !== 'string') throw new WebhookRefused(`The header ${name} is missing.`);
  return value;
};

/** Null where it is no base64: whoever signs badly is refused, and nothing more. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

function keyOf(secret: string) {
  const bytes = bytesOf(secret.replace(/^whsec_/, ''));
  if (!secret.startsWith('whsec_') || !bytes) throw new TypeError('A webhook secret is whsec_ and base64.');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

/**
 * The delivery, when one of its signatures is by one of your secrets and it was sent within five minutes. `body` is what came,
 * byte for byte: parsed and written again it no longer verifies. For a day after a rotation give both secrets.
 */
export async function verifyWebhook(
  secrets: string | readonly string[],
  headers: Headers,
  body: string | Uint8Array,
  now: Date = new Date(),
): Promise<Delivery> {
  const [id, timestamp] = [header(headers, 'webhook-id'), header(headers, 'webhook-timestamp')];
  const signatures = header(headers, 'webhook-signature').split(' ');
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now.getTime() - Number(timestamp) * 1_000) > toleranceMs)
    throw new WebhookRefused('It was not sent within the last five minutes.');

  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${text}`);
  for (const secret of [secrets].flat()) {
    const key = await keyOf(secret);
    for (const signature of signatures) {
      const mac = signature.startsWith('v1,') ? bytesOf(signature.slice(3)) : null;
      if (mac && (await crypto.subtle.verify('HMAC', key, mac, signed)))
        return { ...(JSON.parse(text) as Omit<Delivery, 'id'>), id };
    }
  }
  throw new WebhookRefused('No signature is by that secret.');
}
