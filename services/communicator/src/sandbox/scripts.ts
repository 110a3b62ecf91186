import { z } from 'zod';

/**
 * What a sandbox provider does with a message. `silent` has it and says no more; `lie` says that it has it, and has not. A
 * dialer asks and dials, but for `ask-late`, which waits to be told that it is the call’s turn, and what the others say.
 * Outcomes of calls are named as on the wire.
 */
export const Behaviour = z.enum([
  'accept', 'delay', 'bounce', 'refuse', 'time-out', 'call-back-early', 'call-back-twice', 'call-back-otherwise',
  'call-back-46-times', 'call-back-out-of-order', 'silent', 'lie',
  'ask-late', 'ask-twice', 'never-ask', 'dial-unasked', 'dial-late',
  'voiceSpokeWithFirstParty', 'voiceSpokeWithThirdParty', 'voiceLeftVoicemailFirstParty', 'voiceRangNoPickup', 'voiceLineBusyNoRing',
  'voiceNumberDisconnected',
]); // prettier-ignore
export type Behaviour = z.infer<typeof Behaviour>;

/** Who picks up is decided by the last digit of the number, so that a demonstration has all of it and repeats itself. */
const outcomeByDigit: readonly Behaviour[] = [
  'voiceRangNoPickup', 'voiceRangNoPickup', 'voiceRangNoPickup', 'voiceLeftVoicemailFirstParty', 'voiceLeftVoicemailFirstParty',
  'voiceSpokeWithFirstParty', 'voiceSpokeWithFirstParty', 'voiceRangNoPickup', 'voiceLineBusyNoRing', 'voiceNumberDisconnected',
]; // prettier-ignore

export type SandboxChannel = 'email' | 'text' | 'mail' | 'voice';

/** What happens at each recipient: scripted ones first, then `name+bounce@…`, then the ordinary case. */
export class Scripts {
  readonly #scripted = new Map<string, Behaviour>();

  set(recipient: string, behaviour: Behaviour): void {
    this.#scripted.set(recipient, behaviour);
  }

  at(channel: SandboxChannel, recipient: string): Behaviour {
    const scripted = this.#scripted.get(recipient);
    if (scripted) return scripted;
    const tag = Behaviour.safeParse(/\+([a-zA-Z-]+)@/.exec(recipient)?.[1]);
    if (tag.success) return tag.data;
    return channel === 'voice' ? (outcomeByDigit[Number(recipient.at(-1))] ?? 'accept') : 'accept';
  }
}

export type CallbackEvent = { type: string; outcome?: string };

/** What a provider tells later about a message that it took. */
export function reportsOf(channel: SandboxChannel, behaviour: Behaviour): CallbackEvent[] {
  if (behaviour === 'silent' || behaviour === 'time-out') return [];
  const outcome = behaviour.startsWith('voice') ? behaviour : 'voiceRangNoPickup';
  const arrived: CallbackEvent = {
    email: { type: 'message.delivered' },
    text: { type: 'message.delivered' },
    mail: { type: 'letter.mailed' },
    voice: { type: 'call.ended', outcome },
  }[channel];
  const cameBack: CallbackEvent = {
    email: { type: 'message.bounced' },
    text: { type: 'message.undelivered' },
    mail: { type: 'letter.returned' },
    voice: { type: 'call.ended', outcome },
  }[channel];
  if (behaviour === 'bounce') return [cameBack];
  if (behaviour === 'call-back-twice') return [arrived, arrived];
  if (behaviour === 'call-back-otherwise') return [arrived, cameBack];
  if (behaviour === 'call-back-46-times') return Array.from({ length: 46 }, () => arrived);
  if (behaviour === 'call-back-out-of-order') return [...lastFirst[channel], arrived];
  return [arrived];
}

/** What comes before it should: the end of the story, and its beginning after that. */
const lastFirst: Record<SandboxChannel, CallbackEvent[]> = {
  email: [{ type: 'message.opened' }, { type: 'message.sent' }],
  text: [{ type: 'message.delivered' }, { type: 'message.sent' }],
  mail: [{ type: 'letter.mailed' }, { type: 'letter.created' }],
  voice: [],
};
