import { is } from '../condition.ts';
import { fromMemory, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import {
  askedOnce, asksWhereabouts, bothRoles, ceased, daytime, employerForbids, locationScript, strangers, throughAttorney, atWork,
  leave,
} from './after-federal.ts'; // prettier-ignore

const shortTerm = is('loanLicence', 'shortTerm');
/** Short-term loan licensees and whoever collects for them. */
const licensees = lawOf({
  jurisdiction: 'US-OH',
  authority: 'Ohio Revised Code',
  roles: bothRoles,
  only: [shortTerm],
});
/** The divisions that nobody has read. */
const unread = lawOf({
  jurisdiction: 'US-OH',
  authority: 'Ohio Revised Code',
  roles: bothRoles,
  only: [shortTerm],
  confidence: 'M',
  disabledBecause: fromMemory,
});

/** Ohio: short-term loans; agencies follow federal law alone. */
export const ohioRules: readonly RuleRecord[] = [
  licensees({
    ...askedOnce,
    id: 'oh-short-term-location',
    name: 'Ohio: location information, once a person',
    only: [shortTerm, asksWhereabouts],
    message: 'This person was asked for location information before.',
    confidence: 'V/S',
    cite: '1321.45(B)',
  }),
  licensees({
    ...locationScript,
    id: 'oh-short-term-location-script',
    partOf: 'oh-short-term-location',
    name: 'Ohio: what is said to ask for location information',
    only: [shortTerm, asksWhereabouts],
    cite: '1321.45(B)',
  }),
  unread({ ...daytime, id: 'oh-short-term-contact', name: 'Ohio: hours', unless: leave, cite: '1321.45' }),
  unread({
    ...throughAttorney,
    id: 'oh-short-term-contact-attorney',
    partOf: 'oh-short-term-contact',
    name: 'Ohio: represented by an attorney',
    cite: '1321.45',
  }),
  unread({
    ...employerForbids,
    id: 'oh-short-term-contact-work',
    partOf: 'oh-short-term-contact',
    name: 'Ohio: contact at work that the employer forbids',
    only: [shortTerm, atWork],
    reasonCode: 'workContact',
    cite: '1321.45',
  }),
  unread({
    ...ceased,
    id: 'oh-short-term-contact-cease',
    partOf: 'oh-short-term-contact',
    name: 'Ohio: cease communication',
    cite: '1321.45',
  }),
  unread({
    id: 'oh-short-term-contact-third-party',
    partOf: 'oh-short-term-contact',
    name: 'Ohio: third party',
    group: 'place',
    affiliations: strangers,
    unless: [asksWhereabouts, ...leave],
    shape: { kind: 'flag', when: [is('affiliation', ...strangers)] },
    cite: '1321.45',
  }),
];
