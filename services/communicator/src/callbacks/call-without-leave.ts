import { blankInteraction, changed, type Interaction } from '../interactions/interaction.ts';

/** A dialer tells of a call that it was never told to make, or that it was told not to make. */
export const hadNoLeave = ({ task, handOver }: Interaction): boolean =>
  task !== undefined && handOver !== 'dialling' && handOver !== 'accepted';

/**
 * It was made, so it counts. What was still open is that call; what has ended stays as it ended, and the call is an interaction
 * of its own, without campaign or permit.
 */
export function withoutLeave(interaction: Interaction, interactionId: string, now: Date): Interaction {
  const { handOver, _id, creditorId, customerId, channel, theme, otherTheme, subject, contactId, debtIds } =
    interaction;
  if (handOver !== 'not-started' && handOver !== 'refused') return changed(interaction, { withoutLeave: true }, now);
  const { provider, tone, language, templateVersionId, templateRevision, messageHash, disclosures } = interaction;
  return {
    ...blankInteraction(interactionId, creditorId, now),
    ...{ customerId, channel, theme, otherTheme, subject, contactId, debtIds },
    ...{ provider, tone, language, templateVersionId, templateRevision, messageHash, disclosures },
    direction: 'outbound',
    status: 'scheduled',
    handOver: 'unknown',
    previousInteractionId: _id,
    withoutLeave: true,
    failureDescriptionShort: 'The dialer made this call without leave.',
  };
}

/** Later word of that call is about the call. */
export const calledAs = (ended: Interaction, { _id }: Pick<Interaction, '_id'>, now: Date): Interaction =>
  ended.task ? changed(ended, { task: { ...ended.task, calledAs: _id } }, now) : ended;
