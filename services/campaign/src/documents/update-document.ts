import { Router } from 'express';
import { z } from 'zod';
import { caller, idempotent, read, requirePermission } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import { applySteps } from '../campaigns/apply-steps.ts';
import { campaignsOfNobody } from '../campaigns/campaign.store.ts';
import { givePerson } from '../campaigns/give-person.ts';
import { holdAtGuard, unsure } from '../campaigns/hold-at-guard.ts';
import type { Actor, Situation } from '../campaigns/situation.ts';
import { isSameWish, wishesOfNobody, type WishOfNobody } from '../campaigns/wishes-of-nobody.ts';
import { saveCustomers } from '../customers/customer.store.ts';
import { changeDocument } from './change-document.ts';
import { DocumentChanges, requireChattelType } from './document-body.ts';
import { loadDocument, ownerOf } from './document.store.ts';
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

type About = { creditorIds: readonly string[]; documentId: string; personId: string; accountId: string };

/**
 * Before a document becomes somebody's, the guard holds what was opted out of while it was nobody's: whoever wanted no more
 * is not contacted by another campaign either. Until it does nothing is changed, and a repeat goes on from here.
 */
async function holdWishes(
  deps: Deps,
  { creditorIds, documentId, personId, accountId }: About,
): Promise<WishOfNobody[]> {
  const { db } = deps;
  const creditorId = await ownerOf(db, creditorIds, documentId);
  const wishes = await wishesOfNobody({ db }, creditorId, documentId);
  if (wishes.length === 0) return wishes;
  const isStillOpen = await transaction(db, async (tx) => {
    await knownPerson(tx, creditorId, personId);
    return (await loadDocument(tx, creditorId, documentId)).customerId === null;
  });
  const recordedBy = { kind: 'account', id: accountId } as const;
  const held = (isStillOpen ? wishes : []).map(({ campaign, channel }) =>
    holdAtGuard(deps, { ...campaign, customerId: personId }, { channel, recordedBy }),
  );
  for (const outcome of await Promise.allSettled(held)) if (outcome.status === 'rejected') throw outcome.reason;
  return wishes;
}

type Naming = { actor: Actor; held: readonly WishOfNobody[] };

/** A document that was nobody's is somebody's now, and with it its campaigns: the one that waited for that is planned. */
async function follow(tx: Tx, before: Document, after: Document, { actor, held }: Naming, now: Date): Promise<void> {
  const { creditorId, customerId, _id: documentId } = after;
  if (customerId === null || before.customerId !== null) return;
  const person = await knownPerson(tx, creditorId, customerId);
  const wishes = await wishesOfNobody(tx, creditorId, documentId);
  if (!wishes.every((wish) => held.some((each) => isSameWish(each, wish)))) throw unsure(); // uttered meanwhile
  const campaigns = await campaignsOfNobody(tx, creditorId, documentId);
  if (campaigns.length === 0) return;
  await saveCustomers(tx, [{ ...person, campaignsStarted: person.campaignsStarted + 1 }]);
  const step = (situation: Situation): Situation => givePerson(situation, actor, now);
  await applySteps(
    tx,
    now,
    campaigns.map(({ _id: campaignId }) => ({ creditorId, campaignId, step })),
  );
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
    const { creditorIds, accountId } = by;
    const { personId } = changes;
    const held = personId ? await holdWishes(deps, { creditorIds, documentId, personId, accountId }) : [];
    const answer = await changeDocument(deps, req, documentId, {
      change: (before, now) => updated(before, asked, now),
      follow: (tx, before, after, now) => follow(tx, before, after, { actor, held }, now),
    });

    res.json(answer);
  });
