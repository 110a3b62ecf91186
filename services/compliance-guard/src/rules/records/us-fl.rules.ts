import { has, not } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { bothRoles, daytime } from './after-federal.ts';

/** The Consumer Collection Practices Act: anybody who collects. */
const stat = lawOf({ jurisdiction: 'US-FL', authority: 'Florida Statutes', roles: bothRoles });

/** Florida. */
export const floridaRules: readonly RuleRecord[] = [
  stat({
    ...daytime,
    id: 'fl-quiet-hours',
    name: 'Florida: quiet hours',
    channels: ['voice', 'text', 'fax', 'chat'],
    unless: [has('contactPersonUnusualTime')],
    confidence: 'V/S',
    cite: 'Fla. Stat. 559.72(17)',
  }),
  stat({
    ...daytime,
    id: 'fl-quiet-hours-email-former',
    partOf: 'fl-quiet-hours',
    name: 'Florida: quiet hours of email, former text',
    channels: ['email'],
    unless: [has('contactPersonUnusualTime')],
    confidence: 'V/S',
    cite: 'Fla. Stat. 559.72(17), before SB 232 (2025)',
    effectiveTo: '2025-05-15',
  }),
  stat({
    id: 'fl-email-note',
    name: 'Florida: email keeps the federal hours',
    group: 'hours',
    channels: ['email'],
    roles: ['thirdParty'],
    shape: { kind: 'elsewhere', where: 'calculation' },
    disabledBecause: 'no rule of its own: that the state frees email does not lift the federal hours',
    cite: 'Fla. Stat. 559.72(17)',
    effectiveFrom: '2025-05-16',
  }),
  stat({
    id: 'fl-employer',
    name: 'Florida: no contact with the employer before judgment',
    group: 'place',
    affiliations: ['employer'],
    unless: [has('writtenThirdPartyPermission'), has('acknowledgedInWriting')],
    shape: { kind: 'flag', when: [not(has('judgment'))] },
    message: 'The employer may not be contacted before final judgment.',
    cite: 'Fla. Stat. 559.72(4)',
  }),
];
