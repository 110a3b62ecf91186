import type { Tx } from '@fairdue/store';
import { loadInteractions } from '../interactions/interaction.store.ts';
import { openDutiesBeside, type NoticeDuty } from './notice-duty.store.ts';
import { isAnswer, stands } from './required-notice.ts';

/** What one message answers. A wish to be left alone is one wish, whatever debts its holds name. */
const aboutOf = ({ customerId, task, debtId }: NoticeDuty): string =>
  JSON.stringify([customerId, task, task === 'acknowledge-cease' ? null : debtId]);

/**
 * Of those that need a message, those that are to have one. People say one thing in several ways, and each may become a hold
 * of its own: while one message answers it, under way or made, the others need none.
 */
export async function oneAnswerEach(tx: Tx, creditorId: string, wanting: readonly NoticeDuty[]): Promise<NoticeDuty[]> {
  const answers = wanting.filter(({ task }) => isAnswer(task));
  if (answers.length === 0) return [...wanting];
  const wantingIds = new Set(wanting.map(({ _id }) => _id));
  const others = (await openDutiesBeside(tx, creditorId, answers)).filter(({ _id }) => !wantingIds.has(_id));
  const messages = await loadInteractions(tx, creditorId, others.flatMap(({ interactionId }) => interactionId ?? [])); // prettier-ignore
  const isAnswered = ({ interactionId }: NoticeDuty): boolean => {
    const message = messages.get(interactionId ?? '');
    return message !== undefined && stands(message);
  };
  const answered = new Set(others.filter(isAnswered).map(aboutOf));
  return wanting.filter((duty) => {
    if (!isAnswer(duty.task)) return true;
    if (answered.has(aboutOf(duty))) return false;
    answered.add(aboutOf(duty));
    return true;
  });
}
