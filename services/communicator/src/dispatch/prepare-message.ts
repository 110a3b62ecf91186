import { createHash } from 'node:crypto';
import { addressHash, type BlockingReason } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { CommunicatorDeps } from '../config.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { Outgoing, Provider } from '../providers/provider.ts';
import type { Delivery } from '../providers/delivery.ts';
import { renderMessage } from '../templates/render-message.ts';
import { isPlan, planMessage, type Facts } from './plan-message.ts';

/** A message that is ready but for its permit. */
export type Prepared = { interaction: Interaction; outgoing: Outgoing; provider: Provider };

export const keyOf = ({ creditorId, _id }: Pick<Interaction, 'creditorId' | '_id'>): string => `${creditorId}.${_id}`;

/** Chooses, renders and composes. What is stored of the content is what was rendered; the hash is over the bytes sent. */
export async function prepareMessage(
  { config, now }: Pick<CommunicatorDeps, 'config' | 'now'>,
  delivery: Delivery,
  interaction: Interaction,
  facts: Facts,
): Promise<Prepared | BlockingReason> {
  const plan = planMessage(interaction, facts);
  if (!isPlan(plan)) return plan;
  const { channel, contact, subject } = plan;
  const { creditor, customer, debt } = facts;
  try {
    const rendered = renderMessage(subject, channel, {
      creditor,
      customer,
      contact,
      debt,
      tone: interaction.tone,
      now: now(),
    });
    const provider = delivery.providers[channel];
    const personName = `${customer.name.first} ${customer.name.last}`;
    const key = keyOf(interaction);
    const bytes = await provider.compose({
      key,
      at: now(),
      contact,
      sender: creditor.sender,
      personName,
      rendered,
      isAutodialed: false,
    });
    const { templateVersionId, subjectLine, text, html } = rendered;
    return {
      provider,
      outgoing: {
        key,
        sender: creditor.sender.email,
        recipient: contact.value ?? '',
        addressHash: addressHash(config.ADDRESS_HASH_KEY, contact),
        bytes,
      },
      interaction: {
        ...interaction,
        channel,
        subject,
        contactId: contact.contactId,
        provider: provider.name,
        templateVersionId,
        content: { subjectLine, contentText: text, contentHtml: html },
        messageHash: createHash('sha256').update(bytes).digest('hex'),
      },
    };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ruleId: null, reasonCode: error.code, category: 'preCheck', message: error.message, nextAllowedAt: null };
  }
}
