import { z } from 'zod';
import { aesKeys, wholeNumber } from '@fairdue/config';

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
  WEBHOOK_KEYS: aesKeys().describe(
    'AES-256 keys of the secrets of webhooks, as `id:base64`, comma-separated. The first encrypts, all decrypt; one that is no longer first is needed until every secret it encrypted has been rotated.',
  ),
  WEBHOOK_HOSTS_INSIDE: z
    .string()
    .default('')
    .transform((hosts) => hosts.split(',').map((host) => host.trim()))
    .describe(
      'Hosts of webhooks, commas between, that may stand in a private network and be asked without TLS. No other may.',
    ),
  WEBHOOK_ANSWER_MS: wholeNumber(100, 5_000)
    .default(5_000)
    .describe('How long a webhook may take to be reached and to answer (ms).'),
  PORTFOLIO_PAGE_DOCUMENTS: wholeNumber(1, 2_000)
    .default(200)
    .describe('How many documents of a portfolio campaign are planned in one transaction.'),
});
export type CampaignConfig = z.output<typeof campaignConfig>;
