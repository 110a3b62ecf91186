import { is } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { allButMail } from '../words.ts';
import { bothRoles, federalConduct } from './after-federal.ts';

/** Loans under the Installment Loan Act. */
const installment = lawOf({
  jurisdiction: 'US-GA',
  authority: 'Official Code of Georgia',
  only: [is('loanLicence', 'installment')],
});

/** Georgia. */
export const georgiaRules: readonly RuleRecord[] = [
  installment({
    id: 'ga-installment-night-hours',
    name: 'Georgia: hours of the night',
    group: 'hours',
    channels: [...allButMail],
    roles: bothRoles,
    shape: { kind: 'hours', open: '05:00', close: '22:00' },
    cite: 'O.C.G.A. 7-3-33(5)',
    effectiveFrom: '2020-06-30',
  }),
  installment({
    id: 'ga-installment-federal',
    name: 'Georgia: federal rules for collectors of such a lender',
    group: 'other-hold',
    shape: federalConduct,
    cite: [{ authority: 'Rules of the State of Georgia', reference: 'Ga. Comp. R. & Regs. 80-14-5-.05' }],
  }),
];
