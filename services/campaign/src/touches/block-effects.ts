import type { BlockingReason } from '@fairdue/contracts';
import type { EndReason } from '../campaigns/campaign.ts';

/** What a refusal means for the touch, and for the campaign behind it. */
export type BlockEffect =
  | { touch: 'reschedule'; until: Date }
  | { touch: 'other-channel' }
  | { touch: 'send-notice' }
  | { touch: 'skip'; pause?: string; end?: EndReason; reason: string };

type Grave = { matches: RegExp; pause?: string; end?: EndReason };

/** Reasons that stop a campaign, gravest first. Matched against rule id and reason code, whichever of them tells. */
const stopping: Grave[] = [
  { matches: /deceased/i, end: 'deceased' },
  { matches: /-cease$|ceaseCommunication/i, end: 'ceased' },
  { matches: /bankruptcy/i, pause: 'bankruptcy' },
  { matches: /attorney|consolidator/i, pause: 'represented' },
  { matches: /dispute/i, pause: 'disputed' },
  { matches: /identity-?theft|fraud/i, pause: 'fraud_review' },
  { matches: /do-?not-?interact/i, pause: 'do_not_interact' },
  { matches: /location-unknown|addressMissing/i, pause: 'location_unknown' },
  { matches: /nothingOwed|loanNotCollectable/ }, // the debt's own facts end or pause it
];

const noticeFirst = /validation-notice|-validation$/i;

const says = ({ ruleId, reasonCode }: BlockingReason, pattern: RegExp): boolean =>
  pattern.test(ruleId ?? '') || pattern.test(reasonCode);

/** Of several reasons the gravest decides; a reason without an end closes the channel for this touch. */
export function effectOf(blocking: readonly BlockingReason[], nextAllowedAt: string | null): BlockEffect {
  for (const { matches, pause, end } of stopping) {
    const reason = blocking.find((each) => says(each, matches));
    if (reason)
      return {
        touch: 'skip',
        reason: reason.ruleId ?? reason.reasonCode,
        ...(pause && { pause }),
        ...(end && { end }),
      };
  }
  if (blocking.some((each) => says(each, noticeFirst))) return { touch: 'send-notice' };
  if (nextAllowedAt !== null) return { touch: 'reschedule', until: new Date(nextAllowedAt) };
  return { touch: 'other-channel' };
}
