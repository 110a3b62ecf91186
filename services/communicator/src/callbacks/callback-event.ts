import { z } from 'zod';
import type { Interaction } from '../interactions/interaction.ts';
import type { Report } from '../interactions/outcome.ts';
import { detailNames, details } from '../interactions/status-matrix.ts';

/** What providers tell. `key` is the one the message was handed over with; unknown fields are ignored. */
export const CallbackEvent = z.object({
  key: z.string().regex(/^[A-Z]{2}-[A-Z0-9]+-[A-Z0-9]+\.[A-Z]{2}-[A-Z0-9]+-[A-Z0-9]+$/),
  type: z.enum([
    'message.sent', 'message.delivered', 'message.opened', 'message.deferred', 'message.bounced', 'message.dropped',
    'message.complained', 'message.undelivered', 'letter.created', 'letter.mailed', 'letter.returned', 'letter.deleted', 'call.ended',
  ]),
  outcome: z.enum(detailNames).optional(),
  /** Of a bounced email: `hard` where there is no such mailbox, which nobody writes to again. Absent: hard. */
  bounce: z.enum(['hard', 'soft']).optional(),
  providerMessageId: z.string().max(200).nullish(),
}); // prettier-ignore
export type CallbackEvent = z.output<typeof CallbackEvent>;

/** A report as the mail system got it (RFC 3464, RFC 5965), whole, in base64. */
const MailReport = z.object({
  type: z.literal('mail.report'),
  message: z
    .base64()
    .min(1)
    .max(4 * 1_024 * 1_024),
});

/** A dialer asks, at the moment of dialling: may that call be made now? */
const CallDue = z.object({ key: CallbackEvent.shape.key, type: z.literal('call.due') });

export const CallbackBody = z.union([CallbackEvent, CallDue, MailReport]);

type Told = Pick<Report, 'status' | 'statusDetails'>;

const email: Partial<Record<CallbackEvent['type'], Told>> = {
  'message.sent': { status: 'attempted', statusDetails: 'emailSent' },
  'message.delivered': { status: 'succeeded', statusDetails: 'emailDelivered' },
  'message.opened': { status: 'succeeded', statusDetails: 'emailOpened' },
  'message.bounced': { status: 'failed', statusDetails: 'emailBounced' },
  'message.dropped': { status: 'failed', statusDetails: 'emailDropped' },
  'message.complained': { status: 'attempted', statusDetails: 'emailReportedAsSpam' },
};
const text: Partial<Record<CallbackEvent['type'], Told>> = {
  'message.sent': { status: 'attempted', statusDetails: null },
  'message.delivered': { status: 'succeeded', statusDetails: null },
  'message.undelivered': { status: 'failed', statusDetails: 'invalidContact' },
};
const mail: Partial<Record<CallbackEvent['type'], Told>> = {
  'letter.created': { status: 'attempted', statusDetails: null },
  'letter.mailed': { status: 'attempted', statusDetails: 'mailSent' },
  'letter.returned': { status: 'failed', statusDetails: 'mailReturnedToSender' },
  'letter.deleted': { status: 'canceled', statusDetails: 'mailDeleted' },
};
const byChannel: Partial<Record<Interaction['channel'], typeof email>> = { email, text, mail };

const technical = ['voiceFailedToInitiate', 'voiceNumberDisconnected', 'voiceUnexpectedDisconnect'];
const connected = ['voiceSpokeWithFirstParty', 'voiceSpokeWithThirdParty', 'voiceLeftVoicemailFirstParty', 'voiceLeftVoicemailThirdParty', 'voiceLeftVoicemail', 'voiceReachedVoicemailNoMessageLeft', 'voicePickedHungUp']; // prettier-ignore

/** The provider's words in ours; undefined where they say nothing about a message of that channel. */
export function reportOf(channel: Interaction['channel'], { type, outcome }: CallbackEvent): Report | undefined {
  if (channel !== 'voice') {
    const told = byChannel[channel]?.[type];
    return told && { ...told, agentOutcome: null };
  }
  if (type !== 'call.ended' || outcome === undefined || details[outcome].channel !== 'voice') return undefined;
  const status = details[outcome].statuses[0];
  if (technical.includes(outcome)) return { status, statusDetails: outcome, agentOutcome: null };
  return { status, statusDetails: connected.includes(outcome) ? 'voiceConnected' : null, agentOutcome: outcome };
}
