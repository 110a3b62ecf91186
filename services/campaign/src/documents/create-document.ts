import { Router } from 'express';
import type { z } from 'zod';
import { answerWith, caller, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { enqueueAll } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { noteActivity } from '../activity/activity.store.ts';
import { loadCreditor } from '../creditors/creditor.store.ts';
import { NewDocument, requireChattelType } from './document-body.ts';
import { activityOfDocument, factsOfDocument } from './document-facts.ts';
import { saveDocuments } from './document.store.ts';
import type { ChattelType, Document, LoanFacts } from './document.ts';
import { documentWire } from './document-wire.ts';
import { knownPerson } from './known-person.ts';

type Asked = z.output<typeof NewDocument> & { chattelType: ChattelType };
type Loan = NonNullable<Asked['loan']>;

/** A lender's word on a loan that is no debt here: nothing else is known of it. */
const statedLoan = ({ status, originalAmount, remainingAmount, ...loan }: Loan): LoanFacts => ({
  ...loan,
  originalCents: originalAmount,
  remainingCents: remainingAmount,
  statedStatus: status,
  debtStatus: 'New',
  defaultDate: null,
  pausedReason: null,
  pausedUntil: null,
  hasAttorney: false,
  planIsLate: false,
  disputeUpheld: false,
});

const newDocument = (creditorId: string, { title, description, chattelType, loan, personId }: Asked, now: Date) =>
  ({
    _id: newId('document', now.getTime()),
    creditorId,
    customerId: personId ?? null,
    debtId: null,
    title,
    titleGiven: true,
    description,
    chattelType,
    loan: loan && statedLoan(loan),
    debtVersion: 0,
    validationNoticeAt: null,
    liveCampaignId: null,
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  }) satisfies Document;

/** M12: a document that no debt stands behind, with the loan its lender tells of. */
export const createDocumentRoute = ({ db, now }: Deps) =>
  Router().post('/v1/documents', idempotent({ db }), async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'campaign.documents:write');
    const body = read(NewDocument, req.body);
    const asked = { ...body, chattelType: requireChattelType(body.chattelType) };
    const creditorId = theCreditor(by);

    const answer = await transaction(db, async (tx) => {
      const at = now();
      if (asked.personId) await knownPerson(tx, creditorId, asked.personId);
      const document = newDocument(creditorId, asked, at);
      await saveDocuments(tx, [document]);
      await enqueueAll(tx, factsOfDocument(undefined, document, at));
      await noteActivity(tx, [activityOfDocument(undefined, document, at)]);
      const { companyName } = await loadCreditor(tx, creditorId);
      const created = { document: documentWire(document, companyName, at) };
      await answerWith(tx, req, 201, created);
      return created;
    });

    res.status(201).json(answer);
  });
