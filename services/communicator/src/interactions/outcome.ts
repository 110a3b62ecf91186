import type { BlockingReason, InteractionStatus } from '@fairdue/contracts';
import { changed, isWaiting, type Interaction } from './interaction.ts';
import { mayBecome, type Detail } from './status-matrix.ts';

/** What a provider tells about a message after it took it. */
export type Report = { status: InteractionStatus; statusDetails: Detail | null; agentOutcome: Detail | null };

const taken = {
  email: { status: 'attempted', statusDetails: 'emailSent' },
  mail: { status: 'attempted', statusDetails: null },
  voice: { status: 'inProgress', statusDetails: null },
} as const;

const turnedDown = {
  email: 'emailDropped',
  mail: 'mailFailedToCreate',
  voice: 'voiceFailedToInitiate',
} as const;

const of = <T>(byChannel: Readonly<Record<string, T>>, channel: string, otherwise: T): T =>
  byChannel[channel] ?? otherwise;

/** No callback has said anything of it yet. */
const isUntold = ({ status, statusDetails, agentOutcome }: Interaction): boolean =>
  status === 'scheduled' || (status === 'attempted' && statusDetails === null && agentOutcome === null);

const asTaken = ({ channel }: Interaction) =>
  of<Omit<Report, 'agentOutcome'>>(taken, channel, { status: 'attempted', statusDetails: null });

/** The provider has taken it. A callback may have been faster: what it said stays. */
export function accepted(interaction: Interaction, providerMessageId: string | null, now: Date): Interaction {
  if (interaction.handOver === 'accepted') return interaction;
  const early = !isUntold(interaction);
  return changed(
    interaction,
    { ...(early ? {} : { ...asTaken(interaction), startedAt: now }), handOver: 'accepted', providerMessageId },
    now,
  );
}

/** The provider has turned it down for good. */
export const turnedDownByProvider = (interaction: Interaction, reason: string, now: Date): Interaction =>
  changed(
    interaction,
    {
      status: 'failed',
      statusDetails: of<Detail>(turnedDown, interaction.channel, 'invalidContact'),
      handOver: 'refused',
      failureDescriptionShort: reason,
    },
    now,
  );

/** The guard, or a check before it, said no. */
export const blocked = (
  interaction: Interaction,
  blocking: BlockingReason[],
  nextAllowedAt: string | null,
  now: Date,
): Interaction =>
  changed(
    interaction,
    {
      status: 'failed',
      statusDetails: blocking[0]?.reasonCode === 'contactNotFound' ? 'invalidContact' : 'blockedByComplianceGuard',
      handOver: 'not-started',
      blocking,
      nextAllowedAt: nextAllowedAt === null ? null : new Date(nextAllowedAt),
      complianceGuardRuleId: blocking.find(({ ruleId }) => ruleId !== null)?.ruleId ?? null,
      failureDescriptionShort: blocking[0]?.message ?? null,
      failureDescriptionLong: blocking.length > 1 ? blocking.map(({ message }) => message).join(' ') : null,
    },
    now,
  );

/** Minutes until a technical failure is tried again, with a permit of its own each time; then it has failed. */
export const retryMinutes = [5, 30, 120] as const;

/**
 * No byte that commits a provider was written. It waits again, or has failed when all tries are used up. The permit’s id
 * stays, so that the guard can be told again that nothing came of it.
 */
export function notStarted(interaction: Interaction, cause: string, now: Date): Interaction {
  const failures = interaction.failures + 1;
  const ended = failures > retryMinutes.length;
  return changed(
    interaction,
    {
      failures,
      triedProviders: [],
      handOver: ended ? 'not-started' : 'waiting',
      ...(ended && { status: 'failed' as const, failureDescriptionShort: `Not sent: ${cause}.` }),
    },
    now,
  );
}

/** One provider did not take it, and another one of its channel may: it waits for that one, with a permit of its own. */
export const turnedAway = (interaction: Interaction, provider: string, now: Date): Interaction =>
  changed(interaction, { handOver: 'waiting', triedProviders: [...(interaction.triedProviders ?? []), provider] }, now);

/** Nobody knows whether the provider has it. Only the provider can say. */
export const lost = (interaction: Interaction, now: Date): Interaction =>
  interaction.handOver === 'dispatching' ? changed(interaction, { handOver: 'unknown' }, now) : interaction;

/** What was planned is not made any more; `why` is told to whoever reads it. */
export const canceled = (interaction: Interaction, why: string, now: Date): Interaction =>
  interaction.status === 'scheduled' && (isWaiting(interaction) || interaction.handOver === 'posted')
    ? changed(interaction, { status: 'canceled', handOver: 'not-started', failureDescriptionShort: why }, now)
    : interaction;

const underWay: ReadonlySet<Interaction['handOver']> = new Set(['dispatching', 'dialling', 'unknown']);

/**
 * Somebody wants it no more. What waits ends at once. What is being handed over may be out already: that is noted, and holds
 * as soon as it turns out that nothing came of it.
 */
export function calledOff(interaction: Interaction, why: string, now: Date): Interaction {
  const ended = canceled(interaction, why, now);
  const isUnderWay = underWay.has(interaction.handOver);
  if (ended !== interaction || interaction.status !== 'scheduled' || !isUnderWay) return ended;
  return interaction.calledOff === undefined ? changed(interaction, { calledOff: why }, now) : interaction;
}

/** One that would wait for another try, and was called off during the last one, has none. */
export const heeded = (interaction: Interaction, now: Date): Interaction =>
  interaction.calledOff === undefined ? interaction : canceled(interaction, interaction.calledOff, now);

/** How far along a message is. Late or repeated reports never take it back; bounce, drop and spam always count. */
const rank: Readonly<Record<string, number>> = {
  emailSent: 1, emailDelivered: 2, emailOpened: 3, emailReportedAsSpam: 4, mailSent: 1,
}; // prettier-ignore
const rankOf = ({ status, statusDetails }: Pick<Report, 'status' | 'statusDetails'>): number =>
  status === 'failed' || status === 'canceled' ? 9 : (rank[statusDetails ?? ''] ?? (status === 'succeeded' ? 2 : 0));

/**
 * Section 7 knows no way from `attempted` to `canceled`: a letter that is deleted after it was taken has failed, as 7.1
 * allows for it.
 */
const ended = (status: InteractionStatus, report: Report): Report =>
  report.status === 'canceled' && status !== 'scheduled' ? { ...report, status: 'failed' } : report;

/** Takes a provider's report. One that is late, repeated or impossible changes nothing. */
export function reported(interaction: Interaction, told: Report, now: Date): Interaction {
  // Delivered without ever having been taken, as far as we know: then it was taken on the way there.
  if (interaction.status === 'scheduled' && told.status === 'succeeded')
    return reported(changed(interaction, { ...asTaken(interaction), startedAt: now }, now), told, now);
  const { status } = interaction;
  const report = ended(status, told);
  const same =
    status === report.status &&
    interaction.statusDetails === report.statusDetails &&
    interaction.agentOutcome === report.agentOutcome;
  if (same || interaction.direction === 'inbound' || !mayBecome(status, report.status)) return interaction;
  const begun = status === 'scheduled' ? -1 : status === 'inProgress' ? 0 : rankOf(interaction);
  const isOutcome = report.agentOutcome !== null && interaction.agentOutcome === null;
  if (rankOf(report) <= begun && !isOutcome && status !== 'inProgress') return interaction;
  return changed(interaction, report, now);
}
