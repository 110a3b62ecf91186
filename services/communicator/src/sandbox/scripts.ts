import { z } from 'zod';

/** What a sandbox provider does with a message. Outcomes of calls are named as on the wire. */
export const Behaviour = z.enum([
  'accept', 'bounce', 'refuse', 'time-out', 'call-back-early', 'call-back-twice', 'silent',
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
  const bounced = behaviour === 'bounce';
  const report: CallbackEvent = {
    email: { type: bounced ? 'message.bounced' : 'message.delivered' },
    text: { type: bounced ? 'message.undelivered' : 'message.delivered' },
    mail: { type: bounced ? 'letter.returned' : 'letter.mailed' },
    voice: { type: 'call.ended', outcome: behaviour.startsWith('voice') ? behaviour : 'voiceRangNoPickup' },
  }[channel];
  return behaviour === 'call-back-twice' ? [report, report] : [report];
}
