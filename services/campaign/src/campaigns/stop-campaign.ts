import type { TouchChannel } from '../cadence/cadence.ts';
import { isOpen, isWaiting, move, type Touch } from '../touches/touch.ts';
import { openChannels, type EndReason } from './campaign.ts';
import { askStaff, happened, withCampaign, withTouch, type Actor, type ByHand, type Situation } from './situation.ts';
import { standing } from './standing.ts';

/** Takes back the touches that fit. What the carrier already has is reported later, and counts as sent. */
export function withdraw(
  situation: Situation,
  fits: (touch: Touch) => boolean,
  signal: 'cancelled' | 'skipped',
  reason: string,
): Situation {
  return situation.touches.filter(fits).reduce((current, touch) => {
    const after = move(touch, signal, { outcomeReason: reason });
    if (!after) return current;
    const kind = signal === 'cancelled' ? 'touch-cancelled' : 'touch-skipped';
    return happened(withTouch(current, after), { kind, touch: after, reason });
  }, situation);
}

/** An ended campaign never becomes active again; everything it still meant to do is taken back. */
export function endCampaign(situation: Situation, reason: EndReason, now: Date, by?: ByHand): Situation {
  if (situation.campaign.state === 'ended') return situation;
  const ended = withCampaign(situation, { state: 'ended', endReason: reason, endedAt: now, pauseReason: null }, now);
  return happened(withdraw(ended, isOpen, 'cancelled', reason), { kind: 'campaign-ended', reason, by });
}

/** A pause leaves the dates of later touches alone: each is skipped if its time comes while the pause lasts. */
export function pause(situation: Situation, reason: string, now: Date, by?: ByHand): Situation {
  const paused = withCampaign(situation, { state: 'paused', pauseReason: reason }, now);
  const underWay = (touch: Touch) => isOpen(touch) && !isWaiting(touch);
  return happened(withdraw(paused, underWay, 'skipped', reason), { kind: 'campaign-paused', reason, by });
}

export function resume(situation: Situation, now: Date, by?: ByHand): Situation {
  const state = situation.campaign.schedule ? 'running' : 'awaiting_schedule';
  return happened(withCampaign(situation, { state, pauseReason: null }, now), { kind: 'campaign-resumed', by });
}

export type OptOut = { channel: TouchChannel | 'all'; actor: Actor; source: string; notes: string | null };

/**
 * The person wants no more of a channel. Its touches are cancelled and not moved to another one: a wish for less must
 * not add pressure elsewhere. A repeated or late wish is recorded like the first.
 */
export function optOut(situation: Situation, { channel, ...wish }: OptOut, now: Date): Situation {
  const { campaign } = situation;
  const duplicate = campaign.state === 'ended' || (channel !== 'all' && campaign.optOuts[channel] !== null);
  const channels: TouchChannel[] = channel === 'all' ? ['sms', 'email', 'call'] : [channel];
  const optOuts = { ...campaign.optOuts };
  for (const each of channels) optOuts[each] ??= now;

  const noted = happened(withCampaign(situation, { optOuts }, now), { kind: 'opted-out', channel, ...wish, duplicate });
  if (campaign.state === 'ended') return noted;
  if (channel === 'all') {
    // A wish for silence is a cease notice only when it came in writing, which somebody has to find out.
    const asked = askStaff(noted, { task: 'ask_whether_written', channel: null, because: 'opt_out_all' }, now);
    return endCampaign(asked, 'opt_out_all', now);
  }
  if (openChannels(noted.campaign).length === 0) return endCampaign(noted, 'all_channels_opted_out', now);
  return withdraw(noted, (touch) => isOpen(touch) && touch.channel === channel, 'cancelled', 'opted_out');
}

/** Whose word a reason is, where it was said of all members of a portfolio campaign; all other reasons are facts. */
const byPortfolio = ({ portfolio }: Situation, reason: string | null): ByHand | undefined =>
  reason === 'cancelled' || reason === 'portfolio_paused' ? portfolio?.by : undefined;

/** Brings a campaign in line with what is known now. Safe to ask at any time, in any order of facts. */
export function reconcile(situation: Situation, now: Date): Situation {
  const { campaign, customer } = situation;
  if (campaign.state === 'ended') return situation;
  const { end, pause: reason, closed, lookAgainAt } = standing(situation, now);
  if (end) return endCampaign(situation, end, now, byPortfolio(situation, end));

  const closedNow = closed.filter((channel) => campaign.optOuts[channel] === null);
  const current = closedNow.reduce<Situation>((before, channel) => {
    const wish = {
      channel,
      actor: { kind: 'borrower', id: customer._id },
      source: 'preferences',
      notes: null,
    } as const;
    return optOut(before, wish, now);
  }, situation);
  if (current.campaign.state === 'ended') return current;
  const isSameTurn = current.campaign.lookAgainAt?.getTime() === lookAgainAt?.getTime();
  const timed = isSameTurn ? current : withCampaign(current, { lookAgainAt }, now);
  const { pauseReason } = timed.campaign;
  if (reason === pauseReason) return timed;
  return reason
    ? pause(timed, reason, now, byPortfolio(timed, reason))
    : resume(timed, now, byPortfolio(timed, pauseReason));
}
