import { Router } from 'express';
import { rcmErrors } from '@fairdue/http';
import { defineService, type Deps } from '@fairdue/service';
import type { Collection } from '@fairdue/store';
import { activities, activityHeads } from './activity/activity.store.ts';
import { listActivityRoute } from './activity/list-activity.ts';
import { startPlacing } from './activity/place-activity.ts';
import { streamActivityRoute } from './activity/stream-activity.ts';
import { campaigns } from './campaigns/campaign.store.ts';
import { campaignHealth } from './campaign-health.ts';
import { cancelCampaignRoute } from './campaigns/cancel-campaign.ts';
import { endOnTime } from './campaigns/end-on-time.ts';
import { lookOnTime } from './campaigns/look-on-time.ts';
import { pauseCampaignRoute } from './campaigns/pause-campaign.ts';
import { previewCadenceRoute } from './campaigns/preview-cadence.ts';
import { readCampaignsRoute } from './campaigns/read-campaigns.ts';
import { recordOptOutRoute } from './campaigns/record-opt-out.ts';
import { replaceCadenceRoute } from './campaigns/replace-cadence.ts';
import { resumeCampaignRoute } from './campaigns/resume-campaign.ts';
import { startCampaignRoute } from './campaigns/start-campaign.ts';
import { chainHeads, complianceLog } from './compliance-log/compliance-log.store.ts';
import { readLogRoute } from './compliance-log/read-log.ts';
import { startSealing } from './compliance-log/seal-entries.ts';
import { campaignConfig, type CampaignConfig } from './config.ts';
import { creditors } from './creditors/creditor.store.ts';
import { keepCreditors } from './creditors/keep-creditors.ts';
import { customers } from './customers/customer.store.ts';
import { keepBestTimes } from './customers/keep-best-times.ts';
import { keepCustomers } from './customers/keep-customers.ts';
import { keepHolds } from './customers/keep-holds.ts';
import { changeLoanRoute } from './documents/change-loan.ts';
import { createDocumentRoute } from './documents/create-document.ts';
import { deleteDocumentRoute } from './documents/delete-document.ts';
import { documents } from './documents/document.store.ts';
import { keepDocuments } from './documents/keep-documents.ts';
import { listDocumentsRoute } from './documents/list-documents.ts';
import { noteLatePlans } from './documents/note-late-plans.ts';
import { updateDocumentRoute } from './documents/update-document.ts';
import { forgetCustomer } from './erasure/forget-customer.ts';
import { placesOfDocuments, placesOfLateDocuments } from './migrations/2026-11-23-places-of-documents.ts';
import { bringMembersInLine } from './portfolios/bring-in-line.ts';
import { changePortfolioRoute } from './portfolios/change-portfolio.ts';
import { countResults } from './portfolios/count-results.ts';
import { counters } from './portfolios/counter.store.ts';
import { members } from './portfolios/member.store.ts';
import { planPortfolios } from './portfolios/plan-portfolio.ts';
import { portfolios } from './portfolios/portfolio.store.ts';
import { previewPortfolioRoute } from './portfolios/preview-portfolio.ts';
import { readPortfoliosRoute } from './portfolios/read-portfolios.ts';
import { startPortfolioRoute } from './portfolios/start-portfolio.ts';
import { followInteractions } from './touches/follow-interactions.ts';
import { makeTouchesDue } from './touches/make-touches-due.ts';
import { noteDecisions } from './touches/note-decisions.ts';
import { stopOnMessage } from './touches/stop-on-message.ts';
import { touches } from './touches/touch.store.ts';
import { deliverEvents } from './webhooks/deliver-events.ts';
import { manageWebhooksRoute } from './webhooks/manage-webhooks.ts';
import { deliveries, webhooks } from './webhooks/webhook.store.ts';

const routes = (deps: Deps<CampaignConfig>): Router =>
  Router()
    .use(listDocumentsRoute(deps))
    .use(createDocumentRoute(deps))
    .use(updateDocumentRoute(deps))
    .use(changeLoanRoute(deps))
    .use(deleteDocumentRoute(deps))
    .use(recordOptOutRoute(deps))
    .use(startCampaignRoute(deps))
    .use(readCampaignsRoute(deps))
    .use(replaceCadenceRoute(deps))
    .use(pauseCampaignRoute(deps))
    .use(resumeCampaignRoute(deps))
    .use(cancelCampaignRoute(deps))
    .use(previewCadenceRoute(deps))
    .use(previewPortfolioRoute(deps))
    .use(startPortfolioRoute(deps))
    .use(readPortfoliosRoute(deps))
    .use(changePortfolioRoute(deps))
    .use(readLogRoute(deps))
    .use(listActivityRoute(deps))
    .use(streamActivityRoute(deps))
    .use(manageWebhooksRoute(deps));

/** Decides when a person is contacted and about what. Whether it may be, the guard says; how, the communicator. */
export const campaignService = defineService({
  name: 'campaign',
  config: campaignConfig,
  collections: [campaigns, touches, documents, customers, creditors, complianceLog, chainHeads, activities, activityHeads, webhooks, deliveries, portfolios, members, counters] as unknown as Collection<never>[],
  migrations: [placesOfDocuments, placesOfLateDocuments],
  families: (deps) => [{ paths: ['/v1'], router: routes(deps), errors: rcmErrors }],
  consumers: (deps) => [
    ...keepCreditors(),
    ...keepCustomers(deps),
    ...keepDocuments(deps),
    noteLatePlans(deps),
    ...keepHolds(deps),
    ...keepBestTimes(deps),
    ...noteDecisions(deps),
    ...followInteractions(deps),
    stopOnMessage(deps),
    ...countResults,
    forgetCustomer(deps).consumer,
  ],
  work: (deps) => [makeTouchesDue(deps), endOnTime(deps), lookOnTime(deps), planPortfolios(deps), bringMembersInLine(deps), ...deliverEvents(deps), forgetCustomer(deps).work],
  health: campaignHealth,
  start: (deps) => {
    const [sealing, placing] = [startSealing(deps), startPlacing(deps)];
    return Promise.resolve({ ...placing, stop: () => Promise.all([sealing.stop(), placing.stop()]).then(() => undefined) });
  },
}); // prettier-ignore
