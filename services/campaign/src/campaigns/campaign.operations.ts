import { idempotencyHeader, type Operation } from '@fairdue/http';
import { StartCampaign } from './campaign-body.ts';
import { CampaignList, CampaignWithTouches, OneCampaign } from './campaign-wire.ts';
import { CadencePreview, CadencePreviewBody } from './preview-cadence.ts';
import { CampaignQuery } from './read-campaigns.ts';
import { OptOutBody, OptOutRequest } from './record-opt-out.ts';

const tag = 'Campaigns';
const path = '/v1/documents/{documentId}/rcm';

export const campaignOperations: Operation[] = [
  {
    id: 'startCampaign',
    method: 'post',
    path,
    summary: 'Starts a campaign on a document whose loan is behind (M1). One that is running ends as superseded.',
    tag,
    headers: idempotencyHeader,
    body: StartCampaign,
    answers: { 201: OneCampaign },
    refusals: [400, 404, 409, 422],
    permission: 'campaign.campaigns:write',
    example: {
      given: 'a document',
      body: { sms: true, email: true, call: false, tone: 'warm, plain', cadence: 'day 1, day 5, day 14' },
      status: 201,
    },
  },
  {
    id: 'recordOptOut',
    method: 'post',
    path: `${path}/opt-out`,
    summary: 'Records that a person wants no more of a channel, or of anything (M2).',
    description:
      'Stored first, and answered only when nothing can start any more; until then it is 503, and the same request again goes on where this one stood.',
    tag,
    body: OptOutRequest,
    answers: { 200: OptOutBody },
    refusals: [400, 404],
    permission: 'campaign.campaigns:write',
    example: {
      given: 'a campaign to end',
      body: { campaignId: 'RC-0000000000-0000000000', channel: 'sms', notes: 'Said so by phone.' },
      status: 200,
    },
  },
  {
    id: 'listCampaigns',
    method: 'get',
    path,
    summary: 'Lists the campaigns of a document, newest first (M3).',
    tag,
    query: CampaignQuery,
    answers: { 200: CampaignList },
    refusals: [400, 404],
    permission: 'campaign.campaigns:read',
    example: { given: 'a campaign', query: { active: 'true' }, status: 200 },
  },
  {
    id: 'readCampaign',
    method: 'get',
    path: `${path}/{campaignId}`,
    summary: 'Shows one campaign with its touches, and why each was made or not (M4).',
    tag,
    answers: { 200: CampaignWithTouches },
    refusals: [404],
    permission: 'campaign.campaigns:read',
    example: { given: 'a campaign', status: 200 },
  },
  {
    id: 'previewCadence',
    method: 'post',
    path: '/v1/rcm/preview',
    summary: 'Shows what a cadence and a tone would become (M5). Nothing is stored.',
    tag,
    body: CadencePreview,
    answers: { 200: CadencePreviewBody },
    refusals: [400],
    permission: 'campaign.campaigns:read',
    example: {
      body: { sms: true, email: true, call: false, cadence: 'weekly', tone: 'firm', startDate: '2026-12-01' },
      status: 200,
    },
  },
];
