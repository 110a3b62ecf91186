import { PlanInstallmentLateV1 } from '@fairdue/contracts';
import { consumer } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { applyToLive } from '../campaigns/apply-steps.ts';
import { byCreditor } from '../campaigns/by-creditor.ts';
import { lookAnew } from '../campaigns/look-anew.ts';
import { loadDocuments, saveDocuments } from './document.store.ts';
import { documentIdOf, type Document } from './document.ts';

/**
 * A plan with a late instalment is not kept: what it paused goes on, until money comes in or the plan ends. The debt's
 * own facts come in order with this one, so that a plan that is over is never late.
 */
export const noteLatePlans = ({ now }: Deps) =>
  consumer('note-late-plans', PlanInstallmentLateV1, async (tx, events) => {
    const fresh = events.filter(({ republished }) => !republished).map(({ data }) => data);
    for (const [creditorId, own] of byCreditor(fresh)) {
      const ids = own.map(({ debtId }) => documentIdOf(debtId));
      const known = await loadDocuments(tx, creditorId, [...new Set(ids)]);
      const late = known.flatMap(({ loan, ...document }): Document[] =>
        loan?.debtStatus === 'OnPaymentPlan' && !loan.planIsLate
          ? [{ ...document, loan: { ...loan, planIsLate: true }, updatedAt: now() }]
          : [],
      );
      await saveDocuments(tx, late);
      const customerIds = late.flatMap(({ liveCampaignId, customerId }) =>
        liveCampaignId && customerId ? [customerId] : [],
      );
      if (customerIds.length === 0) continue;
      await applyToLive(tx, now(), creditorId, customerIds, (situation) => lookAnew(situation, now()));
    }
  });
