import type { CreditorSettings } from '@fairdue/contracts';
import type { Interaction } from '../interactions/interaction.ts';
import { ceaseAcknowledgement, disputeAcknowledgement, planCopySubject, substantiationSubject, validationSubject, type BuiltInSubject } from '../templates/built-in/wording.ts'; // prettier-ignore

export type RequiredNotice = { subject: BuiltInSubject; theme: string };

/** The tasks of duties, and of holds, for which there is a message. Whatever else a rule requires is for a person to do. */
const notices: ReadonlyMap<string, RequiredNotice> = new Map([
  ['send-validation-notice', { subject: validationSubject, theme: 'opsServicingDebtValidation' }],
  ['send-nyc-validation-notice', { subject: 'debtValidationNoticeNYCYonkers', theme: 'opsServicingDebtValidation' }],
  ['acknowledge-dispute', { subject: disputeAcknowledgement, theme: 'opsServicingVerificationOfDebt' }],
  ['acknowledge-cease', { subject: ceaseAcknowledgement, theme: 'opsServicing' }],
  ['send-plan-copy', { subject: planCopySubject, theme: 'opsServicing' }],
  [
    'send-substantiation-instructions',
    { subject: substantiationSubject, theme: 'opsServicingVerificationOfDebt' },
  ],
]); // prettier-ignore

/** What answers a wish, and not a rule's own demand. */
export const isAnswer = (task: string): boolean => task.startsWith('acknowledge-');

export const noticeFor = (task: string): RequiredNotice | undefined => notices.get(task);

/** A first party that follows such rules by choice says so itself. */
export const sendsNotices = ({ sendRequiredNotices, collectorRole }: CreditorSettings): boolean =>
  sendRequiredNotices ?? collectorRole === 'thirdParty';

/** `rest`: nothing is to be done until somebody tells something new. */
export type Step = 'make' | 'rest' | { lookAt: Date };

const dayMs = 86_400_000;
/** After as many the duty is for a person, whom its alarm told. */
const triesMax = 6;

type Asked = { tries: number; dueAt: Date };
type Last = Pick<Interaction, 'status' | 'handOver' | 'nextAllowedAt' | 'updatedAt'>;

/** It is under way, or was made. */
export const stands = ({ status }: Pick<Interaction, 'status'>): boolean =>
  status !== 'failed' && status !== 'canceled';

/**
 * What an open duty needs now. A message under way, or one that arrived, is never doubled. One that was refused is made
 * anew when the guard said it may be; without such a time after one day, then two, then four, while it would be in time.
 */
export function nextStep({ tries, dueAt }: Asked, last: Last | undefined, now: Date): Step {
  if (!last) return 'make';
  if (stands(last) || tries >= triesMax) return 'rest';
  if (last.handOver === 'accepted') return 'make'; // it came back
  const wait = last.updatedAt.getTime() + dayMs * 2 ** (tries - 1);
  const lookAt = last.nextAllowedAt ?? new Date(wait);
  if (lookAt <= now) return 'make';
  return last.nextAllowedAt || lookAt <= dueAt ? { lookAt } : 'rest';
}
