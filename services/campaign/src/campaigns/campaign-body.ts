import { z } from 'zod';
import { Refused } from '@fairdue/refused';

/** Length is counted before trimming, in UTF-16 code units; trimming happens when storing. */
export const Phrase = z
  .string()
  .max(80)
  .transform((text) => text.trim())
  .refine((text) => text.length > 0, 'is empty');

export const Notes = z
  .string()
  .max(2_000)
  .nullish()
  .transform((text) => text?.trim() || null);

export const Channels = z.object({ sms: z.boolean(), email: z.boolean(), call: z.boolean() });

export const StartCampaign = Channels.extend({
  tone: Phrase,
  cadence: Phrase,
  notes: Notes,
  bestTime: z.boolean().optional(),
});

/** Why somebody pauses or cancels, in their own words: for the log, never for the person. */
export const Reason = z.object({
  reason: z
    .string()
    .max(200)
    .nullish()
    .transform((text) => text?.trim() || null),
});

export const Cadence = z.object({ cadence: Phrase });

export function requireChannel({ sms, email, call }: z.output<typeof Channels>): void {
  if (!sms && !email && !call) throw new Refused('malformed', 'channel-required', 'At least one channel must be true.');
}
