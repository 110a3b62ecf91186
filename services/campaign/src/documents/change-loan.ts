import { Router } from 'express';
import { z } from 'zod';
import { caller, idempotent, read, requirePermission } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { applySteps } from '../campaigns/apply-steps.ts';
import { lookAnew } from '../campaigns/look-anew.ts';
import { changeDocument } from './change-document.ts';
import { LoanChanges } from './document-body.ts';
import { hasLoan, type Document, type LoanFacts } from './document.ts';

function withLoan(before: Document, changes: z.output<typeof LoanChanges>, now: Date): Document {
  if (!hasLoan(before)) throw new Refused('malformed', 'document-without-loan', 'Document has no loan.');
  if (before.debtId !== null)
    throw new Refused('conflict', 'loan-of-debt', 'The loan is a debt: change the debt, and the loan follows.');
  const loan: LoanFacts = {
    ...before.loan,
    statedStatus: changes.status ?? before.loan.statedStatus,
    remainingCents: changes.remainingAmount ?? before.loan.remainingCents,
    maturityDate: changes.maturityDate === undefined ? before.loan.maturityDate : changes.maturityDate,
  };
  const isSame =
    loan.statedStatus === before.loan.statedStatus &&
    loan.remainingCents === before.loan.remainingCents &&
    loan.maturityDate === before.loan.maturityDate;
  return isSame ? before : { ...before, loan, updatedAt: now };
}

/** M17: what a lender says of a loan that is no debt here. One in order again ends what was planned, in the same breath. */
export const changeLoanRoute = (deps: Deps) =>
  Router().patch('/v1/documents/:documentId/loan', idempotent(deps), async (req, res) => {
    requirePermission(caller(req), 'campaign.documents:write');
    const documentId = read(z.string(), req.params['documentId']);
    const changes = read(LoanChanges, req.body);

    const answer = await changeDocument(deps, req, documentId, {
      change: (before, now) => withLoan(before, changes, now),
      follow: async (tx, _before, { creditorId, liveCampaignId: campaignId }, now) => {
        if (campaignId === null) return;
        await applySteps(tx, now, [{ creditorId, campaignId, step: (situation) => lookAnew(situation, now) }]);
      },
    });

    res.json(answer);
  });
