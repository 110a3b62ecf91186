import { Router } from 'express';
import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { answerWith, caller, HttpFault, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { againWhenRaced, transaction } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import type { Customer } from '../customers/customer.ts';
import { knowPerson } from '../customers/know-person.ts';
import { reference } from '../customers/reference.ts';
import { blankInteraction, type Interaction } from '../interactions/interaction.ts';
import { giveBack } from './ask-for-leave.ts';
import { ownContact } from './contact-of-message.ts';
import { leaveFor } from './leave-for.ts';
import { theInteraction } from './previous-interaction.ts';
import { refuseResend } from './resend-rule.ts';
import { rememberResend, restOf } from './resend.store.ts';
import { refusedBody } from './send-answer.ts';
import type { SendableChannel } from './send-request.ts';
import { afterLeave, storeAsked } from './store-asked.ts';

export const ResendRequest = z.object({ interactionId: reference });

/** E11. */
export const ResentBody = z.strictObject({
  status: z.literal(202),
  message: z.literal('Accepted'),
  data: z.strictObject({ interactionId: Id, previousInteractionId: Id }),
});

/** C17: the same words once more, to the same contact where it is still good. The guard is asked as for any message. */
export const resendRoute = (deps: CommunicatorDeps) =>
  Router().post('/api/communicator/resend', idempotent(deps), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'communicator.message:send');
    const creditorId = theCreditor(from);
    const { interactionId } = read(ResendRequest, req.body);
    const before = await theInteraction(deps.db, creditorId, interactionId, 'interactionId');
    refuseResend(deps.config.CONTENT_KEYS, before);
    refuseSoon(await restOf(deps, creditorId, before._id, deps.now()));

    const person = await knowPerson(deps, creditorId, before.customerId ?? '');
    const asked = again(before, contactFor(before, person), deps.now());
    const leave = await leaveFor(deps, asked, asked.contactId ?? undefined);
    const row = afterLeave(asked, leave, deps.now());
    const data = { interactionId: row._id, previousInteractionId: before._id };
    const accepted: z.output<typeof ResentBody> = { status: 202, message: 'Accepted', data };
    const answer = leave.granted ? accepted : refusedBody(row, leave.holdId);
    const store = () =>
      transaction(deps.db, async (tx) => {
        const now = deps.now();
        if (leave.granted) {
          refuseSoon(await restOf(tx, creditorId, before._id, now));
          await rememberResend(tx, creditorId, before._id, now);
          await answerWith(tx, req, answer.status, answer);
        }
        await storeAsked(tx, [row], now);
      });
    try {
      await againWhenRaced(store);
    } catch (error) {
      await giveBack(deps, [row]);
      throw error;
    }
    res.status(answer.status).json(answer);
  });

function refuseSoon(restSeconds: number): void {
  if (restSeconds === 0) return;
  const again = { 'retry-after': String(restSeconds) };
  throw new HttpFault(429, 'resent-just-now', 'It was sent again within the last ten minutes.', again);
}

function contactFor({ contactId, channel }: Interaction, person: Customer): string | null {
  const same = person.contacts.find((each) => each.contactId === contactId);
  const isGood = same?.isActive && same.valid && same.status !== 'archived';
  return isGood ? same.contactId : (ownContact(person, channel as SendableChannel)?.contactId ?? null);
}

const again = (before: Interaction, contactId: string | null, now: Date): Interaction => ({
  ...blankInteraction(newId('interaction'), before.creditorId, now),
  customerId: before.customerId,
  direction: 'outbound',
  channel: before.channel,
  theme: before.theme,
  otherTheme: before.otherTheme ?? null,
  subject: before.subject,
  contactId,
  debtIds: before.debtIds,
  tone: before.tone,
  status: 'attempted',
  handOver: 'waiting',
  isWritten: true,
  language: before.language ?? 'en',
  content: before.content,
  templateVersionId: before.templateVersionId,
  templateRevision: before.templateRevision ?? null,
  sensitive: before.sensitive,
  caseId: before.caseId ?? null,
  attachments: before.attachments ?? [],
  ...(before.attached && { attached: before.attached }),
  previousInteractionId: before._id,
  isTransactional: before.isTransactional,
});
