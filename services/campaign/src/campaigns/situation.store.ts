import { enqueueAll } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { cancelTimers, schedule, scheduleNew } from '@fairdue/timers';
import { appendEntries } from '../compliance-log/compliance-log.store.ts';
import { entriesOf } from '../compliance-log/entry.ts';
import { loadCreditor } from '../creditors/creditor.store.ts';
import { loadCustomers } from '../customers/customer.store.ts';
import { unknownCustomer } from '../customers/customer.ts';
import { loadDocuments, saveDocuments } from '../documents/document.store.ts';
import { hasLoan } from '../documents/document.ts';
import { standsOfPortfolios } from '../portfolios/portfolio.store.ts';
import { touchDue } from '../touches/touch-timer.ts';
import { insertTouches, saveTouches, touchesOf } from '../touches/touch.store.ts';
import { isWaiting, type Touch } from '../touches/touch.ts';
import { campaignDeadline, deadlineOf } from './campaign-deadline.ts';
import { insertCampaigns, saveCampaigns } from './campaign.store.ts';
import type { Campaign } from './campaign.ts';
import { factsOfSituation } from './facts.ts';
import { campaignLook } from './campaign-look.ts';
import type { Situation } from './situation.ts';

/** Everything that decides about these campaigns of one creditor, in four reads however many they are. */
export async function situationsOf(tx: Tx, creditorId: string, campaigns: readonly Campaign[]): Promise<Situation[]> {
  if (campaigns.length === 0) return [];
  const [creditor, documents, touches] = [
    await loadCreditor(tx, creditorId),
    await loadDocuments(tx, creditorId, [...new Set(campaigns.map(({ documentId }) => documentId))]),
    await touchesOf(tx, creditorId, campaigns.map(({ _id }) => _id)),
  ]; // prettier-ignore
  const customers = await loadCustomers(
    tx,
    creditorId,
    documents.flatMap(({ customerId }) => customerId ?? []),
  );
  const documentOf = new Map(documents.filter(hasLoan).map((document) => [document._id, document]));
  const portfolioIds = campaigns.flatMap(({ portfolioId }) => portfolioId ?? []);
  const portfolioOf = await standsOfPortfolios(tx, creditorId, portfolioIds);
  return campaigns.flatMap((campaign) => {
    const document = documentOf.get(campaign.documentId);
    if (!document) return [];
    const customer = customers.get(document.customerId ?? '') ?? unknownCustomer(creditorId, '');
    const own = touches.filter(({ campaignId }) => campaignId === campaign._id);
    const portfolio = portfolioOf.get(campaign.portfolioId ?? '');
    return [{ campaign, document, customer, creditor, touches: own, happenings: [], ...(portfolio && { portfolio }) }];
  });
}

export type Change = { before: Situation | null; after: Situation };

const changedTouches = ({ before, after }: Change): Touch[] =>
  after.touches.filter((touch) => !before?.touches.includes(touch));

/** Stores what changed, and turns what happened into facts, log entries and timers, all in the caller's transaction. */
export async function saveSituations(tx: Tx, changes: readonly Change[], now: Date): Promise<void> {
  const begun = changes.filter(({ before }) => before === null).map(({ after }) => after);
  const known = changes.filter(({ before }) => before !== null);
  const touched = known.flatMap(changedTouches);
  const campaigns = known.filter(({ before, after }) => before?.campaign !== after.campaign);
  await insertCampaigns(tx, begun.map(({ campaign }) => campaign));
  await insertTouches(tx, begun.flatMap(({ touches }) => touches));
  await saveCampaigns(tx, campaigns.map(({ after }) => after.campaign));
  await saveTouches(tx, touched);
  await saveDocuments(tx, changes.filter(({ before, after }) => before && before.document !== after.document).map(({ after }) => after.document));
  await appendEntries(tx, entriesOf(changes.map(({ after }) => after), now));
  await setNewTimers(tx, begun);
  await setTimers(tx, known, campaigns);
  await enqueueAll(tx, changes.flatMap(({ after }) => factsOfSituation(after, now)));
} // prettier-ignore

const timerOf = ({ _id: id, customerId: key, dueAt, creditorId, campaignId }: Touch) => ({
  id, key, dueAt, data: { creditorId, campaignId },
}); // prettier-ignore

/** A touch has a timer while it waits, a campaign while it lives. */
async function setNewTimers(tx: Tx, begun: readonly Situation[]): Promise<void> {
  const waiting = begun.flatMap(({ touches }) => touches.filter(isWaiting));
  const living = begun.filter(({ campaign }) => campaign.state !== 'ended');
  await scheduleNew(tx, touchDue, waiting.map(timerOf));
  await scheduleNew(tx, campaignLook, begun.flatMap(({ campaign }) => lookOf(campaign)));
  await scheduleNew(tx, campaignDeadline, living.map(deadlineTimerOf));
} // prettier-ignore

async function setTimers(tx: Tx, changes: readonly Change[], campaigns: readonly Change[]): Promise<void> {
  const touches = changes.flatMap(changedTouches);
  const waited = new Set(
    changes.flatMap(({ before }) => before?.touches.filter(isWaiting).map(({ _id }) => _id) ?? []),
  );
  await schedule(tx, touchDue, touches.filter(isWaiting).map(timerOf));
  await cancelTimers(
    tx,
    touchDue,
    touches.filter((touch) => !isWaiting(touch) && waited.has(touch._id)).map(({ _id }) => _id),
  );

  const looks = campaigns.filter(({ before, after }) => before?.campaign.lookAgainAt !== after.campaign.lookAgainAt);
  await schedule(
    tx,
    campaignLook,
    looks.flatMap(({ after }) => lookOf(after.campaign)),
  );
  await cancelTimers(
    tx,
    campaignLook,
    campaigns.filter(({ after }) => lookOf(after.campaign).length === 0).map(({ after }) => after.campaign._id),
  );

  const replanned = campaigns.filter(
    ({ before, after }) => after.campaign.state !== 'ended' && before?.campaign.schedule !== after.campaign.schedule,
  );
  await schedule(
    tx,
    campaignDeadline,
    replanned.map(({ after }) => deadlineTimerOf(after)),
  );
  const ended = campaigns.filter(({ after }) => after.campaign.state === 'ended');
  await cancelTimers(
    tx,
    campaignDeadline,
    ended.map(({ after }) => after.campaign._id),
  );
}

const deadlineTimerOf = ({ campaign, touches }: Situation) => ({
  id: campaign._id,
  key: campaign.customerId ?? campaign._id,
  dueAt: deadlineOf(campaign, touches),
  data: { creditorId: campaign.creditorId },
});

const lookOf = ({ _id: id, customerId, lookAgainAt, state, creditorId }: Campaign) =>
  lookAgainAt && state !== 'ended' ? [{ id, key: customerId ?? id, dueAt: lookAgainAt, data: { creditorId } }] : [];
