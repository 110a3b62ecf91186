import { z } from 'zod';
import { Channel } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Tone } from '../templates/message-context.ts';
import { Subject } from '../templates/stored/descriptor.wire.ts';
import { outboundThemes } from './themes-of-message.ts';
import { attachmentsMax } from '../documents/document.ts';
import { reference } from '../customers/reference.ts';

export const loanIds = z.array(reference).max(50);

/** C15. What is not named here is ignored. */
export const SendRequest = z.object({
  subject: Subject,
  channel: Channel.exactOptional(),
  theme: z.enum(outboundThemes).exactOptional(),
  personId: reference,
  contactId: reference.exactOptional(),
  loanId: reference.exactOptional(),
  loanIds: loanIds.exactOptional(),
  caseId: reference.exactOptional(),
  context: z.record(z.string(), z.unknown()).default({}),
  attachments: z.array(reference).max(attachmentsMax).exactOptional(),
  supercaseBulkOperationId: reference.exactOptional(),
  previousInteractionId: reference.exactOptional(),
  isTransactional: z.boolean().default(true),
  /** Ours: words for a tone, where there are any. */
  tone: z
    .enum(['empathetic', 'firm'])
    .nullish()
    .transform((tone): Tone => tone ?? 'neutral'),
});
export type SendRequest = z.output<typeof SendRequest>;

/** Of the channels that contacts have, those a message can be sent by; what is only shown to somebody leaves nobody's house. */
export const sendableChannels = ['email', 'text', 'mail', 'gui', 'document'] as const;
export type SendableChannel = (typeof sendableChannels)[number];

const isSendable = (channel: Channel): channel is SendableChannel =>
  (sendableChannels as readonly string[]).includes(channel);

/** 5.1.1: calls and faxes are made elsewhere, and nobody has a chat open with us. */
export function sendable(channel: Channel): SendableChannel {
  if (isSendable(channel)) return channel;
  throw channel === 'chat'
    ? new Refused('malformed', 'no-open-chat', 'There is no open chat', [
        { path: 'channel', problem: 'no chat is open with this person' },
      ])
    : new Refused('malformed', 'channel-not-sendable', 'Nothing can be sent by that channel', [
        { path: 'channel', problem: `${channel} is not a channel that messages are sent by` },
      ]);
}

export function refuseAttachments(channel: SendableChannel, attachments: readonly string[]): void {
  if (attachments.length === 0 || channel === 'email') return;
  throw new Refused('malformed', 'attachments-not-allowed', 'Only an email has attachments', [
    { path: 'attachments', problem: `a message by ${channel} has none` },
  ]);
}
