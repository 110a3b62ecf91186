import { OptOutRecordedV1, type Channel } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import type { GuardConfig } from '../config.ts';
import { place, uttered } from '../holds/hold.ts';
import { changeCustomers } from './change-customers.ts';

const channelOf: Record<'sms' | 'email' | 'call', Channel> = { sms: 'text', email: 'email', call: 'voice' };

/** An opt-out of a campaign's channel holds for every campaign to come. Campaign asks for the same hold at once. */
export const followOptOuts = ({ now }: Deps<GuardConfig>): Consumer =>
  consumer('hold-on-opt-out', OptOutRecordedV1, (tx, events) =>
    changeCustomers(tx, events, (customer, { data, republished, time }) => {
      if (republished) return { customer, answer: null };
      const { campaignId, channel, customerId } = data;
      const wish = {
        reason: channel === 'all' ? ('do-not-interact' as const) : ('opted-out' as const),
        channels: channel === 'all' ? [] : [channelOf[channel]],
        themes: 'collection' as const,
        contactIds: [],
        debtIds: [],
        source: { service: 'campaign', key: `opt-out:${campaignId}:${channel}`, version: 1 },
        endsAt: null,
      };
      return place(customer, uttered(customer, wish, new Date(time)), { kind: 'borrower', id: customerId }, now());
    }),
  );
