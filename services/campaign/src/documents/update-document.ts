import { Router } from 'express';
import { z } from 'zod';
import { caller, idempotent, read, requirePermission } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { applySteps } from '../campaigns/apply-steps.ts';
import { givePerson } from '../campaigns/give-person.ts';
import type { Actor } from '../campaigns/situation.ts';
import { saveCustomers } from '../customers/customer.store.ts';
import { changeDocument } from './change-document.ts';
import { DocumentChanges, requireChattelType } from './document-body.ts';
import type { ChattelType, Document } from './document.ts';
import { knownPerson } from './known-person.ts';

type Changes = Omit<z.output<typeof DocumentChanges>, 'chattelType'> & { chattelType?: ChattelType };

function updated(before: Document, { personId, ...changes }: Changes, now: Date): Document {
  if (personId !== undefined && before.customerId !== null && personId !== before.customerId)
    throw new Refused('conflict', 'person-already-named', 'The document is another person’s.');
  const wanted = {
    title: changes.title ?? before.title,
    description: changes.description === undefined ? before.description : changes.description,
    chattelType: changes.chattelType ?? before.chattelType,
    customerId: personId ?? before.customerId,
  };
  const isSame =
    wanted.title === before.title &&
    wanted.description === before.description &&
    wanted.chattelType === before.chattelType &&
    wanted.customerId === before.customerId;
  if (isSame) return before;
  return { ...before, ...wanted, titleGiven: before.titleGiven || wanted.title !== before.title, updatedAt: now };
}

/** A document that was nobody's is somebody's now, and with it the campaign that waited for that. */
async function follow(tx: Tx, before: Document, after: Document, actor: Actor, now: Date): Promise<void> {
  const { creditorId, customerId, liveCampaignId } = after;
  if (customerId === null || before.customerId !== null) return;
  const person = await knownPerson(tx, creditorId, customerId);
  if (liveCampaignId === null) return;
  await saveCustomers(tx, [{ ...person, campaignsStarted: person.campaignsStarted + 1 }]);
  await applySteps(tx, now, [
    { creditorId, campaignId: liveCampaignId, step: (situation) => givePerson(situation, actor, now) },
  ]);
}

/** M16: title, description and kind of a document, and whose it is where nobody has said that yet. */
export const updateDocumentRoute = (deps: Deps) =>
  Router().patch('/v1/documents/:documentId', idempotent(deps), async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'campaign.documents:write');
    const documentId = read(z.string(), req.params['documentId']);
    const { chattelType, ...changes } = read(DocumentChanges, req.body);
    const asked = { ...changes, ...(chattelType !== undefined && { chattelType: requireChattelType(chattelType) }) };

    const actor: Actor = { kind: 'user', id: by.accountId };
    const answer = await changeDocument(deps, req, documentId, {
      change: (before, now) => updated(before, asked, now),
      follow: (tx, before, after, now) => follow(tx, before, after, actor, now),
    });

    res.json(answer);
  });
