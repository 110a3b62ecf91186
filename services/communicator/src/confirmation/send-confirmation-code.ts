import { Router } from 'express';
import { z } from 'zod';
import { Id, type Channel } from '@fairdue/contracts';
import { answerWith, caller, HttpFault, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { againWhenRaced, transaction } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { knowPerson } from '../customers/know-person.ts';
import { blankInteraction, type Interaction } from '../interactions/interaction.ts';
import { sealWords, type ContentKeys } from '../interactions/sealed-content.ts';
import { renderRequest, type RenderedRequest } from '../rendering/render-request.ts';
import { noContact } from '../sending/ask-for-leave.ts';
import { refused, storeAsked } from '../sending/store-asked.ts';
import { addressIn, channelTo, ConfirmationCodeRequest } from './code-request.ts';
import { codeMask, codeSubject, contactKey, newCode, restOf } from './confirmation-code.ts';
import { loadCode, saveCode } from './confirmation-code.store.ts';

/** E15. */
export const CodeSentBody = z.strictObject({
  status: z.literal(202),
  message: z.literal('Accepted'),
  data: z.strictObject({ interactionId: Id, expiresAt: z.iso.datetime() }),
});

/**
 * C23. A contact that is not on file is answered like one that is, and nothing is sent there; whether a code may be sent
 * the guard is asked at the hand-over, so that its word does not tell the two apart.
 */
export const sendConfirmationCodeRoute = (deps: CommunicatorDeps) =>
  Router().post('/api/communicator/send-confirmation-code', idempotent(deps), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'communicator.message:send');
    const creditorId = theCreditor(from);
    const body = read(ConfirmationCodeRequest, req.body);
    const address = addressIn(body);
    const channel = channelTo(address, body.channel);
    const person = await knowPerson(deps, creditorId, body.personId);
    const context = { ...body.context, confirmationCode: codeMask };
    const words = await renderRequest(deps, creditorId, {
      subject: codeSubject,
      channel,
      personId: person._id,
      context,
    });
    const contact = person.contacts.find(
      ({ contactType, value }) => contactType === address.contactType && value === address.value,
    );

    const key = deps.config.ADDRESS_HASH_KEY;
    const ids = {
      _id: contactKey(key, creditorId, person._id, address.contactType, address.value),
      creditorId,
      customerId: person._id,
    };
    const answer = await againWhenRaced(() =>
      transaction(deps.db, async (tx) => {
        const now = deps.now();
        const before = await loadCode(tx, creditorId, ids._id);
        refuseSoon(before ? restOf(before, now) : 0);
        const asked = codeMessage(deps.config.CONTENT_KEYS, words, channel, contact?.contactId ?? null, now);
        const row = contact ? asked : refused(asked, noContact(channel), now);
        const code = newCode(key, ids, before, row._id, now);
        await saveCode(tx, code);
        await storeAsked(tx, [row], now);
        const data = { interactionId: row._id, expiresAt: code.expiresAt.toISOString() };
        const accepted: z.output<typeof CodeSentBody> = { status: 202, message: 'Accepted', data };
        await answerWith(tx, req, 202, accepted);
        return accepted;
      }),
    );
    res.status(202).json(answer);
  });

function refuseSoon(restSeconds: number): void {
  if (restSeconds === 0) return;
  const again = { 'retry-after': String(restSeconds) };
  throw new HttpFault(429, 'codes-too-often', 'Codes were asked for there too often.', again);
}

/** A call has no result until it is placed. */
const codeMessage = (
  keys: ContentKeys,
  words: RenderedRequest,
  channel: Channel,
  contactId: string | null,
  now: Date,
): Interaction => ({
  ...blankInteraction(newId('interaction'), words.creditor._id, now),
  customerId: words.person._id,
  direction: 'outbound',
  channel,
  theme: 'opsAccountCredentials',
  subject: codeSubject,
  contactId,
  status: channel === 'voice' ? 'scheduled' : 'attempted',
  handOver: 'waiting',
  isWritten: true,
  language: words.language,
  content: sealWords(keys, words, { creditorId: words.creditor._id, customerId: words.person._id }),
  templateVersionId: words.templateVersionId,
  templateRevision: words.templateRevision,
  sensitive: true,
  isTransactional: true,
});
