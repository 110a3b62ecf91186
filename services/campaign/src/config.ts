import { z } from 'zod';
import { wholeNumber } from '@fairdue/config';

/** What the campaign service reads beside what every service does. */
export const campaignConfig = z.object({
  COMPLIANCE_LOG_SEAL_MS: wholeNumber(10, 600_000)
    .default(2_000)
    .describe('How often new entries of the campaign compliance log are chained (ms).'),
});
export type CampaignConfig = z.output<typeof campaignConfig>;
