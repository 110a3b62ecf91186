import type { BlockingReason } from '@fairdue/contracts';

/** A check before the rules said no: there is no rule to name and no time at which it would pass. */
export const noMessage = (reasonCode: string, message: string): BlockingReason => ({
  ruleId: null,
  reasonCode,
  category: 'preCheck',
  message,
  nextAllowedAt: null,
});

export const factsUnknown = noMessage('factsUnknown', 'Customer, debt or creditor are not known.');
export const contactGone = noMessage('contactNotFound', 'The contact is not the person’s any more.');
export const tooLate = noMessage('tooLate', 'It could not be sent while it was of use.');
export const permitSpent = noMessage('permitSpent', 'Its permit counts as used, and there is no other for it.');
export const mayHaveBeenMade = noMessage(
  'mayHaveBeenMade',
  'It was due in a time that a restore has lost, and may have been made then.',
);
export const codeExpired = noMessage('codeExpired', 'The code could not be sent while it was good.');
