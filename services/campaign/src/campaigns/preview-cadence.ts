import { Router } from 'express';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { isLocalDate } from '../cadence/local-date.ts';
import { suggestCadence } from '../cadence/suggest-cadence.ts';
import { caller, read, requirePermission } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { readTone } from '../tone/tone.ts';
import { requestedChannels } from './campaign.ts';
import { Channels, Phrase, requireChannel } from './campaign-body.ts';
import { ScheduleBody, scheduleWire, ToneVariant, Warning } from './campaign-wire.ts';
import { planSchedule } from './plan-campaign.ts';

export const CadencePreview = Channels.extend({
  cadence: Phrase,
  tone: Phrase.optional(),
  startDate: z.string().refine(isLocalDate, 'is no date').optional(),
  timeZone: z.string().max(60).refine((zone) => IANAZone.isValidZone(zone), 'is no time zone').default('America/New_York'),
}); // prettier-ignore

/** `suggestion`: a phrase like the one that was not understood, for a person to look at. */
export const CadencePreviewBody = z.strictObject({
  schedule: ScheduleBody.nullable(),
  toneVariant: ToneVariant,
  warnings: z.array(Warning),
  suggestion: z.string().nullable(),
});

/** M5: what a cadence and a tone would become. Nothing is stored. */
export const previewCadenceRoute = ({ now }: Deps) =>
  Router().post('/v1/rcm/preview', (req, res) => {
    requirePermission(caller(req), 'campaign.campaigns:read');
    const { cadence, tone, startDate, timeZone, ...channels } = read(CadencePreview, req.body);
    requireChannel(channels);

    const place = { timeZone, zones: [] };
    const { schedule, warnings } = planSchedule(cadence, requestedChannels(channels), place, startDate ?? now());
    const voice = tone === undefined ? { variant: 'neutral' as const, warnings: [] } : readTone(tone);

    const answer: z.output<typeof CadencePreviewBody> = {
      schedule: scheduleWire(schedule),
      toneVariant: voice.variant,
      warnings: [...warnings, ...voice.warnings],
      suggestion: warnings.includes('cadence_not_understood') ? suggestCadence(cadence) : null,
    };
    res.json(answer);
  });
