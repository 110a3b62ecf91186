import { MessageReceivedV1 } from '@fairdue/contracts';
import { consumer } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import type { TouchChannel } from '../cadence/cadence.ts';
import { applyToLive } from '../campaigns/apply-steps.ts';
import { optOut } from '../campaigns/stop-campaign.ts';

const wireChannel: Record<string, TouchChannel | undefined> = { text: 'sms', email: 'email', voice: 'call' };

/** A STOP is an opt-out of its channel in every campaign of the person, whichever of them it answered. */
export const stopOnMessage = ({ now }: Deps) =>
  consumer('stop-on-message', MessageReceivedV1, async (tx, events) => {
    for (const { data, republished } of events) {
      const channel = wireChannel[data.channel];
      if (republished || data.understoodAs !== 'stop' || !channel) continue;
      const wish = {
        channel,
        actor: { kind: 'borrower', id: data.customerId },
        source: `message:${data.interactionId}`,
        notes: null,
      } as const;
      await applyToLive(tx, now(), data.creditorId, [data.customerId], (situation) => optOut(situation, wish, now()));
    }
  });
