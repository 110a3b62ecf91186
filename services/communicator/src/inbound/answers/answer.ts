import type { Interaction } from '../../interactions/interaction.ts';
import { helpAnswer, stopAnswer, type AnswerSubject } from '../../templates/built-in/wording.ts';

const minuteMs = 60_000;

type Understood = NonNullable<Interaction['understoodAs']>;

/** What an answer says, and how long the same number is given no other one: also two machines stop talking then. */
const answers: Record<Understood, { subject: AnswerSubject; restMs: number }> = {
  stop: { subject: stopAnswer, restMs: 24 * 60 * minuteMs },
  help: { subject: helpAnswer, restMs: 60 * minuteMs },
};
export const answerTo = (understoodAs: Understood) => answers[understoodAs];

/** The law gives a STOP's confirmation five minutes; the last of them is for its hand-over. */
const goodForMs = 4 * minuteMs;

/** Until when an answer may go out. A text that was told of late is as old as it says. */
export const answerUntil = ({ startedAt, createdAt }: Pick<Interaction, 'startedAt' | 'createdAt'>): Date =>
  new Date(Math.min(startedAt.getTime(), createdAt.getTime()) + goodForMs);

/** The customer asked for it by the same medium. A STOP asks for nothing: its confirmation has a rule of its own. */
export const isAnswerToQuestion = ({ subject }: Pick<Interaction, 'subject'>): boolean => subject === helpAnswer;
