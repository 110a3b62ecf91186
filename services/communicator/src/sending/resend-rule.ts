import { Refused } from '@fairdue/refused';
import { openWords } from '../interactions/sealed-content.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { ContentKeys } from '../interactions/sealed-content.ts';

const channels: readonly string[] = ['email', 'text', 'mail'];
const codes: readonly (string | null)[] = ['confirmationCode', 'oneTimeCode'];
const unsettled: readonly (string | null)[] = ['waiting', 'dispatching', 'unknown'];

const notResendable = (problem: string): Refused =>
  new Refused('malformed', 'not-resendable', 'That interaction cannot be sent again', [
    { path: 'interactionId', problem },
  ]);

/** What can be sent again (5.2): a written message of ours of which it is known that it is not still on its way. */
export function refuseResend(keys: ContentKeys, interaction: Interaction): void {
  const { direction, channel, handOver, subject, origin } = interaction;
  if (codes.includes(subject)) throw notResendable('a code is not sent twice: ask for a new one');
  if (direction !== 'outbound' || !channels.includes(channel) || handOver === null || origin !== 'platform')
    throw notResendable('only an email, text or letter that was sent from here can be sent again');
  if (unsettled.includes(handOver)) throw notResendable('it is still on its way');
  const { text, html } = openWords(keys, interaction.content, interaction);
  if (text === '' && html === null) throw notResendable('nothing was written that could be sent again');
}
