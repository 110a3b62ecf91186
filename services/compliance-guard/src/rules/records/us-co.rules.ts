import { has } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { daytime, employerForbids, throughAttorney } from './after-federal.ts';

/** Agencies and collectors. */
const crs = lawOf({ jurisdiction: 'US-CO', authority: 'Colorado Revised Statutes' });

/** Colorado. */
export const coloradoRules: readonly RuleRecord[] = [
  crs({
    ...daytime,
    id: 'co-hours',
    name: 'Colorado: hours',
    unless: [has('contactPersonUnusualTime')],
    cite: 'C.R.S. 5-16-105',
  }),
  crs({
    ...throughAttorney,
    id: 'co-attorney',
    partOf: 'co-hours',
    name: 'Colorado: represented by attorney',
    unless: [has('contactPersonRepByAttorney')],
    cite: 'C.R.S. 5-16-105',
  }),
  crs({
    ...employerForbids,
    id: 'co-work',
    partOf: 'co-hours',
    name: 'Colorado: contact at work that the employer forbids',
    unless: [has('contactPersonWork')],
    message: 'The employer forbids such contact.',
    category: 'consent',
    reasonCode: 'workContact',
    cite: 'C.R.S. 5-16-105',
  }),
];
