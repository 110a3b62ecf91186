import { idempotencyHeader, type Operation } from '@fairdue/http';
import { Reason } from '../campaigns/campaign-body.ts';
import { StartPortfolio } from './portfolio-body.ts';
import { OnePortfolio, PortfolioList, PortfolioWithResults } from './portfolio-wire.ts';
import { PortfolioPreviewBody } from './preview-portfolio.ts';
import { PortfolioQuery } from './read-portfolios.ts';

const tag = 'Campaigns';
const path = '/v1/rcm/campaigns';
const one = `${path}/{portfolioId}`;

const wish = {
  name: 'Behind by a month, winter',
  filter: { status: 'BEHIND', daysPastDue: { min: 30 }, remainingAmount: { min: 50, max: 5_000 } },
  sms: true,
  email: true,
  call: false,
  tone: 'warm, plain',
  cadence: 'day 1, day 5, day 14',
  arms: [
    { name: 'champion', share: 80 },
    { name: 'challenger', share: 20, cadence: 'weekly' },
  ],
};

const change = (verb: 'pause' | 'resume' | 'cancel', summary: string): Operation => ({
  id: `${verb}PortfolioCampaign`,
  method: 'post',
  path: `${one}/${verb}`,
  summary,
  tag,
  headers: idempotencyHeader,
  body: Reason,
  answers: { 200: OnePortfolio },
  refusals: [400, 404, 409, 422],
  permission: 'campaign.campaigns:write',
  example: { given: 'a portfolio campaign', body: { reason: 'The lender asked for it.' }, status: 200 },
});

export const portfolioOperations: Operation[] = [
  {
    id: 'startPortfolioCampaign',
    method: 'post',
    path,
    summary: 'Starts a campaign over all documents that fit a filter.',
    description:
      'Answered at once; members are planned page after page, and the first touches leave meanwhile. Read the campaign for its progress. Arms are drawn per customer; what an arm does not say of itself is as it is for all. Documents that fit and get no campaign are counted by reason.',
    tag,
    headers: idempotencyHeader,
    body: StartPortfolio,
    answers: { 202: OnePortfolio },
    refusals: [400, 409, 422],
    permission: 'campaign.campaigns:write',
    example: { body: wish, status: 202 },
  },
  {
    id: 'previewPortfolioCampaign',
    method: 'post',
    path: `${path}/preview`,
    summary: 'Shows what a portfolio campaign would do, with its first thirty days. Nothing is stored.',
    description: 'Of many documents a fair sample is looked at; figures are then estimates with their intervals.',
    tag,
    body: StartPortfolio,
    answers: { 200: PortfolioPreviewBody },
    refusals: [400, 422],
    permission: 'campaign.campaigns:read',
    example: { body: wish, status: 200 },
  },
  {
    id: 'listPortfolioCampaigns',
    method: 'get',
    path,
    summary: 'Lists the portfolio campaigns of a creditor, newest first.',
    tag,
    query: PortfolioQuery,
    answers: { 200: PortfolioList },
    refusals: [400],
    permission: 'campaign.campaigns:read',
    example: { query: { active: 'true' }, status: 200 },
  },
  {
    id: 'readPortfolioCampaign',
    method: 'get',
    path: one,
    summary: 'Shows a portfolio campaign with its progress, and what came of each arm with 95 % confidence intervals.',
    tag,
    answers: { 200: PortfolioWithResults },
    refusals: [404],
    permission: 'campaign.campaigns:read',
    example: { given: 'a portfolio campaign', status: 200 },
  },
  change('pause', 'Pauses all members as one, those planned later included.'),
  change('resume', 'Resumes all members as one; what else pauses one of them still does.'),
  change('cancel', 'Ends all members as one, and plans no more.'),
];
