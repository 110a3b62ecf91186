import {
  DebtPausedV1,
  DebtPlacedV1,
  DebtReopenedV1,
  DebtRetractedV1,
  DebtSettledV1,
  DebtUnpausedV1,
  DebtUpdatedV1,
  PaymentRecordedV1,
} from '@fairdue/contracts';
import { consumer, enqueueAll } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { noteActivity } from '../activity/activity.store.ts';
import { applyToLive } from '../campaigns/apply-steps.ts';
import { byCreditor } from '../campaigns/by-creditor.ts';
import { lookAnew } from '../campaigns/look-anew.ts';
import { loadDocuments, saveDocuments } from './document.store.ts';
import { activityOfDebt, factsOfDocument } from './document-facts.ts';
import { documentFrom, documentIdOf, type DebtFacts, type Document } from './document.ts';

const definitions = [
  DebtPlacedV1,
  DebtUpdatedV1,
  DebtPausedV1,
  DebtUnpausedV1,
  DebtRetractedV1,
  DebtReopenedV1,
  DebtSettledV1,
  PaymentRecordedV1,
];

type Heard = { debt: DebtFacts; republished: boolean };

async function keep(tx: Tx, now: Date, creditorId: string, heard: readonly Heard[]): Promise<void> {
  const ids = heard.map(({ debt }) => documentIdOf(debt.debtId));
  const before = new Map((await loadDocuments(tx, creditorId, ids)).map((document) => [document._id, document]));
  const after = new Map<string, Document>();
  const trigger = new Set<string>();
  for (const { debt, republished } of heard) {
    const id = documentIdOf(debt.debtId);
    const document = documentFrom(debt, after.get(id) ?? before.get(id), now);
    if (!document) continue;
    after.set(id, document);
    if (!republished) trigger.add(id);
  }
  const changed = [...after.values()];
  await saveDocuments(tx, changed);
  const triggering = changed.filter(({ _id }) => trigger.has(_id));
  await enqueueAll(tx, triggering.flatMap((document) => factsOfDocument(before.get(document._id), document, now)));
  await noteActivity(tx, triggering.flatMap((document) => activityOfDebt(before.get(document._id), document, now)));
  const withCampaigns = triggering.filter(({ liveCampaignId }) => liveCampaignId !== null);
  if (withCampaigns.length === 0) return;
  const customerIds = withCampaigns.flatMap(({ customerId }) => customerId ?? []);
  await applyToLive(tx, now, creditorId, customerIds, (situation) => lookAnew(situation, now));
} // prettier-ignore

/**
 * Every debt is a document with a loan, kept as its owner sees it: the newest version wins, whatever order facts come
 * in. A loan that is paid, retracted, disputed or in order again ends or pauses what was planned, in the same breath.
 */
export const keepDocuments = ({ now }: Deps) =>
  definitions.map((definition) =>
    consumer('keep-documents', definition, async (tx, events) => {
      const heard = events.map(({ data, republished }) => ({ debt: data as DebtFacts, republished: republished === true, creditorId: data.creditorId }));
      for (const [creditorId, own] of byCreditor(heard)) await keep(tx, now(), creditorId, own);
    }),
  ); // prettier-ignore
