import { all, has, not } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { allButMail } from '../words.ts';
import { atWork } from './after-federal.ts';

/** Collection agencies. */
const lpra = lawOf({ jurisdiction: 'US-PR', authority: 'Laws of Puerto Rico' });

/** Puerto Rico. */
export const puertoRicoRules: readonly RuleRecord[] = [
  // Working hours are taken to be those of most offices until the customer names others.
  lpra({
    id: 'pr-work-hours',
    name: 'Puerto Rico: no collecting at work in working hours',
    group: 'hours',
    channels: [...allButMail],
    only: [atWork],
    unless: [all(has('contactPersonWork'), not(has('employerProhibits'))), has('courtPermission')],
    shape: { kind: 'hours', open: '17:00', close: '08:00', weekdays: [1, 2, 3, 4, 5] },
    category: 'consent',
    reasonCode: 'workContact',
    cite: 'Act 179 of 1996; Act 143 of 1968, art. 17(14)',
  }),
  lpra({
    id: 'pr-prohibited',
    name: 'Puerto Rico: no violence, lists, false papers and unagreed charges',
    group: 'content',
    shape: { kind: 'elsewhere', where: 'template' },
    disabledBecause: 'kept in the templates: none holds threats, lists of debtors, court papers or unagreed charges',
    cite: '10 L.P.R.A. 981p',
  }),
];
