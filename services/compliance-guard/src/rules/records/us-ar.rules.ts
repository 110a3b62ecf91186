import { has } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { daytime, employerForbids, throughAttorney } from './after-federal.ts';

/** Collectors. */
const code = lawOf({ jurisdiction: 'US-AR', authority: 'Arkansas Code' });

/** Arkansas. */
export const arkansasRules: readonly RuleRecord[] = [
  code({
    ...daytime,
    id: 'ar-hours',
    name: 'Arkansas: hours',
    unless: [has('contactPersonUnusualTime')],
    cite: 'Ark. Code 17-24-504',
  }),
  code({
    ...throughAttorney,
    id: 'ar-attorney',
    partOf: 'ar-hours',
    name: 'Arkansas: represented by attorney',
    unless: [has('contactPersonRepByAttorney')],
    cite: 'Ark. Code 17-24-504',
  }),
  code({
    ...employerForbids,
    id: 'ar-work',
    partOf: 'ar-hours',
    name: 'Arkansas: contact at work that the employer forbids',
    unless: [has('contactPersonWork')],
    message: 'The employer forbids such contact.',
    category: 'consent',
    reasonCode: 'workContact',
    cite: 'Ark. Code 17-24-504',
  }),
];
