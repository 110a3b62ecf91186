import type { AnswerTo } from '../answers.ts';

export type Campaign = AnswerTo<'readCampaign'>['campaign'];
export type Touch = AnswerTo<'readCampaign'>['touches'][number];
export type Portfolio = AnswerTo<'readPortfolioCampaign'>['campaign'];
export type Result = AnswerTo<'readPortfolioCampaign'>['results'][number];
export type Share = Result['reached'];
export type Preview = AnswerTo<'previewPortfolioCampaign'>;
