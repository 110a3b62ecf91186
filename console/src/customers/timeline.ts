import { channelWords, holdReasons, inWords, reasonWords, themes } from '../words.ts';
import type { Decision, Hold, Interaction, LogEntry, Reason } from './customer.types.ts';

export type TimelineKind = 'made' | 'refused' | 'received' | 'hold' | 'campaign' | 'question';

/** One thing that happened to a customer. `reasons`: what stood against a contact, by rule, with where the law has it. */
export type TimelineItem = {
  id: string;
  at: string;
  kind: TimelineKind;
  title: string;
  detail: string;
  reasons: readonly Reason[];
  nextAllowedAt: string | null;
  decisionId: string | null;
};

type Sources = {
  interactions: readonly Interaction[];
  decisions: readonly Decision[];
  holds: readonly Hold[];
  log: readonly LogEntry[];
};

const about = (channel: string | null, theme: string | null): string =>
  [channelWords(channel), theme && inWords(theme, themes)].filter(Boolean).join(' · ');

const isRefused = ({ status, blocking }: Interaction): boolean => status === 'failed' && blocking.length > 0;

/** The decision that refused a contact: by the contact that asked, or by the permit that it held. */
const refusalOf = (interaction: Interaction, decisions: readonly Decision[]): Decision | undefined =>
  decisions.find(
    ({ allowed, interactionId, permitId }) =>
      !allowed && (interactionId === interaction.id || (permitId !== null && permitId === interaction.permitId)),
  );

function ofInteraction(interaction: Interaction, decisions: readonly Decision[]): TimelineItem {
  const { id, startedAt: at, channel, theme, direction, status, statusDetails, campaignId, origin } = interaction;
  const decision = isRefused(interaction) ? refusalOf(interaction, decisions) : undefined;
  const how = inWords(statusDetails ?? status);
  const detail = [
    inWords(theme, themes),
    !isRefused(interaction) && how,
    campaignId && 'by a campaign',
    origin === 'imported' && 'from an import',
  ];
  return {
    id, at,
    kind: isRefused(interaction) ? 'refused' : direction === 'inbound' ? 'received' : 'made',
    title: isRefused(interaction) ? `${channelWords(channel)} not made` : `${channelWords(channel)} ${direction === 'inbound' ? 'received' : outcome(status)}`,
    detail: detail.filter(Boolean).join(' · '),
    reasons: isRefused(interaction) ? (decision?.blocking ?? interaction.blocking) : [],
    nextAllowedAt: interaction.nextAllowedAt,
    decisionId: decision?.decisionId ?? null,
  }; // prettier-ignore
}

const outcome = (status: string): string =>
  ({ succeeded: 'made', failed: 'failed', canceled: 'cancelled', scheduled: 'scheduled' })[status] ?? 'under way';

const ofQuestion = (decision: Decision): TimelineItem => ({
  id: decision.decisionId,
  at: decision.at,
  kind: 'question',
  title: `Asked: may we? ${decision.allowed ? 'Yes' : 'No'}`,
  detail: about(decision.channel, decision.theme),
  reasons: decision.blocking,
  nextAllowedAt: decision.nextAllowedAt,
  decisionId: decision.decisionId,
});

/** A contact that was refused at its last moment is told by the contact. Leave that was asked for one unknown here stands by itself. */
const ofLostRefusal = (decision: Decision): TimelineItem => ({
  ...ofQuestion(decision),
  kind: 'refused',
  title: `${channelWords(decision.channel)} not made`,
});

function ofHold(hold: Hold): TimelineItem[] {
  const { holdId, reason, placedAt, liftedAt, recordedBy, liftedBy } = hold;
  const one = { kind: 'hold' as const, reasons: [], nextAllowedAt: null, decisionId: null };
  const words = inWords(reason, holdReasons);
  return [
    { ...one, id: `${holdId}/placed`, at: placedAt, title: `Hold placed: ${words}`, detail: recordedBy.description ?? recordedBy.id },
    ...(liftedAt
      ? [{ ...one, id: `${holdId}/lifted`, at: liftedAt, title: `Hold lifted: ${words}`, detail: liftedBy?.description ?? liftedBy?.id ?? '' }]
      : []),
  ]; // prettier-ignore
}

/** What a contact tells itself is not told a second time by the log of its campaign. */
const toldByContact = new Set(['touch_checked', 'touch_sent', 'touch_failed']);

const toldOf = (data: Record<string, unknown>): string[] =>
  ['task', 'reason', 'endReason', 'because', 'ruleId']
    .map((name) => data[name])
    .filter((each): each is string => typeof each === 'string')
    .map(reasonWords);

const ofLog = ({ id, at, type, channel, data }: LogEntry): TimelineItem => ({
  id,
  at,
  kind: 'campaign',
  title: type === 'staff_task' ? 'Left to a person' : inWords(type),
  detail: [...new Set([channel && channelWords(channel), ...toldOf(data)])].filter(Boolean).join(' · '),
  reasons: [],
  nextAllowedAt: null,
  decisionId: null,
});

/** Everything that happened, the latest first, each thing once. */
export function timelineOf({ interactions, decisions, holds, log }: Sources): TimelineItem[] {
  const known = new Set(interactions.map(({ id }) => id));
  const permits = new Set(interactions.map(({ permitId }) => permitId));
  const earliest = interactions.map(({ startedAt }) => startedAt).sort()[0] ?? '';
  const lost = decisions.filter(
    ({ kind, allowed, at, interactionId, permitId }) =>
      kind !== 'can-interact' &&
      !allowed &&
      at >= earliest &&
      !known.has(interactionId ?? '') &&
      (permitId === null || !permits.has(permitId)),
  );
  return [
    ...interactions.map((each) => ofInteraction(each, decisions)),
    ...decisions.filter(({ kind }) => kind === 'can-interact').map(ofQuestion),
    ...lost.map(ofLostRefusal),
    ...holds.flatMap(ofHold),
    ...log.filter(({ type }) => !toldByContact.has(type)).map(ofLog),
  ].sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
}
