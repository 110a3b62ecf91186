import { erasedVersion } from '@fairdue/contracts';
import { enqueueAll } from '@fairdue/outbox';
import { erasing, type Deps, type ErasedRef } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { applyToLive } from '../campaigns/apply-steps.ts';
import { endCampaign } from '../campaigns/stop-campaign.ts';
import { unknownCustomer } from '../customers/customer.ts';
import { loadCustomers, saveCustomers } from '../customers/customer.store.ts';
import { factsOfDocument } from '../documents/document-facts.ts';
import { documentsOf, saveDocuments } from '../documents/document.store.ts';

/** What a campaign still meant to do is taken back, and the person's documents are gone for everybody who asks. */
async function hideCustomer(tx: Tx, { creditorId, customerId }: ErasedRef, at: Date): Promise<void> {
  await applyToLive(tx, at, creditorId, [customerId], (situation) => endCampaign(situation, 'document_deleted', at));
  const before = await documentsOf(tx, creditorId, customerId);
  const after = before.map((document) => {
    const gone = { title: '', description: null, liveCampaignId: null, debtVersion: erasedVersion };
    return { ...document, ...gone, deletedAt: document.deletedAt ?? at, updatedAt: at };
  });
  await saveDocuments(tx, after);
  const facts = after.flatMap((document, i) => (before[i]?.deletedAt ? [] : factsOfDocument(before[i], document, at)));
  await enqueueAll(tx, facts);
  const known = (await loadCustomers(tx, creditorId, [customerId])).get(customerId);
  const { holds, campaignsStarted } = known ?? unknownCustomer(creditorId, customerId);
  const hidden = { ...unknownCustomer(creditorId, customerId), holds, campaignsStarted, version: erasedVersion };
  await saveCustomers(tx, [hidden]);
}

/** The campaign service forgets a customer. It knows ids, zones and what a lender called their documents; the log has ids. */
export const forgetCustomer = ({ service, db, now }: Deps) =>
  erasing({
    service,
    db,
    hide: async (tx, all) => {
      for (const ref of all) await hideCustomer(tx, ref, now());
    },
    strip: () => Promise.resolve(),
  });
