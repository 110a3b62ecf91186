import type { Operation } from '@fairdue/http';
import { deadLetterOperations, faultyJobOperations, healthOperations } from '@fairdue/service';
import { activityOperations } from './activity/activity.operations.ts';
import { campaignOperations } from './campaigns/campaign.operations.ts';
import { logOperations } from './compliance-log/log.operations.ts';
import { documentOperations } from './documents/document.operations.ts';
import { portfolioOperations } from './portfolios/portfolio.operations.ts';
import { webhookOperations } from './webhooks/webhook.operations.ts';

/** What a client may ask of this service. */
export const operations: readonly Operation[] = [
  ...documentOperations,
  ...campaignOperations,
  ...portfolioOperations,
  ...logOperations,
  ...activityOperations,
  ...webhookOperations,
  ...deadLetterOperations('campaign'),
  ...faultyJobOperations('campaign'),
  ...healthOperations('campaign'),
];
