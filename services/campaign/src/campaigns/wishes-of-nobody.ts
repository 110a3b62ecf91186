import type { TouchChannel } from '../cadence/cadence.ts';
import type { Reader } from '../reader.ts';
import { campaignsOfNobody } from './campaign.store.ts';
import type { Campaign } from './campaign.ts';

export type WishOfNobody = { campaign: Campaign; channel: TouchChannel | 'all' };

const channels = ['sms', 'email', 'call'] as const satisfies TouchChannel[];

/** Whoever closed every channel wants silence. */
function channelsOf({ optOuts }: Campaign): (TouchChannel | 'all')[] {
  const closed = channels.filter((channel) => optOuts[channel] !== null);
  return closed.length === channels.length ? ['all'] : closed;
}

/** What was opted out of while nobody had said whose the document is: there was no person whom the guard could hold. */
export async function wishesOfNobody(reader: Reader, creditorId: string, documentId: string): Promise<WishOfNobody[]> {
  const found = await campaignsOfNobody(reader, creditorId, documentId);
  return found.flatMap((campaign) => channelsOf(campaign).map((channel) => ({ campaign, channel })));
}

export const isSameWish = (one: WishOfNobody, other: WishOfNobody): boolean =>
  one.campaign._id === other.campaign._id && one.channel === other.channel;
