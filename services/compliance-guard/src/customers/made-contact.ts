import type { InteractionStatusChangedV1 } from '@fairdue/contracts';
import type { z } from 'zod';
import type { Reach } from '../rules/facts.ts';
import { trimmed, type Customer, type MadeContact } from './customer.ts';

type Interaction = z.output<(typeof InteractionStatusChangedV1)['data']>;

/** Until told otherwise an attempt counts as made; one that failed reached nobody. */
const happened: readonly Interaction['status'][] = ['attempted', 'succeeded', 'inProgress'];

/** What a dialer or an agent said of the call; anything else reached somebody, until told otherwise. */
const reachByOutcome: Readonly<Record<string, Reach>> = {
  voiceFailedToInitiate: 'not-connected',
  voiceNumberDisconnected: 'not-connected',
  voiceLineBusyNoRing: 'not-connected',
  voiceRangNoPickup: 'no-answer',
  voiceReachedVoicemailNoMessageLeft: 'silent-voicemail',
  voiceSpokeWithFirstParty: 'spoke',
  voiceSpokeWithThirdParty: 'third-party',
};

/** How far a contact got, by what a dialer, an agent or a provider said of it. */
export function reachOf({
  channel,
  agentOutcome,
  statusDetails,
}: Pick<Interaction, 'channel' | 'agentOutcome' | 'statusDetails'>): Reach {
  if (channel !== 'voice') return 'sent';
  for (const outcome of [agentOutcome, statusDetails]) {
    const reach = outcome === null ? undefined : reachByOutcome[outcome];
    if (reach) return reach;
    if (outcome?.startsWith('voiceLeftVoicemail')) return 'voicemail';
  }
  return 'answered';
}

/** Of an interaction what limits go by, and how far it got. `isAnswerable`: something the customer sent that one answer may follow. */
export type Heard = Pick<
  Interaction,
  | 'interactionId' | 'direction' | 'channel' | 'theme' | 'subject' | 'contactId' | 'debtIds' | 'touchId' | 'permitId' | 'status'
  | 'agentOutcome' | 'startedAt' | 'version'
> & { reach: Reach; isAnswerable: boolean; isAutodialed?: boolean | undefined; isPrerecorded?: boolean | undefined }; // prettier-ignore

const isConversation = ({ agentOutcome }: Heard): boolean => agentOutcome === 'voiceSpokeWithFirstParty';

const elsewhere = (interaction: Heard): MadeContact => ({
  interactionId: interaction.interactionId,
  permitId: interaction.permitId,
  touchId: interaction.touchId,
  decisionId: null,
  contactId: interaction.contactId,
  channel: interaction.channel,
  theme: interaction.theme,
  subject: interaction.subject,
  debtIds: [...interaction.debtIds],
  at: new Date(interaction.startedAt),
  counts: false,
  isConversation: false,
  reach: interaction.reach,
  isAutodialed: interaction.isAutodialed ?? false,
  isPrerecorded: interaction.isPrerecorded ?? false,
  isResponse: false,
  isAnswerable: false,
  version: 0,
  handOver: 'elsewhere',
});

/**
 * Corrects what limits count by what became of the interaction: a failed one does not count, a conversation starts its
 * quiet days, and a contact made without a permit of ours counts like any other. What the customer began counts for nothing
 * and may be answered. The newest word is the one that holds.
 */
export function withHeard(customer: Customer, interaction: Heard): Customer {
  const { interactionId, permitId, version, direction, status, reach, isAnswerable } = interaction;
  const known = customer.made.find((made) => made.interactionId === interactionId);
  const isMade = happened.includes(status);
  const matters = direction === 'inbound' || isConversation(interaction) || isMade;
  if (!known && !matters) return customer;
  if (known && known.version >= version) return customer;

  const before = known ?? elsewhere(interaction);
  const after: MadeContact = {
    ...before,
    version,
    counts: direction === 'outbound' && isMade,
    isConversation: isConversation(interaction),
    isAnswerable: known ? known.isAnswerable : isAnswerable,
    reach,
    handOver: before.handOver === 'open' ? 'ended' : before.handOver,
  };
  return trimmed({
    ...customer,
    made: [...customer.made.filter((made) => made !== known), after],
    inFlight: permitId ? customer.inFlight.filter((entry) => entry.permitId !== permitId) : customer.inFlight,
  });
}

export const heardOf = (interaction: Interaction, isAnswerable = interaction.direction === 'inbound'): Heard => ({
  ...interaction,
  reach: reachOf(interaction),
  isAnswerable,
});
