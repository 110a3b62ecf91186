import type { BlockingReason } from '@fairdue/contracts';
import type { EndReason, StaffTask } from '../campaigns/campaign.ts';

/** What a refusal means for the touch, and for the campaign behind it. */
export type BlockEffect =
  /** `orElsewhere`: the limit is on this channel alone, so another one may do where nothing is due on it soon. */
  | { touch: 'reschedule'; until: Date; orElsewhere: boolean }
  /** `closes`: the person wants no more of this channel. `task`: what a person at the lender can do about it. */
  | { touch: 'other-channel'; closes: boolean; task: StaffTask | null; unreachable: boolean }
  | { touch: 'send-notice' }
  | { touch: 'skip'; pause: string | null; end: EndReason | null; reason: string };

type Grave = { matches: RegExp; pause?: string; end?: EndReason };

/** Reasons that stop a campaign, gravest first, as "rule id, blank, reason code": whichever of them tells. */
const stopping: Grave[] = [
  { matches: /deceased/i, end: 'deceased' },
  { matches: /^(?!wi-agency-phone-stop ).*(-cease |ceaseCommunication$)/, end: 'ceased' },
  { matches: /^bankruptcy-discharge /, end: 'discharged' },
  { matches: /bankruptcy/i, pause: 'bankruptcy' },
  { matches: /attorney|consolidator/i, pause: 'represented' },
  { matches: /dispute/i, pause: 'disputed' },
  { matches: /activeDuty$/, pause: 'scra_review' },
  { matches: /identity-?theft|fraud/i, pause: 'fraud_review' },
  { matches: /do-?not-?interact/i, pause: 'do_not_interact' },
  { matches: /location-unknown|addressMissing/i, pause: 'location_unknown' },
  { matches: /nothingOwed|loanNotCollectable/ }, // the debt's own facts end or pause it
  { matches: /mayHaveBeenMade$/ }, // on another channel it would be a second one as well
];

const noticeFirst = /validation-notice |-validation /i;
const optedOut = /mediumOptOut$|textConsentWithdrawn$|electronicConsentRevoked$|^wi-agency-phone-stop /;
const noConsent = /(autodialConsentMissing|consentMissing|esignConsentMissing|textBasisMissing|textNotEnabled)$/;
const noContact = /(contactNotFound|contactNotUsable|textNotEnabled)$/;
/** Limits of calls, of texts, of what is written electronically; those of all contacts together name no channel. */
const ofOneChannel =
  /(^|-)(calls?|phone|cell|household|residential|conversation|talks|texts?|sms|email|electronic|mail)(-|$)/;

const textOf = ({ ruleId, reasonCode }: BlockingReason): string => `${ruleId ?? ''} ${reasonCode}`;

const isLimitOfChannel = ({ category, reasonCode, ruleId }: BlockingReason): boolean =>
  category === 'frequency' && reasonCode !== 'conversationCooldown' && ofOneChannel.test(ruleId ?? '');

/** How a refusal is called where one reason stands for all: the rule, else what a check before the rules found. */
export const reasonOf = ([first]: readonly BlockingReason[]): string => first?.ruleId ?? first?.reasonCode ?? 'blocked';

/** Of several reasons the gravest decides; a reason without an end closes the channel for this touch. */
export function effectOf(blocking: readonly BlockingReason[], nextAllowedAt: string | null): BlockEffect {
  const says = (pattern: RegExp): boolean => blocking.some((reason) => pattern.test(textOf(reason)));
  for (const { matches, pause = null, end = null } of stopping) {
    const reason = blocking.find((each) => matches.test(textOf(each)));
    if (reason) return { touch: 'skip', reason: reasonOf([reason]), pause, end };
  }
  if (says(noticeFirst)) return { touch: 'send-notice' };
  if (nextAllowedAt !== null && !says(optedOut))
    return { touch: 'reschedule', until: new Date(nextAllowedAt), orElsewhere: blocking.every(isLimitOfChannel) };
  const closes = says(optedOut);
  const task = !closes && says(noConsent) ? 'obtain_consent' : null;
  return { touch: 'other-channel', closes, task, unreachable: says(noContact) };
}
