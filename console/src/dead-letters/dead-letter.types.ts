import type { AnswerTo, Item } from '../answers.ts';

/** Every service answers them alike. */
export type DeadLetter = Item<'listCampaignDeadLetters'>;
export type WholeLetter = AnswerTo<'readCampaignDeadLetter'>;
export type Redriven = AnswerTo<'redriveCampaignDeadLetters'>;

export type Open = { kind: 'show' | 'give-up'; service: string; letter: DeadLetter };
