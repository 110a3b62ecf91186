import { idempotencyHeader, type Operation } from '@fairdue/http';
import { ConsentRequest } from './agency-consents.ts';
import { PreferencesRequest } from './agency-preferences.ts';
import { EndQuery, FactBody, FactList, FactQuery, FactRequest } from './fact.wire.ts';

const tag = 'Agency: facts';
const path = '/agency/v1/people/{personId}/facts';
const headers = idempotencyHeader;
const personId = 'BO-0000000000-0000000000';

export const factOperations: readonly Operation[] = [
  {
    id: 'listFacts',
    method: 'get',
    path,
    summary: 'Lists what was written down of a person: facts, consents and preferences, with their history.',
    tag,
    query: FactQuery,
    answers: { 200: FactList },
    refusals: [400, 404],
    permission: 'agency.facts:read',
    example: { given: 'a person with a fact', status: 200 },
  },
  {
    id: 'readFact',
    method: 'get',
    path: `${path}/{name}`,
    summary: 'Lists every word about one fact of a person.',
    tag,
    query: FactQuery,
    answers: { 200: FactList },
    refusals: [400, 404],
    permission: 'agency.facts:read',
    example: { given: 'a person with a fact', params: { name: 'employerProhibits' }, status: 200 },
  },
  {
    id: 'recordFact',
    method: 'put',
    path: `${path}/{name}`,
    summary: 'Writes down that a fact of docs/facts.md holds, since when and until when.',
    tag,
    headers,
    body: FactRequest,
    answers: { 200: FactBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.facts:write',
    example: {
      given: 'a known person',
      params: { name: 'chargeOffDate' },
      body: { value: '2025-03-01', from: '2025-03-01T05:00:00.000Z' },
      status: 200,
    },
  },
  {
    id: 'endFact',
    method: 'delete',
    path: `${path}/{name}`,
    summary: 'Writes down that nothing is known of a fact any more, from now on or from an earlier time.',
    tag,
    headers,
    query: EndQuery,
    answers: { 204: null },
    refusals: [400, 404, 409, 422],
    permission: 'agency.facts:write',
    example: { given: 'a person with a fact', params: { name: 'employerProhibits' }, status: 204 },
  },
  {
    id: 'recordConsent',
    method: 'post',
    path: '/agency/v1/consents',
    summary: 'Writes down that a customer gave a consent, or took it back.',
    tag,
    headers,
    body: ConsentRequest,
    answers: { 201: FactBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.consents:write',
    example: {
      given: 'a person of the body',
      body: { personId, consent: 'contactPersonWork', action: 'grant' },
      status: 201,
    },
  },
  {
    id: 'recordPreferences',
    method: 'post',
    path: '/agency/v1/preferences',
    summary: 'Writes down what a customer or an employer wants: inconvenient times and places, no contact at work.',
    tag,
    headers,
    body: PreferencesRequest,
    answers: { 201: FactList },
    refusals: [400, 404, 409, 422],
    permission: 'agency.preferences:write',
    example: {
      given: 'a person of the body',
      body: {
        personId,
        preferences: { statedInconvenientTimes: ['mon,wed 17:00-19:00'], employerProhibits: true },
      },
      status: 201,
    },
  },
];
