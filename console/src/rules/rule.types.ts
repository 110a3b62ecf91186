import type { AnswerTo, Item } from '../answers.ts';

export type HeldRule = Item<'listRulesOfMoment'>;
export type Version = AnswerTo<'proposeRuleVersion'>;
export type BackTest = AnswerTo<'readBackTest'>;
export type Finding = Item<'listBackTestFindings'>;
