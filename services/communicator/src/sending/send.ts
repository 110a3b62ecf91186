import { Router } from 'express';
import { answerWith, caller, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { transaction } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { knowPerson } from '../customers/know-person.ts';
import { attach } from '../documents/attachment.ts';
import { blankInteraction, type Interaction } from '../interactions/interaction.ts';
import { sealWords } from '../interactions/sealed-content.ts';
import { renderRequest } from '../rendering/render-request.ts';
import { giveBack } from './ask-for-leave.ts';
import { channelOfMessage } from './channel-of-message.ts';
import { namedContact, ownContact } from './contact-of-message.ts';
import { leaveFor } from './leave-for.ts';
import { previousInteraction } from './previous-interaction.ts';
import { acceptedBody, refusedBody, type Answer } from './send-answer.ts';
import { refuseAttachments, sendable, SendRequest, type SendableChannel } from './send-request.ts';
import { afterLeave, storeAsked } from './store-asked.ts';
import { themesOfMessage } from './themes-of-message.ts';

/** C15, in the order of 5.1.3: whatever is wrong with the request saves nothing; whatever the guard says is saved. */
export const sendRoute = (deps: CommunicatorDeps) =>
  Router().post('/api/communicator/send', idempotent(deps), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'communicator.message:send');
    const creditorId = theCreditor(from);
    const body = read(SendRequest, req.body);
    const { asked, askedAbout } = await write(deps, creditorId, body);

    const leave = await leaveFor(deps, asked, askedAbout);
    const row = afterLeave(asked, leave, deps.now());
    const answer: Answer = leave.granted ? acceptedBody(row) : refusedBody(row, leave.holdId);
    try {
      await transaction(deps.db, async (tx) => {
        await storeAsked(tx, [row], deps.now());
        if (leave.granted) await answerWith(tx, req, answer.status, answer);
      });
    } catch (error) {
      await giveBack(deps, [row]);
      throw error;
    }
    if (isOnlyShown(row)) await giveBack(deps, [row]);
    res.status(answer.status).json(answer);
  });

/** Shown to the person where they look it up: there is no provider, and no hand-over. */
const isOnlyShown = ({ channel }: Pick<Interaction, 'channel'>): boolean => channel === 'gui' || channel === 'document';

type Asked = { asked: Interaction; askedAbout: string | undefined };

/** The message as it will go out, and the contact about which the guard is to be asked. */
async function write(deps: CommunicatorDeps, creditorId: string, body: SendRequest): Promise<Asked> {
  const { subject, theme, contactId, context, attachments = [], tone, loanId, loanIds, caseId } = body;
  const person = await knowPerson(deps, creditorId, body.personId);
  const themes = themesOfMessage(subject, theme);
  const named = contactId === undefined ? undefined : namedContact(person, contactId);
  const channel = sendable(await channelOfMessage(deps.db, creditorId, { ...body, contact: named }));
  refuseAttachments(channel, attachments);
  const attached = await attach(deps.db, creditorId, attachments, person._id);
  const previous = await previousInteraction(deps.db, person, body.previousInteractionId);
  const wanted = { subject, channel, personId: person._id, loanId, loanIds, caseId, context, tone };
  const words = await renderRequest(deps, creditorId, wanted);
  const contact = named ?? ownContact(person, channel);

  const asked: Interaction = {
    ...blankInteraction(newId('interaction'), creditorId, deps.now()),
    ...themes,
    ...stateOf(channel),
    customerId: person._id,
    direction: 'outbound',
    channel,
    subject,
    contactId: (isOnlyShown({ channel }) ? named : contact)?.contactId ?? null,
    debtIds: words.debts.map(({ _id }) => _id),
    tone: wanted.tone,
    isWritten: true,
    language: words.language,
    content: sealWords(deps.config.CONTENT_KEYS, words, { creditorId, customerId: person._id }),
    templateVersionId: words.templateVersionId,
    templateRevision: words.templateRevision,
    sensitive: words.sensitive,
    caseId: words.caseId,
    supercaseBulkOperationId: body.supercaseBulkOperationId ?? null,
    previousInteractionId: previous?._id ?? null,
    isTransactional: body.isTransactional,
    attachments: attached.map(({ documentId }) => documentId),
    ...(attached.length > 0 && { attached }),
  };
  return { asked, askedAbout: contact?.contactId };
}

const stateOf = (channel: SendableChannel) => ({
  status: 'attempted' as const,
  handOver: isOnlyShown({ channel }) ? null : ('waiting' as const),
});
