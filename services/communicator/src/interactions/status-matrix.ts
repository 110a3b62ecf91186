import type { Channel, InteractionStatus } from '@fairdue/contracts';

type Direction = 'outbound' | 'inbound';
type Row = {
  channel: Channel | 'any';
  directions: readonly Direction[];
  statuses: readonly [InteractionStatus, ...InteractionStatus[]];
};

const out = ['outbound'] as const;
const inward = ['inbound'] as const;
const both = ['outbound', 'inbound'] as const;
const row = (
  channel: Row['channel'],
  directions: Row['directions'],
  ...statuses: [InteractionStatus, ...InteractionStatus[]]
): Row => ({
  channel,
  directions,
  statuses,
});

/** What each detail means: on which channel, in which direction and beside which status it may stand. */
export const details = {
  voiceSpokeWithFirstParty: row('voice', both, 'attempted', 'succeeded'),
  voiceSpokeWithThirdParty: row('voice', both, 'attempted', 'succeeded'),
  voiceLeftVoicemailFirstParty: row('voice', out, 'attempted', 'succeeded'),
  voiceLeftVoicemailThirdParty: row('voice', out, 'attempted', 'succeeded'),
  voiceLeftVoicemail: row('voice', out, 'attempted', 'succeeded'),
  voiceLineBusyNoRing: row('voice', out, 'failed'),
  voiceReachedVoicemailNoMessageLeft: row('voice', out, 'attempted'),
  voiceRangNoPickup: row('voice', out, 'attempted'),
  voicePickedHungUp: row('voice', out, 'attempted'),
  voiceFailedToInitiate: row('voice', out, 'failed'),
  voiceNumberDisconnected: row('voice', out, 'failed'),
  voiceReceivedOutsideOpenHours: row('voice', inward, 'attempted'),
  voiceUnexpectedDisconnect: row('voice', both, 'attempted'),
  voiceDisconnectedWhileQueuedOnHold: row('voice', inward, 'attempted'),
  voiceReceivedNoAgentsAvailable: row('voice', inward, 'failed'),
  voiceLenderDisabledInboundCalls: row('voice', inward, 'failed'),
  voiceConnected: row('voice', both, 'attempted'),
  emailSent: row('email', out, 'attempted'),
  emailDelivered: row('email', out, 'succeeded'),
  emailBounced: row('email', out, 'failed'),
  emailOpened: row('email', out, 'succeeded'),
  emailDropped: row('email', out, 'failed'),
  emailFailedToSend: row('email', out, 'failed'),
  emailReportedAsSpam: row('email', out, 'attempted'),
  mailFailedToCreate: row('mail', out, 'failed'),
  mailSent: row('mail', out, 'attempted'),
  mailReturnedToSender: row('mail', out, 'failed'),
  mailDeleted: row('mail', out, 'canceled', 'failed'),
  chatPosted: row('chat', both, 'attempted'),
  chatRead: row('chat', both, 'succeeded'),
  chatBorrowerInactivity: row('chat', both, 'attempted', 'succeeded'),
  blockedByComplianceGuard: row('any', out, 'failed'),
  invalidContact: row('any', out, 'failed'),
} as const satisfies Record<string, Row>;

export type Detail = keyof typeof details;
export const detailNames = Object.keys(details) as [Detail, ...Detail[]];

export type Told = {
  channel: Channel;
  direction: Direction;
  status: InteractionStatus;
  statusDetails: Detail | null;
  agentOutcome: Detail | null;
};

/** The field whose detail contradicts status, channel or direction, with what it would need; undefined when all fit. */
export function misfit(told: Told): { field: 'statusDetails' | 'agentOutcome'; detail: string } | undefined {
  for (const field of ['statusDetails', 'agentOutcome'] as const) {
    const detail = told[field];
    if (detail === null) continue;
    const need: Row = details[detail];
    if (need.channel !== 'any' && need.channel !== told.channel)
      return { field, detail: `${detail} requires channel=${need.channel}` };
    if (!need.directions.includes(told.direction))
      return { field, detail: `${detail} requires direction=${need.directions[0]}` };
    if (!need.statuses.includes(told.status))
      return { field, detail: `${detail} requires status=${need.statuses.join(' or ')}` };
  }
  return undefined;
}

const changes: Record<InteractionStatus, readonly InteractionStatus[]> = {
  scheduled: ['inProgress', 'attempted', 'failed', 'canceled'],
  inProgress: ['attempted', 'succeeded', 'failed'],
  attempted: ['succeeded', 'failed'],
  succeeded: ['attempted', 'failed'],
  failed: [],
  canceled: [],
};

/** Section 7. `failed` and `canceled` are final. Staying is no change, and always allowed. */
export const mayBecome = (from: InteractionStatus, to: InteractionStatus): boolean =>
  from === to || changes[from].includes(to);
