import assert from 'node:assert/strict';
import { Router } from 'express';
import { z } from 'zod';
import { answerWith, caller, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import { claimDocument, ownerOf } from '../documents/document.store.ts';
import { loanStatus, type Document, type LoanDocument } from '../documents/document.ts';
import { requireChannel, StartCampaign } from './campaign-body.ts';
import { campaignWire } from './campaign-wire.ts';
import type { Actor, Situation } from './situation.ts';
import { startCampaigns } from './start-campaigns.ts';

type Wish = z.output<typeof StartCampaign>;

function requireBehind(document: Document, now: Date): asserts document is LoanDocument {
  const { loan, debtId } = document;
  if (loan && loanStatus(loan, now) === 'BEHIND') return;
  const detail = 'RCM only when a loan exists and status is BEHIND.';
  const problem = !loan ? 'there is no loan' : debtId === null ? 'CURRENT' : loan.debtStatus;
  throw new Refused('malformed', 'loan-not-behind', detail, [{ path: 'loan.status', problem }]);
}

type Asked = { creditorId: string; documentId: string; wish: Wish; actor: Actor };

async function start(tx: Tx, { creditorId, documentId, wish, actor }: Asked, now: Date): Promise<Situation> {
  const campaignId = newId('campaign', now.getTime());
  const document = await claimDocument(tx, creditorId, documentId, campaignId);
  requireBehind(document, now);
  const [begun] = await startCampaigns(tx, creditorId, [{ campaignId, document, wish }], { actor, now });
  assert(begun);
  return begun;
}

/** M1: starts a campaign on a document whose loan is behind. */
export const startCampaignRoute = ({ db, now }: Deps) =>
  Router().post('/v1/documents/:documentId/rcm', idempotent({ db }), async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'campaign.campaigns:write');
    const documentId = read(z.string(), req.params['documentId']);
    const wish = read(StartCampaign, req.body);
    requireChannel(wish);
    const creditorId = theCreditor(by, await ownerOf(db, by.creditorIds, documentId));

    const actor: Actor = { kind: 'user', id: by.accountId };
    const body = await transaction(db, async (tx) => {
      const { campaign, touches } = await start(tx, { creditorId, documentId, wish, actor }, now());
      const answer = { campaign: campaignWire(campaign, touches) };
      await answerWith(tx, req, 201, answer);
      return answer;
    });

    res.status(201).json(body);
  });
