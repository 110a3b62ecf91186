import { z } from 'zod';
import { wholeNumber } from '@fairdue/config';

/** What the campaign service reads beside what every service does. */
export const campaignConfig = z.object({
  COMPLIANCE_LOG_SEAL_MS: wholeNumber(10, 600_000)
    .default(2_000)
    .describe('How often new entries of the campaign compliance log are chained (ms).'),
  ACTIVITY_HEARTBEAT_MS: wholeNumber(100, 25_000)
    .default(10_000)
    .describe('How long a stream of activity is silent at most (ms): then a comment says that it lives.'),
  ACTIVITY_SLOW_READER_MS: wholeNumber(100, 600_000)
    .default(30_000)
    .describe(
      'How long a reader of a stream of activity may take nothing (ms). Then it is dropped, and may come back.',
    ),
});
export type CampaignConfig = z.output<typeof campaignConfig>;
