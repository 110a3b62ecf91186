import { Router } from 'express';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { dayNumber, localDate } from '../cadence/local-date.ts';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import type { Deps } from '@fairdue/service';
import { requestedChannels } from '../campaigns/campaign.ts';
import { Warning } from '../campaigns/campaign-wire.ts';
import { planSchedule } from '../campaigns/plan-campaign.ts';
import { loadCreditor } from '../creditors/creditor.store.ts';
import { readTone } from '../tone/tone.ts';
import type { Arm } from './arms.ts';
import { scaledUp } from './interval.ts';
import { newPortfolio } from './portfolio.ts';
import { armsOf, filterOf, StartPortfolio } from './portfolio-body.ts';
import { Skipped } from './portfolio-wire.ts';
import { sampleOf, type Sample } from './sample.ts';

const Count = z.int().nonnegative();
/** Counted, or with its 95 % confidence interval where it is estimated: exact when `low` and `high` are the same. */
const Estimate = z.strictObject({ value: Count, low: Count, high: Count });

/** `share`: of the documents, how much was looked at. `paused` are among `starting`, and wait for what pauses them. */
export const PortfolioPreviewBody = z.strictObject({
  isEstimate: z.boolean(),
  examined: Count,
  share: z.number().min(0).max(1),
  matched: Estimate,
  starting: Estimate,
  paused: Estimate,
  skipped: z.partialRecord(Skipped.keyType, Estimate),
  arms: z.array(z.strictObject({ name: z.string(), share: z.int(), documents: Estimate, warnings: z.array(Warning) })),
  calendar: z.array(z.strictObject({ date: z.iso.date(), touches: Estimate, sms: Count, email: Count, call: Count })),
});

const calendarDays = 30;

/** The touches of the first thirty days by their local dates. Those that a pause would skip are left out. */
function calendarOf({ members, share }: Sample, firstDate: string): z.output<typeof PortfolioPreviewBody>['calendar'] {
  const days = new Map(
    Array.from({ length: calendarDays }, (_, i) => [
      localDate(dayNumber(firstDate) + i),
      { sms: 0, email: 0, call: 0 },
    ]),
  );
  for (const { campaign } of members) {
    if (campaign.state !== 'running') continue;
    for (const { date, channel } of campaign.schedule?.slots ?? []) {
      const day = days.get(date);
      if (day && !campaign.optOuts[channel]) day[channel]++;
    }
  }
  const all = (count: number): number => scaledUp(count, share).value;
  return [...days].map(([date, { sms, email, call }]) => ({
    date, touches: scaledUp(sms + email + call, share), sms: all(sms), email: all(email), call: all(call),
  }));
} // prettier-ignore

const warningsOf = (arm: Arm, timeZone: string, now: Date): z.output<typeof Warning>[] => [
  ...planSchedule(arm.cadence, requestedChannels(arm), { timeZone, zones: [] }, now).warnings,
  ...readTone(arm.tone).warnings,
];

/** What a portfolio campaign would do if it began now: counts, and thirty days as a calendar. Nothing is stored. */
export const previewPortfolioRoute = ({ db, now }: Deps) =>
  Router().post('/v1/rcm/campaigns/preview', async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'campaign.campaigns:read');
    const wish = read(StartPortfolio, req.body);
    const arms = armsOf(wish);
    const creditorId = theCreditor(by);

    const at = now();
    const startedBy = { kind: 'user', id: by.accountId } as const;
    const terms = { _id: newId('portfolio', at.getTime()), creditorId, name: null, filter: filterOf(wish), arms, notes: null, bestTime: null, startedBy };
    const sample = await sampleOf(db, newPortfolio(terms, at), at);
    const { timeZone } = await loadCreditor({ db }, creditorId);

    const { examined, matched, members, skipped, share } = sample;
    const all = (count: number) => scaledUp(count, share);
    const inArm = (name: string): number => members.filter(({ campaign }) => campaign.arm === name).length;
    const answer: z.output<typeof PortfolioPreviewBody> = {
      isEstimate: share < 1,
      examined,
      share,
      matched: all(matched),
      starting: all(members.length),
      paused: all(members.filter(({ campaign }) => campaign.state === 'paused').length),
      skipped: Object.fromEntries(Object.entries(skipped).map(([reason, count]) => [reason, all(count)])),
      arms: arms.map((arm) => ({ name: arm.name, share: arm.share, documents: all(inArm(arm.name)), warnings: warningsOf(arm, timeZone, at) })),
      calendar: calendarOf(sample, DateTime.fromJSDate(at, { zone: timeZone }).toISODate() ?? at.toISOString().slice(0, 10)),
    };
    res.json(answer);
  }); // prettier-ignore
