import { Router } from 'express';
import { rawBody, read } from '@fairdue/http';
import { enqueueAll } from '@fairdue/outbox';
import { Refused } from '@fairdue/refused';
import { collection, transaction, type Tx } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { noticeGiven, noticeReturned } from '../dispatch/validation-notice.store.ts';
import { sent, statusChanged } from '../interactions/interaction-facts.ts';
import { loadInteractions, saveInteractions } from '../interactions/interaction.store.ts';
import { accepted, reported } from '../interactions/outcome.ts';
import { validationSubject } from '../templates/built-in/wording.ts';
import { CallbackEvent, reportOf } from './callback-event.ts';
import { verify } from './signature.ts';

/** Callbacks taken already, by provider and webhook id. Kept longer than a signature stays good. */
type TakenCallback = { _id: string; takenRealAt: Date };
const keptSeconds = 7 * 24 * 3_600;
export const takenCallbacks = collection<TakenCallback>(
  'taken_callbacks',
  { takenRealAt: Date },
  { tenant: false, indexes: [[{ takenRealAt: 1 }, { expireAfterSeconds: keptSeconds }]] },
);

const providers = ['sandbox', 'smtp', 'text', 'letter', 'dialer'];

/** What a provider tells about a message it took: believed when signed, fresh and new; effective once, in any order. */
export const callbackRoute = (deps: CommunicatorDeps) =>
  Router().post('/callbacks/:provider', async (req, res) => {
    const { provider } = req.params;
    if (!providers.includes(provider))
      throw new Refused('not-found', 'provider-not-found', 'There is no such provider.');
    const webhookId = verify(deps.config.CALLBACK_SECRET, req.headers, new Date(), rawBody(req));
    const event = read(CallbackEvent, req.body);
    await transaction(deps.db, (tx) => takeOnce(tx, `${provider} ${webhookId}`, event, deps.now()));
    res.json({ taken: true });
  });

async function takeOnce(tx: Tx, callbackId: string, event: CallbackEvent, now: Date): Promise<void> {
  const { db, session } = tx;
  const written = await takenCallbacks(db).updateOne(
    { _id: callbackId },
    { $setOnInsert: { takenRealAt: new Date() } },
    { session, upsert: true },
  );
  if (written.upsertedCount === 0) return;

  const [creditorId = '', interactionId = ''] = event.key.split('.');
  const interaction = (await loadInteractions(tx, creditorId, [interactionId])).get(interactionId);
  if (!interaction)
    throw new Refused('not-found', 'interaction-not-found', `There is no interaction ${interactionId}.`);
  const report = reportOf(interaction.channel, event);
  if (!report) return;

  // Whoever reports on a message has it: that settles a hand-over that is under way or lost.
  const isOpen = interaction.handOver === 'dispatching' || interaction.handOver === 'unknown';
  const known = isOpen ? accepted(interaction, event.providerMessageId ?? null, now) : interaction;
  const after = reported(known, report, now);
  if (after === interaction) return;
  await saveInteractions(tx, [after]);
  if (after.subject === validationSubject) {
    if (known !== interaction) await noticeGiven(tx, after, now);
    if (after.status === 'failed') await noticeReturned(tx, creditorId, interactionId);
  }
  await enqueueAll(tx, [
    ...(known === interaction ? [] : [sent(known, now)]),
    ...(after === known ? [] : [statusChanged(after, now)]),
  ]);
}
