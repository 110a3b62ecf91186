import { z } from 'zod';
import { checkName, outside } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { activityTypes } from '../activity/activity.ts';
import type { CampaignConfig } from '../config.ts';

const Description = z.string().max(200).nullable().default(null);
const Types = z.array(z.enum(activityTypes)).min(1).nullable().default(null);
const Url = z.url({ protocol: /^https?$/ }).max(2_000);

export const CreateWebhook = z.object({ url: Url, description: Description, types: Types });
export const ChangeWebhook = z.object({
  url: Url.exactOptional(),
  description: z.string().max(200).nullable().exactOptional(),
  types: z.array(z.enum(activityTypes)).min(1).nullable().exactOptional(),
  state: z.enum(['active', 'paused']).exactOptional(),
});
export const Replay = z.object({ from: z.iso.datetime() });

const refused = (detail: string) => new Refused('malformed', 'webhook-url-refused', detail);

/** Where may events go? To the public network, encrypted; elsewhere only where the operator says so. */
export async function requireReceiver(text: string, { WEBHOOK_HOSTS_INSIDE: inside }: Pick<CampaignConfig, 'WEBHOOK_HOSTS_INSIDE'>): Promise<void> {
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw refused('url must hold no user name and no password.');
  if (url.protocol !== 'https:' && !inside.includes(url.hostname)) throw refused('url must be https.');
  try {
    await checkName(outside(inside), url);
  } catch (error) {
    if (error instanceof Refused) throw refused('url must lead into the public network.');
    throw error;
  }
} // prettier-ignore
