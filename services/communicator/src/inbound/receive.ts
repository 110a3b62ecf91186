import { Router } from 'express';
import { z } from 'zod';
import { caller, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { enqueueAll } from '@fairdue/outbox';
import { transaction, type Tx } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { received, statusChanged } from '../interactions/interaction-facts.ts';
import { InteractionBody, onTheWire } from '../interactions/interaction-on-the-wire.ts';
import { findInteraction, insertInteractions } from '../interactions/interaction.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { eyesOf, sealedAnswers } from '../interactions/who-sees-content.ts';
import { answerLater } from './answers/answer-later.ts';
import { addContactLater } from './add-contact.ts';
import { enforceCase, enforceLater } from './cases/enforce-case.ts';
import { findCase, insertCase } from './cases/proposed-case.store.ts';
import { proposedCase } from './cases/proposed-case.ts';
import { wishesIn, type Wish } from './cases/wishes.ts';
import { wordsOf } from './content.ts';
import { addressOf, findStoppers } from './find-sender.ts';
import { holdStop } from './hold-stop.ts';
import { ReceiveRequest, refuseMisfit } from './receive-request.ts';
import { receivedRow, type About } from './received-row.ts';
import { onceOf, receivedBefore, rememberReceived } from './received-once.ts';
import { debtIdsAsFarAsKnown, debtIdsOf, previousOf, senderOf } from './references.ts';
import { listNumber } from './stop-list.ts';
import { understand } from './stop-words.ts';
import { followThread } from './thread.ts';

export const ReceivedBody = z.strictObject({
  status: z.literal(200),
  message: z.literal('OK'),
  data: InteractionBody,
});

/** C16. A STOP, and what may be a wish in free words, is stored, then held at the guard, and answered only when nothing more can start. */
export const receiveRoute = (deps: CommunicatorDeps) =>
  Router().post('/api/communicator/receive', idempotent(sealedAnswers(deps)), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'communicator.message:receive');
    const creditorId = theCreditor(from);
    const body = read(ReceiveRequest, req.body);
    refuseMisfit(body);

    const once = onceOf(req, creditorId, body);
    const [first] = await receiveOnce(deps, creditorId, body, once);
    if (!first) throw new Error('What was received is stored.');
    const data = onTheWire(first, eyesOf(deps, from));
    const answer: z.output<typeof ReceivedBody> = { status: 200, message: 'OK', data };
    res.json(answer);
  });

/** Gives back what is stored of a message when nothing that it ends can start any more. A repeat drives that again. */
export async function receiveOnce(
  deps: CommunicatorDeps,
  creditorId: string,
  body: ReceiveRequest,
  once: string | undefined,
): Promise<Interaction[]> {
  const before = await receivedBefore(deps, creditorId, once);
  const stored = before.length > 0 ? before : await receive(deps, creditorId, body, once);
  for (const row of stored) await silence(deps, row);
  return stored;
}

async function silence(deps: CommunicatorDeps, row: Interaction): Promise<void> {
  const { _id: interactionId, creditorId, customerId, contactId, channel, understoodAs, direction } = row;
  if (customerId === null || direction === 'outbound') return;
  if (understoodAs === 'stop')
    return holdStop(deps, { creditorId, customerId, contactId, channel, interactionId }, 'silence');
  const proposed = await findCase(deps, creditorId, interactionId);
  if (proposed?.state === 'proposed') await enforceCase(deps, proposed, 'silence');
}

const isStop = ({ channel, direction, content }: ReceiveRequest): boolean =>
  direction === 'inbound' && understand(channel, wordsOf(channel, content)) === 'stop';

/** A repeat at the same time finds what the other one stored. */
async function receive(
  deps: CommunicatorDeps,
  creditorId: string,
  body: ReceiveRequest,
  once: string | undefined,
): Promise<Interaction[]> {
  const store = isStop(body) ? storeStop(deps, creditorId, body) : await storeOne(deps, creditorId, body);
  return transaction(deps.db, async (tx) => {
    const before = await receivedBefore(tx, creditorId, once);
    if (before.length > 0) return before;
    const rows = await store(tx);
    await rememberReceived(tx, once, rows);
    return rows;
  });
}

type Store = (tx: Tx) => Promise<Interaction[]>;

/** Everything it names is looked up first; what is not there refuses it. */
async function storeOne(deps: CommunicatorDeps, creditorId: string, body: ReceiveRequest): Promise<Store> {
  const previous = await previousOf(deps, creditorId, body);
  const sender = await senderOf(deps, creditorId, body, previous);
  const wishes = wishesOf(body);
  const about: About = {
    sender,
    debtIds: await debtIdsOf(deps, creditorId, sender.customerId, body),
    previousInteractionId: previous?._id ?? null,
    understoodAs: body.direction === 'inbound' ? understand(body.channel, wordsOf(body.channel, body.content)) : null,
  };
  return async (tx) => {
    const now = deps.now();
    const told = receivedRow(creditorId, body, about, now, deps.config.CONTENT_KEYS);
    const row = await followThread(tx, told, now);
    await insertInteractions(tx, [row]);
    if (sender.contactId === null) await addContactLater(tx, row, body);
    await answerLater(tx, [row], addressOf(body));
    if (wishes.length > 0) await propose(tx, row, sender.customerId, wishes, now);
    await enqueueAll(tx, [row.direction === 'inbound' ? received(row, now) : statusChanged(row, now)]);
    return [row];
  };
}

/** What was written, by whatever way people write. */
const written = new Set(['email', 'text', 'chat', 'mail', 'fax']);
const wishesOf = ({ channel, direction, content }: ReceiveRequest): Wish[] =>
  direction === 'inbound' && written.has(channel) ? wishesIn(wordsOf(channel, content)) : [];

async function propose(tx: Tx, row: Interaction, customerId: string, wishes: Wish[], now: Date): Promise<void> {
  const { _id: interactionId, creditorId, debtIds } = row;
  const proposed = proposedCase({ interactionId, creditorId, customerId, debtIds, wishes }, now);
  await insertCase(tx, proposed);
  await enforceLater(tx, proposed);
}

/** One row for everyone whose wish it may be, each a fact of that customer; a sender nobody knows is listed by number or address. */
const storeStop =
  (deps: CommunicatorDeps, creditorId: string, body: ReceiveRequest): Store =>
  async (tx) => {
    const now = deps.now();
    const named = body.previousInteractionId ?? null;
    const previous = named === null ? undefined : await findInteraction(tx, creditorId, named);
    const previousInteractionId = previous?._id ?? named;
    const senders = await findStoppers(tx, creditorId, body, previous);
    const rows: Interaction[] = [];
    for (const sender of senders.length > 0 ? senders : [undefined]) {
      const debtIds = sender ? await debtIdsAsFarAsKnown(deps, creditorId, sender.customerId, body) : [];
      const about = { sender, debtIds, previousInteractionId, understoodAs: 'stop' as const };
      const told = receivedRow(creditorId, body, about, now, deps.config.CONTENT_KEYS);
      rows.push(await followThread(tx, told, now));
    }
    await insertInteractions(tx, rows);
    const number = addressOf(body);
    const heldFor = senders.map(({ customerId }) => customerId);
    const [first] = rows;
    if (number !== undefined && first)
      await listNumber(tx, creditorId, { number, interactionId: first._id, at: now, heldFor });
    await answerLater(tx, rows, number);
    await enqueueAll(
      tx,
      rows.filter(({ customerId }) => customerId !== null).map((row) => received(row, now)),
    );
    return rows;
  };
