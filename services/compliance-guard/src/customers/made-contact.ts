import type { InteractionStatusChangedV1 } from '@fairdue/contracts';
import type { z } from 'zod';
import { trimmed, type Customer, type MadeContact } from './customer.ts';

type Interaction = z.output<(typeof InteractionStatusChangedV1)['data']>;

/** Until told otherwise an attempt counts as made; one that failed reached nobody. */
const happened: readonly Interaction['status'][] = ['attempted', 'succeeded', 'inProgress'];

const isConversation = ({ agentOutcome }: Interaction): boolean => agentOutcome === 'voiceSpokeWithFirstParty';

const elsewhere = (interaction: Interaction): MadeContact => ({
  interactionId: interaction.interactionId,
  permitId: interaction.permitId,
  touchId: interaction.touchId,
  decisionId: null,
  contactId: interaction.contactId,
  channel: interaction.channel,
  theme: interaction.theme,
  debtIds: [...interaction.debtIds],
  at: new Date(interaction.startedAt),
  counts: false,
  isConversation: false,
  version: 0,
  handOver: 'elsewhere',
});

/**
 * Corrects what limits count by what became of the interaction: a failed one does not count, a conversation starts its
 * quiet days, and a contact made without a permit of ours counts like any other. The newest word is the one that holds.
 */
export function withInteraction(customer: Customer, interaction: Interaction): Customer {
  const { interactionId, permitId, version, direction, status } = interaction;
  const known = customer.made.find((made) => made.interactionId === interactionId);
  const isMade = happened.includes(status);
  const matters = isConversation(interaction) || (direction === 'outbound' && isMade);
  if (!known && !matters) return customer;
  if (known && known.version >= version) return customer;

  const before = known ?? elsewhere(interaction);
  const after: MadeContact = {
    ...before,
    version,
    counts: direction === 'outbound' && isMade,
    isConversation: isConversation(interaction),
    handOver: before.handOver === 'open' ? 'ended' : before.handOver,
  };
  return trimmed({
    ...customer,
    made: [...customer.made.filter((made) => made !== known), after],
    inFlight: permitId ? customer.inFlight.filter((entry) => entry.permitId !== permitId) : customer.inFlight,
  });
}
