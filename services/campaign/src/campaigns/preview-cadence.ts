import { Router } from 'express';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { isLocalDate } from '../cadence/local-date.ts';
import { caller, read, requirePermission } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { readTone } from '../tone/tone.ts';
import { requestedChannels } from './campaign.ts';
import { Channels, Phrase, requireChannel } from './campaign-body.ts';
import { scheduleWire } from './campaign-wire.ts';
import { planSchedule } from './plan-campaign.ts';

const Preview = Channels.extend({
  cadence: Phrase,
  tone: Phrase.optional(),
  startDate: z.string().refine(isLocalDate, 'is no date').optional(),
  timeZone: z.string().max(60).refine((zone) => IANAZone.isValidZone(zone), 'is no time zone').default('America/New_York'),
}); // prettier-ignore

/** M5: what a cadence and a tone would become. Nothing is stored. */
export const previewCadenceRoute = ({ now }: Deps) =>
  Router().post('/v1/rcm/preview', (req, res) => {
    requirePermission(caller(req), 'campaign.campaigns:read');
    const { cadence, tone, startDate, timeZone, ...channels } = read(Preview, req.body);
    requireChannel(channels);

    const place = { timeZone, zones: [] };
    const { schedule, warnings } = planSchedule(cadence, requestedChannels(channels), place, startDate ?? now());
    const voice = tone === undefined ? { variant: 'neutral' as const, warnings: [] } : readTone(tone);

    res.json({
      schedule: scheduleWire(schedule),
      toneVariant: voice.variant,
      warnings: [...warnings, ...voice.warnings],
    });
  });
