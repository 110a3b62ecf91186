import { openChannels, type Campaign } from '../campaigns/campaign.ts';
import type { Situation } from '../campaigns/situation.ts';
import type { Touch } from './touch.ts';

export const validationNotice = 'debtValidationNotice';

const notices = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth'];

/** The subject follows the slot; from the sixth on it stays. */
export const subjectOfSlot = (slot: number): string =>
  `loanOverdue${notices[Math.min(slot, notices.length) - 1]}Notice`;

/** A third-party collector begins with the validation notice, whichever slot that is. */
export const noticeFirst = ({ creditor, document }: Pick<Situation, 'creditor' | 'document'>): boolean =>
  creditor.collectorRole === 'thirdParty' && document.validationNoticeAt === null;

/** The notice goes in writing that can be kept: by email where that was asked for, else by letter. */
export const noticeChannels = (campaign: Campaign): Touch['channel'][] => [
  ...openChannels(campaign).filter((channel) => channel === 'email'),
  'mail',
];
