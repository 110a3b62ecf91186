import { Router } from 'express';
import { z } from 'zod';
import { caller, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { enqueueAll } from '@fairdue/outbox';
import { transaction, type Tx } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { received, statusChanged } from '../interactions/interaction-facts.ts';
import { InteractionBody, onTheWire } from '../interactions/interaction-on-the-wire.ts';
import { insertInteractions } from '../interactions/interaction.store.ts';
import { blankInteraction, type Interaction } from '../interactions/interaction.ts';
import { addressOf, findSenders, findStoppers, theSender, type Sender } from './find-sender.ts';
import { holdStop } from './hold-stop.ts';
import { ReceiveRequest, refuseMisfit } from './receive-request.ts';
import { onceOf, receivedBefore, rememberReceived } from './received-once.ts';
import { listNumber } from './stop-list.ts';
import { understand } from './stop-words.ts';

export const ReceivedBody = z.strictObject({
  status: z.literal(200),
  message: z.literal('OK'),
  data: InteractionBody,
});

/** C16. A STOP is stored, then held at the guard, and answered only when nothing more can start. */
export const receiveRoute = (deps: CommunicatorDeps) =>
  Router().post('/api/communicator/receive', idempotent(deps), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'communicator.message:receive');
    const creditorId = theCreditor(from);
    const body = read(ReceiveRequest, req.body);
    refuseMisfit(body);

    const once = onceOf(req, creditorId, body);
    const stored = await transaction(deps.db, async (tx) => {
      const before = await receivedBefore(tx, creditorId, once);
      if (before.length > 0) return before;
      const rows = await store(tx, creditorId, body, deps.now());
      await rememberReceived(tx, once, rows);
      return rows;
    });
    for (const { understoodAs, customerId, contactId, channel, _id } of stored)
      if (understoodAs === 'stop' && customerId !== null)
        await holdStop(deps, { creditorId, customerId, contactId, channel, interactionId: _id }, 'silence');

    const maySeeSensitive = from.permissions.has('*') || from.permissions.has('interaction:read.sensitive');
    const [first] = stored;
    if (!first) throw new Error('What was received is stored.');
    const answer: z.output<typeof ReceivedBody> = {
      status: 200,
      message: 'OK',
      data: onTheWire(first, { maySeeSensitive }),
    };
    res.json(answer);
  });

async function store(tx: Tx, creditorId: string, body: ReceiveRequest, now: Date): Promise<Interaction[]> {
  const text = body.content?.['body'];
  const understoodAs = body.direction === 'inbound' && typeof text === 'string' ? understand(body.channel, text) : null;
  if (understoodAs === 'stop') return storeStop(tx, creditorId, body, now);

  const row = rowOf(creditorId, body, theSender(await findSenders(tx, creditorId, body)), understoodAs, now);
  await insertInteractions(tx, [row]);
  await enqueueAll(tx, [row.direction === 'inbound' ? received(row, now) : statusChanged(row, now)]);
  return [row];
}

/** One row for everyone whose wish it may be, each a fact of that customer; a sender nobody knows is listed by number or address. */
async function storeStop(tx: Tx, creditorId: string, body: ReceiveRequest, now: Date): Promise<Interaction[]> {
  const senders = await findStoppers(tx, creditorId, body);
  const rows = (senders.length > 0 ? senders : [undefined]).map((sender) =>
    rowOf(creditorId, body, sender, 'stop', now),
  );
  await insertInteractions(tx, rows);
  const number = addressOf(body);
  const heldFor = senders.map(({ customerId }) => customerId);
  const [first] = rows;
  if (number !== undefined && first)
    await listNumber(tx, creditorId, { number, interactionId: first._id, at: now, heldFor });
  await enqueueAll(
    tx,
    rows.filter(({ customerId }) => customerId !== null).map((row) => received(row, now)),
  );
  return rows;
}

function rowOf(
  creditorId: string,
  body: ReceiveRequest,
  sender: Sender | undefined,
  understoodAs: Interaction['understoodAs'],
  now: Date,
): Interaction {
  const { channel, direction, theme, status, loanId, loanIds, startedAt, endedAt } = body;
  return {
    ...blankInteraction(newId('interaction'), creditorId, now),
    channel,
    direction,
    theme,
    status,
    understoodAs,
    customerId: sender?.customerId ?? null,
    contactId: sender?.contactId ?? null,
    debtIds: [...new Set([...(loanId ? [loanId] : []), ...(loanIds ?? [])])].filter(isDebtId),
    subject: body.subject ?? null,
    statusDetails: body.statusDetails ?? null,
    agentOutcome: body.agentOutcome ?? null,
    content: body.content ?? null,
    externalId: body.externalId ?? null,
    previousInteractionId: body.previousInteractionId ?? null,
    isTransactional: body.isTransactional ?? null,
    sensitive: body.sensitive ?? false,
    metaData: body.metaData ?? null,
    complianceGuardRuleId: body.complianceGuardRuleId ?? null,
    failureDescriptionShort: body.failureDescriptionShort ?? null,
    failureDescriptionLong: body.failureDescriptionLong ?? null,
    startedAt: startedAt ? new Date(startedAt) : now,
    endedAt: endedAt ? new Date(endedAt) : null,
  };
}

const isDebtId = (reference: string): boolean => /^LN-[A-Z0-9]+-[A-Z0-9]+$/.test(reference);
