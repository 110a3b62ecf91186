import { idempotencyHeader, type Operation } from '@fairdue/http';
import {
  ActivationBody, ActivationRequest, HeldRuleList, RulesOfDayQuery, VersionBody, VersionList, VersionRequest,
  WithdrawalRequest,
} from './version.wire.ts'; // prettier-ignore

const tag = 'Rules';
const path = '/agency/v1/rules';
const ofOneRule = `${path}/{ruleId}/versions`;

export const versionOperations: Operation[] = [
  {
    id: 'listRulesOfMoment',
    method: 'get',
    path,
    summary: 'Lists the rules that held at a moment, for everybody or for one creditor, as was known at another.',
    description:
      'Those that are off are listed, too. Their days in force are those of the customer’s place; `on` is UTC.',
    tag,
    query: RulesOfDayQuery,
    answers: { 200: HeldRuleList },
    refusals: [400, 404],
    permission: 'agency.rules:read',
    example: { query: { on: '2026-12-01', jurisdiction: 'US', limit: '20' }, status: 200 },
  },
  {
    id: 'listRuleVersions',
    method: 'get',
    path: ofOneRule,
    summary: 'Lists every version of a rule: the shipped one, everybody’s, and those of the caller’s creditors.',
    tag,
    answers: { 200: VersionList },
    refusals: [400, 404],
    permission: 'agency.rules:read',
    example: { params: { ruleId: 'reg-f-calls-7-in-7' }, status: 200 },
  },
  {
    id: 'readRuleVersion',
    method: 'get',
    path: `${ofOneRule}/{version}`,
    summary: 'Shows a version of a rule, with who wrote it and what became of it.',
    tag,
    answers: { 200: VersionBody },
    refusals: [400, 404],
    permission: 'agency.rules:read',
    example: { params: { ruleId: 'reg-f-calls-7-in-7', version: '1' }, status: 200 },
  },
  {
    id: 'proposeRuleVersion',
    method: 'post',
    path: ofOneRule,
    summary: 'Proposes a version of a rule. It judges nothing until a second person activates it.',
    description:
      'A version of one creditor stands before everybody’s. Everybody’s needs the permission `agency.rules:everywhere` as well.',
    tag,
    headers: idempotencyHeader,
    body: VersionRequest,
    answers: { 201: VersionBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.rules:write',
    example: {
      given: 'a creditor',
      params: { ruleId: 'reg-f-calls-7-in-7' },
      body: {
        creditorId: 'CR-0000000000-0000000000',
        change: {
          name: 'Five calls in seven days',
          shape: { kind: 'count', max: 5, window: { days: 7 }, unit: 'placed-call', channels: ['voice'], per: 'debt' },
        },
        reason: 'The creditor’s counsel wants it stricter.',
      },
      status: 201,
    },
  },
  {
    id: 'activateRuleVersion',
    method: 'post',
    path: `${ofOneRule}/{version}/activation`,
    summary: 'A second person puts a proposed version into force from an instant on.',
    description: 'Every replica judges by it from that instant on, and none before. Said again it changes nothing.',
    tag,
    headers: idempotencyHeader,
    body: ActivationRequest,
    answers: { 200: ActivationBody },
    refusals: [400, 403, 404, 409, 422],
    permission: 'agency.rules:activate',
    example: {
      given: 'a version that somebody else proposed',
      body: { effectiveAt: '2027-01-04T05:00:00Z', reason: 'Read and agreed to.' },
      status: 200,
    },
  },
  {
    id: 'withdrawRuleVersion',
    method: 'post',
    path: `${ofOneRule}/{version}/withdrawal`,
    summary: 'Takes a proposed version back. Said again it changes nothing.',
    tag,
    headers: idempotencyHeader,
    body: WithdrawalRequest,
    answers: { 200: VersionBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.rules:write',
    example: { given: 'a version that somebody else proposed', body: { reason: 'Written by mistake.' }, status: 200 },
  },
];
